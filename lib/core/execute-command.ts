import type { Action } from '../contract/action.ts'
import type { Cause } from '../contract/cause.ts'
import type { Command, CommandOutcome, CommandRequest, Improvement } from '../contract/command.ts'
import { OrganismBusyError, RequestInvalidError, UnknownGenomeError, UnknownOrganismError } from '../contract/errors.ts'
import type { GenomeFiles } from '../contract/genome.ts'
import { healingPlan, type HealingSetting } from '../contract/healing.ts'
import type { Genomes } from '../contract/ports/genomes.ts'
import type { Incident } from '../contract/incident.ts'
import type { Seat } from '../contract/model.ts'
import type { SettingsChange } from '../contract/setting.ts'
import { whole } from '../contract/whole.ts'
import type { Proof } from '../healing/gate.ts'
import { addGenome, promote } from '../healing/promote.ts'
import type { Keeper } from '../watcher/keeper-ports.ts'
import type { AppDesk } from './app-desk.ts'
import type { ChaosDesk } from './chaos-desk.ts'
import type { LearningDesk } from './learning-desk.ts'
import type { SystemDesk } from './system-desk.ts'
import { checkGenome } from './check-genome.ts'
import { proposeGenome, type ProposalPorts } from './propose-genome.ts'
import { replayIncident } from './replay-incident.ts'
import { tagGenome } from './tag-genome.ts'

export interface Executor extends ProposalPorts {
  keepers: ReadonlyMap<string, Keeper>
  chaos: ChaosDesk
  apps: Pick<AppDesk, 'make' | 'check' | 'rollBack' | 'cancel' | 'remove'>
  system: SystemDesk
  genomes: Genomes
  /** @param seed of the gate's own inputs; the demo's, where left out */
  prove: (keeper: Keeper, files: GenomeFiles, seed?: number) => Promise<Proof>
  incident: (id: string) => Incident | null
  /** null where no injection of that name is known. */
  cause: (organism: string, injection: string) => Cause | null
  configure: (organism: string, setting: HealingSetting, by: string) => Promise<void>
  resetDemo: (seed: number | undefined, by: string) => Promise<CommandOutcome>
  changeSettings: (change: SettingsChange, by: string) => Promise<CommandOutcome>
  learning: Omit<LearningDesk, 'until'>
  testModel: (seat: Seat) => Promise<CommandOutcome>
  runAction: (command: string, action: Action, by: string) => Promise<CommandOutcome>
  askLedger: (question: string) => Promise<CommandOutcome>
  improve: (keeper: Keeper, goal: Improvement, by: string) => Promise<CommandOutcome>
}

/**
 * Does what a command asks for.
 * @throws OuroborosError where it is refused: nothing was changed
 */
export async function executeCommand(ports: Executor, { id, request, author }: Command): Promise<CommandOutcome> {
  switch (request.kind) {
    case 'chaos-inject': return request.organism === undefined ? ports.system.inject(request) : ports.chaos.inject(request)
    case 'chaos-undo': return (ports.system.has(request.injection) ? ports.system : ports.chaos).undo(request.injection, 'undone', `taken back by ${author}`)
    case 'chaos-stop': return stopChaos(ports, author)
    case 'chaos-allow': return ports.chaos.allow(author)
    case 'genome-rollback': return rollBack(ports, request.genome, author)
    case 'genome-import': return importGenome(ports, request.organism, request.files, author)
    case 'genome-propose': return propose(ports, request, author)
    case 'genome-check': return checkGenome(ports, request.genome)
    case 'genome-tag': return tagGenome(ports, request, author)
    case 'incident-replay': return replayIncident(ports, request.incident, (genome) => rollBack(ports, genome, author))
    case 'organism-pause': return pause(ports, request.organism, author)
    case 'organism-resume': return resume(ports, request.organism, author)
    case 'configure-healing': return configureHealing(ports, request, author)
    case 'model-test': return ports.testModel(request.seat)
    case 'organism-improve': return ports.improve(keeperOf(ports, request.organism), request.goal, author)
    case 'learning-open': return ports.learning.open(request.minutes, author)
    case 'learning-close': return ports.learning.close(author)
    case 'lesson-edit': {
      const { kind: _kind, id, ...edit } = request
      return ports.learning.edit(id, edit, author)
    }
    case 'lesson-forget': return ports.learning.forget(request.id, author)
    case 'action-run': {
      const { kind: _kind, ...action } = request
      return ports.runAction(id, action, author)
    }
    case 'ledger-ask': return ports.askLedger(request.question)
    case 'app-make': return ports.apps.make(request, author)
    case 'app-check': return ports.apps.check(request.app, author)
    case 'app-rollback': return ports.apps.rollBack(request.app, request.iteration)
    case 'app-remove': return ports.apps.remove(request.app, author)
    case 'app-cancel': return ports.apps.cancel(request.app)
    // It is the next core that tells of its end.
    case 'core-switch': throw new RequestInvalidError('the lead is handed over by the core itself')
    case 'demo-reset': return ports.resetDemo(request.seed, author)
    case 'change-settings': {
      const { kind: _kind, ...change } = request
      return ports.changeSettings(change, author)
    }
  }
}

