import type { CommandOutcome, Improvement } from '../contract/command.ts'
import { GateRefusedError, OrganismBusyError, OrganismDownError, StaleBaseError } from '../contract/errors.ts'
import type { GenomeFiles } from '../contract/genome.ts'
import type { Check } from '../contract/incident.ts'
import type { Mind } from '../contract/ports/mind.ts'
import type { SpecWords } from '../contract/spec-words.ts'
import type { Organism } from '../contract/spec.ts'
import { freshSeed } from '../healing/fresh-seed.ts'
import type { Proof } from '../healing/gate.ts'
import { Dialogue } from '../mind/dialogue.ts'
import { addAndPromote } from '../healing/promote.ts'
import type { Keeper } from '../watcher/keeper-ports.ts'
import type { ProposalPorts } from './propose-genome.ts'

export interface ImprovementPorts extends Pick<ProposalPorts, 'genomes' | 'record' | 'chaos'> {
  mind: Mind
  words: (organism: Organism) => SpecWords
  drawSeed: () => number
  /** The gate on inputs that this seed draws; what has failed before does not come back by this way either. */
  proveWith: (keeper: Keeper, files: GenomeFiles, seed: number) => Promise<Proof>
}

const mostQuestions = 3
const timeoutMs = 60_000
/** A version is faster when it takes at most this share of the time, on the very same inputs. */
const fasterAtMost = 0.9
/** So often both are measured, in turns, and each time it has to be: chance is not faster five times in a row. */
const rounds = 5

/**
 * Asks the resident for a better version of an organism that is well. The gate decides, as ever; where a faster one is
 * asked for, it has to be that too, on the same fresh inputs. The organism lives on meanwhile.
 * @throws OrganismBusyError, OrganismDownError, ModelError, GateRefusedError, StaleBaseError: nothing was changed
 */
export async function improveOrganism(ports: ImprovementPorts, keeper: Keeper, goal: Improvement, author: string, stop: AbortSignal): Promise<CommandOutcome> {
  const { organism } = keeper
  const { mind, genomes } = ports
  refuseUnlessWell(keeper)
  const name = mind.nameOf('resident') ?? 'the model'
  const base = genomes.current(organism.id)
  if (base === null) throw new OrganismDownError(`${organism.id} has no version yet`)
  const files = genomes.files(base)
  const seed = ports.drawSeed()
  const { title, kind, entry } = organism.manifest
  const dialogue = new Dialogue()
  let last: { why: string; checks: Check[] } = { why: 'it gave no answer', checks: [] }
  for (let nth = 0; nth < mostQuestions; nth += 1) {
    const answer = await dialogue.ask({ goal, organism: { title, kind, entry }, files, verdict: null, output: '', spec: ports.words(organism), tests: {}, failing: null, lessons: [] }, (order) =>
      mind.ask('resident', 'improve', { organism: organism.id, incident: null }, { ...order, seed: freshSeed(seed, nth), timeoutMs, stop }))
    if ('refused' in answer) {
      last = { why: answer.refused, checks: [] }
      continue
    }
    const prove = (version: GenomeFiles): Promise<Proof> => ports.proveWith(keeper, version, seed)
    const proof = await prove(answer.files)
    const checks = goal === 'faster' && proof.accepted ? [...proof.checks, await compare(prove, answer.files, files)] : proof.checks
    const death = checks.find(({ ok }) => !ok)
    if (death) {
      last = { why: `${death.name}: ${death.detail}`, checks }
      dialogue.died(last.why)
      continue
    }
    const promoted = await keeper.exclusive(async (): Promise<CommandOutcome> => {
      refuseUnlessWell(keeper)
      if (genomes.current(organism.id) !== base) throw new StaleBaseError(`${base} no longer runs: what ${name} wrote was made for it. Ask again`)
      const reason = `${goal}, by ${name}: ${answer.why || 'it gave no reason'}`.slice(0, 300)
      const added = await addAndPromote(ports, { organism: organism.id, files: answer.files, origin: 'improve', parents: [base], author: `${author}, by ${name}`.slice(0, 100), reason }, reason)
      await ports.chaos.overtaken(organism.id, `${name} improved it`)
      return { message: `${organism.id} runs ${added.id}, on probation: ${reason}`, genome: added.id, checks }
    })
    keeper.wake()
    return promoted
  }
  throw new GateRefusedError(`Nothing that ${name} wrote is better and passes: ${last.why}`, last.checks)
}

function refuseUnlessWell(keeper: Keeper): void {
  const { organism: { id } } = keeper
  if (keeper.incident() !== null) throw new OrganismBusyError(`${id} is being healed; wait until its incident is over`)
  const state = keeper.state()
  if (state === 'paused' || state === 'quarantined') throw new OrganismDownError(`${id} is ${state}; resume it first`)
}

async function compare(prove: (files: GenomeFiles) => Promise<Proof>, files: GenomeFiles, before: GenomeFiles): Promise<Check> {
  for (let round = 1; ; round += 1) {
    const was = (await prove(before)).workMs
    const is = (await prove(files)).workMs
    if (is === null || was === null) return { name: 'speed', ok: false, detail: 'there is nothing to measure it by', ms: 0 }
    const ok = is <= was * fasterAtMost
    if (!ok || round === rounds) return { name: 'speed', ok, detail: `${is.toFixed(2)} ms on the inputs that took the running version ${was.toFixed(2)} ms, measured ${round} times`, ms: 0 }
  }
}