async function stopChaos({ chaos, system }: Executor, author: string): Promise<CommandOutcome> {
  const outcome = await chaos.stop(author)
  const also = await system.stop(`the global stop, by ${author}`)
  return also === 0 ? outcome : { message: `${outcome.message}, and what hit Ouroboros itself` }
}

function keeperOf({ keepers }: Executor, organism: string): Keeper {
  const keeper = keepers.get(organism)
  if (!keeper) throw new UnknownOrganismError(`there is no organism ${organism}; there are ${[...keepers.keys()].join(', ')}`)
  return keeper
}

function refuseWhileHealing(keeper: Keeper): void {
  if (keeper.incident() !== null) throw new OrganismBusyError(`${keeper.organism.id} is being healed; wait until its incident is over`)
}

/** The operator's word needs no gate; probation, and going back from it, still follow. */
async function rollBack(ports: Executor, id: string, author: string): Promise<CommandOutcome> {
  const target = ports.genomes.read(id)
  const keeper = keeperOf(ports, target.organism)
  refuseWhileHealing(keeper)
  return keeper.exclusive(async () => {
    refuseWhileHealing(keeper)
    const files = ports.genomes.files(id)
    const live = ports.genomes.current(target.organism)
    if (live === null) throw new UnknownGenomeError(`${target.organism} has no version yet`)
    // Going back from a damaged version must not be held up by that.
    if (whole(() => ports.genomes.read(live).hash) === target.hash) throw new RequestInvalidError(`${live} already has the content of ${id}; choose another version`)
    const added = await addGenome(ports, { organism: target.organism, files, origin: 'rollback', parents: [live, id], author, reason: `back to ${id}` })
    await promote(ports, added, `back to ${id}, by ${author}`)
    await ports.chaos.overtaken(target.organism, `${author} rolled back to ${id}`)
    return { message: `${target.organism} runs ${added.id}, the content of ${id}`, genome: added.id }
  }).then((outcome) => runNow(keeper, `rolled back by ${author}`, outcome))
}

/** A version that somebody chose is a reason to try again. */
async function runNow(keeper: Keeper, reason: string, outcome: CommandOutcome): Promise<CommandOutcome> {
  if (keeper.state() === 'quarantined') await keeper.resume(reason)
  keeper.wake()
  return outcome
}

/** What comes from outside passes the gate like any candidate. */
async function importGenome(ports: Executor, organism: string, files: GenomeFiles, author: string): Promise<CommandOutcome> {
  const keeper = keeperOf(ports, organism)
  refuseWhileHealing(keeper)
  const { entry } = keeper.organism.manifest
  if (files[entry] === undefined) throw new RequestInvalidError(`the archive has no ${entry}, which is what ${organism} starts from`)
  return keeper.exclusive(async () => {
    refuseWhileHealing(keeper)
    const proof = await ports.prove(keeper, files)
    const death = proof.checks.find((check) => !check.ok)
    if (death) throw new RequestInvalidError(`the gate refused it: ${death.name}: ${death.detail}`)
    const live = ports.genomes.current(organism)
    const added = await addGenome(ports, { organism, files, origin: 'import', parents: live === null ? [] : [live], author, reason: 'imported from an archive' })
    await promote(ports, added, `imported by ${author}`)
    await ports.chaos.overtaken(organism, `${author} imported a version`)
    return { message: `${organism} runs ${added.id}`, genome: added.id }
  }).then((outcome) => runNow(keeper, `${author} imported a version`, outcome))
}

async function propose(ports: Executor, request: Extract<CommandRequest, { kind: 'genome-propose' }>, author: string): Promise<CommandOutcome> {
  const keeper = keeperOf(ports, request.organism)
  return runNow(keeper, `${author} changed it by hand`, await proposeGenome(ports, keeper, request, author))
}

async function pause(ports: Executor, organism: string, author: string): Promise<CommandOutcome> {
  const keeper = keeperOf(ports, organism)
  refuseWhileHealing(keeper)
  if (keeper.state() === 'quarantined') throw new RequestInvalidError(`${organism} is quarantined and does not run; resume it instead`)
  await keeper.pause(`paused by ${author}`)
  return { message: `${organism} is paused` }
}

async function resume(ports: Executor, organism: string, author: string): Promise<CommandOutcome> {
  const keeper = keeperOf(ports, organism)
  const state = keeper.state()
  if (state !== 'paused' && state !== 'quarantined') throw new RequestInvalidError(`${organism} is ${state}; there is nothing to resume`)
  await keeper.resume(`resumed by ${author}`)
  return { message: `${organism} runs again` }
}

/** An incident that is open goes on as it began. */
async function configureHealing(ports: Executor, { kind: _kind, organism, ...setting }: Extract<CommandRequest, { kind: 'configure-healing' }>, author: string): Promise<CommandOutcome> {
  const { manifest } = keeperOf(ports, organism).organism
  await ports.configure(organism, setting, author)
  const { mode, rungs } = healingPlan(manifest.healing ?? {}, setting)
  return { message: `${organism} is healed by ${rungs.join(', ')}${mode === 'full' ? '' : ` (${mode})`}, from its next incident on` }
}
