import { isDeepStrictEqual } from 'node:util'
import type { Config } from '../config.ts'
import { causeOf } from '../contract/cause.ts'
import type { NewEvent, LedgerEvent } from '../contract/event.ts'
import type { GenomeFiles } from '../contract/genome.ts'
import type { Improvement } from '../contract/command.ts'
import type { Seat } from '../contract/model.ts'
import type { SpecWords } from '../contract/spec-words.ts'
import type { Organism } from '../contract/spec.ts'
import { GateRefusedError, OuroborosError } from '../contract/errors.ts'
import type { OutputChunk, Sandbox } from '../contract/ports/sandbox.ts'
import type { ThoughtBatch } from '../contract/stream.ts'
import type { Readers } from '../contract/ports/readers.ts'
import type { Search } from '../contract/ports/search.ts'
import { drawSeed } from '../chaos/random.ts'
import { systemClock as clock } from '../process/clock.ts'
import { whole } from '../contract/whole.ts'
import { openTrial } from '../process/open-trial.ts'
import { openGenomes } from '../store/genomes/open-genomes.ts'
import { openDesk } from '../store/sqlite/open-desk.ts'
import { openLedger } from '../store/sqlite/open-ledger.ts'
import { openReaders } from '../store/sqlite/open-readers.ts'
import { keep } from '../watcher/keeper.ts'
import type { Keeper } from '../watcher/keeper-ports.ts'
import { runBody } from '../watcher/run-body.ts'
import { serviceBody } from '../watcher/service-body.ts'
import { watchedBody } from '../watcher/watched-body.ts'
import { adoptSeed } from './adopt-seed.ts'
import { demoSeed, openChance } from './chance.ts'
import { openChaosDesk } from './chaos-desk.ts'
import { improveOrganism } from './improve-organism.ts'
import { openLearningDesk } from './learning-desk.ts'
import { openMind } from './open-mind.ts'
import { executeCommand } from './execute-command.ts'
import { loadOrganisms } from './load-organisms.ts'
import { openHealing } from './open-healing.ts'
import type { Log } from '../log.ts'
import { recover } from './recover.ts'
import { openDemoReset } from './reset-demo.ts'
import { openSettingsDesk } from './settings-desk.ts'
import { testModel } from './test-model.ts'
import { specInWords } from './spec-in-words.ts'
import { takeOverFaults } from './take-over-faults.ts'
import type { Watch } from './open-watch.ts'
import { writeHealed } from './write-healed.ts'
import { keepServiceLog } from './service-log.ts'

/** How often the core looks for commands, and the heart beats, ms. Looking costs microseconds. */
const lookMs = 16
const beatMs = 1_000
const trimMs = 600_000
/** Booted hosts that wait, for each kind of process: a pulse that fails is followed at once by another one, and by a proof. */
const spares = 3

export interface CoreOptions {
  config: Config
  /** Name of this core: a or b. */
  name: string
  version: string
  sandbox: Sandbox
  /** Finds patches. Without one, the ladder has no rung that writes code. */
  search?: Search
  /** A user's own script, in the place of the organisms. */
  watch?: Watch
  log: Log
  onOutput: (organism: string, chunk: OutputChunk) => void
  /** What a language model says, as it comes. */
  onThought: (batch: ThoughtBatch) => void
  /** The core cannot go on: it lost its lead, its ledger, or itself. */
  onBreak: (error: unknown) => void
}

export interface Core {
  epoch: number
  /** Ends every organism and closes the ledger. Harmless when called twice. */
  stop: (reason: string) => Promise<void>
}

/**
 * The composition root of a core: takes the lead, brings ledger and disk to agree, lets every organism live, and does
 * what the commands ask for.
 */
export async function startCore({ config, name, version, sandbox, search, watch, log, onOutput, onThought, onBreak }: CoreOptions): Promise<Core> {
  const genomes = openGenomes(config.genomesDir)
  const ledger = openLedger({ path: config.ledgerPath, core: name, pid: process.pid, clock })
  const reader = openReaders(config.ledgerPath)
  const desk = openDesk(config.ledgerPath)
  const record = (...events: NewEvent[]): Promise<LedgerEvent[]> => ledger.append(...events)
  const ours = { organism: null, incident: null }
  await record({ ...ours, kind: 'core-start', data: { pid: process.pid, tier: watch ? 0 : sandbox.tier, seed: demoSeed(reader, config.seed), version } })

  const found = watch ? { organisms: [watch.organism], refused: [] } : await loadOrganisms(config.organismsDir)
  const seeds = { genomes, record, wasLive: (genome: string) => reader.genome(genome)?.status !== 'new' }
  for (const refused of found.refused) await record({ ...ours, kind: 'organism-refuse', data: refused })
  await recover({ ledger, record, reader, desk, genomes }, found.organisms.map(({ id }) => id))
  for (const { specHash, ...organism } of found.organisms) {
    await record({ kind: 'organism-add', organism: organism.id, incident: null, data: { manifest: organism.manifest, specHash, spec: specInWords(organism.spec) } })
    await adoptSeed(seeds, organism)
    if (!watch) sandbox.warm({ heapMb: organism.spec.limits.heapMb, network: organism.manifest.kind === 'service' ? 'loopback' : 'none' }, spares)
  }

  // What was healed and proven before may be written now that it is asked for.
  const live = watch && reader.genome(genomes.current(watch.organism.id) ?? '')
  if (watch?.order.write && live?.status === 'proven') await writeHealed(live.id, watch.organism.root, { genomes, record })

  const keepers = new Map<string, Keeper>()
  const serviceLogs: { close: () => void }[] = []
  const view = reader.view()
  for (const { id, state } of Object.values(view.organisms)) {
    if (found.organisms.some((organism) => organism.id === id) || state === 'paused') continue
    await record({ kind: 'organism-state', organism: id, incident: null, data: { from: state, to: 'paused', reason: 'its folder is gone, or cannot be taken in' } })
  }
  const chance = openChance(reader, config.seed)
  const settings = openSettingsDesk({ configured: config, asked: view.settings, isKept: (id) => keepers.has(id), record })
  const chaos = openChaosDesk({ keepers, clock, record, genomes, defaultTtlMs: () => settings.now().faultTtlMs, drawSeed: chance.fault, stopped: view.chaosStopped, onBreak })
  const learning = openLearningDesk({ clock, record, reader, until: view.learningUntil })
  const mind = openMind({ config, clock, record, reader, settings, tier: sandbox.tier, learningUntil: config.teacherOpen ? () => Infinity : learning.until, onThought })
  const words = ({ spec }: Organism): SpecWords => specInWords(spec)
  const healing = openHealing({
    clock, record, genomes, reader, keepers, search: search ?? null, trial: openTrial({ sandbox, clock }), ...watch?.healing,
    // A watched script has tests of its own in the place of a spec in words.
    minded: watch ? null : { mind, words, printed: (id) => lastOutput(reader, id), lessons: () => reader.view().lessons },
    since: (id) => reader.view().organisms[id]?.since ?? null,
    asked: new Map(Object.values(view.organisms).map((organism) => [organism.id, organism.healing.asked])),
  })

  const stopped = new AbortController()
  const onBreakWhileRunning = (error: unknown): void => { if (!stopped.signal.aborted) onBreak(error) }
  const recordAndWrite = ({ organism: { root } }: Watch) => async (...events: NewEvent[]): Promise<LedgerEvent[]> => {
    const told = await record(...events)
    for (const event of events) if (event.kind === 'genome-prove') await writeHealed(event.data.genome, root, { genomes, record })
    return told
  }

  const keepOrganism = (organism: Organism): Keeper => {
    const { id, manifest } = organism
    const serviceLog = keepServiceLog(id, (event) => void record(event).catch(onBreak))
    serviceLogs.push(serviceLog)
    const push = (chunk: OutputChunk): void => {
      onOutput(id, chunk)
      if (manifest.kind === 'service') serviceLog.push(chunk)
    }
    const body = watch
      ? watchedBody({ root: watch.organism.root, clock, launch: watch.launch, onOutput: push, onDeath: () => keeper.wake(), onDone: () => watch.order.everyMs ?? rest() })
      : manifest.kind === 'service'
      ? serviceBody({
          organism, sandbox, clock, onOutput: push,
          onStart: (data) => void record({ kind: 'service-start', organism: id, incident: null, data }).catch(onBreak),
          onDeath: () => keeper.wake(),
        })
      : runBody({ organism, sandbox, onOutput: push })
    // Run once: a script may have effects. Whoever resumes it runs it again.
    const rest = (): void => void keeper.pause('it ended by itself, with exit code 0').catch(onBreakWhileRunning)
    const keeper = keep({
      organism, body, clock, genomes,
      seedOf: (number) => chance.pulse(id, number),
      allowed: () => settings.restartBudget(id) ?? manifest.budget,
      record: watch?.order.write ? recordAndWrite(watch) : record,
      standing: (genome) => reader.genome(genome),
      fault: () => chaos.inForce(id),
      saveState: (state) => ledger.writeState(id, state),
      heal: healing.heal,
      onIncidentEnd: (_incident, end) => chaos.incidentEnded(id, end),
      onBreak,
    }, {
      pulses: view.organisms[id]?.pulses ?? 0,
      state: view.organisms[id]?.state ?? null,
      carried: ledger.readState(id),
      open: view.organisms[id]?.incidents.find(({ end }) => end === null) ?? null,
    })
    return keeper
  }
  for (const organism of found.organisms) keepers.set(organism.id, keepOrganism(organism))

  await takeOverFaults({ view, clock, record, chaos, genome: (id) => reader.genome(id), isKept: (id) => keepers.has(id) })
  for (const keeper of keepers.values()) keeper.start()

  watch?.follow((files) => void followEdit(watch.organism, files).catch(onBreakWhileRunning))
  /** What somebody saved is what they want to run; what healing wrote runs already. */
  async function followEdit({ id }: Organism, files: GenomeFiles): Promise<void> {
    const keeper = keepers.get(id)
    const isNew = await keeper?.exclusive(async () => {
      const live = whole(() => genomes.files(genomes.current(id) ?? ''))
      if (live !== null && isDeepStrictEqual({ ...live }, { ...files })) return false
      await adoptSeed(seeds, keeper.organism)
      return true
    })
    if (!isNew || !keeper) return
    if (keeper.state() === 'quarantined' || keeper.state() === 'paused') await keeper.resume('its file was edited')
    keeper.wake()
  }

  const executor = {
    keepers, chaos, genomes, record,
    prove: (keeper: Keeper, files: GenomeFiles, seed = chance.seed()) => healing.prove({ organism: keeper.organism, files, seed, healthyMs: null }),
    incident: (id: string) => reader.incident(id),
    cause: (organism: string, injection: string) => causeOf(reader, organism, injection),
    learning,
    testModel: (seat: Seat) => testModel(mind, seat, stopped.signal),
    improve: (keeper: Keeper, goal: Improvement, by: string) => improveOrganism({
      genomes, record, chaos, mind, drawSeed, words,
      proveWith: ({ organism, usualMs }, files, seed) => healing.proveByHand({ organism, files, seed, healthyMs: usualMs() }),
    }, keeper, goal, by, stopped.signal),
    proveByHand: ({ organism, usualMs }: Keeper, files: GenomeFiles) => healing.proveByHand({ organism, files, seed: drawSeed(), healthyMs: usualMs() }),
    configure: healing.configure,
    changeSettings: settings.change,
    resetDemo: openDemoReset({ keepers, chaos, genomes, reader, record, clock, configuredSeed: config.seed, isWatch: watch !== undefined, onBreak: onBreakWhileRunning }),
  }

  async function obey(): Promise<void> {
    for (let command = await ledger.claim(); command !== null; command = await ledger.claim()) {
      const claimed = command
      // Not awaited: a command that waits for one organism must not hold up the others, the global stop above all.
      void executeCommand(executor, claimed).then(
        (outcome) => ledger.finish(claimed.id, 'done', outcome),
        (error: unknown) => {
          if (!(error instanceof OuroborosError)) log.error({ err: error, command: claimed.id }, 'a command broke')
          const code = error instanceof OuroborosError ? error.code : 'internal'
          const checks = error instanceof GateRefusedError ? { checks: [...error.checks] } : {}
          return ledger.finish(claimed.id, 'refused', { message: error instanceof Error ? error.message : String(error), code, ...checks })
        },
      ).catch((error: unknown) => { if (!stopped.signal.aborted) onBreak(error) })
    }
  }

  /** Runs work again and again until the core stops; what it cannot do breaks the core. */
  async function every(ms: number, work: () => Promise<unknown>): Promise<void> {
    try {
      while (!stopped.signal.aborted) {
        await work()
        await clock.sleep(ms, stopped.signal)
      }
    } catch (error) {
      if (!stopped.signal.aborted) onBreak(error)
    }
  }

  let seen = -1
  const loops = [
    every(lookMs, async () => {
      const changes = reader.changes()
      if (changes === seen) return
      seen = changes
      await obey()
    }),
    every(beatMs, () => ledger.beat()),
    every(trimMs, () => {
      const { keepLogHours, keepLogMb } = settings.now()
      return ledger.trim({ beforeMs: clock.now() - keepLogHours * 3_600_000, maxBytes: keepLogMb * 1_048_576 })
    }),
  ]

  let ending: Promise<void> | null = null
  async function end(reason: string): Promise<void> {
    stopped.abort()
    watch?.close()
    await Promise.all(loops)
    await chaos.close()
    await Promise.all([...keepers.values()].map((keeper) => keeper.stop()))
    for (const serviceLog of serviceLogs) serviceLog.close()
    await record({ ...ours, kind: 'core-stop', data: { reason } })
    await ledger.close()
    await sandbox.close()
  }
  return { epoch: ledger.epoch, stop: (reason) => (ending ??= end(reason)) }
}

/** What an organism printed in its last pulse. */
function lastOutput(reader: Pick<Readers, 'pulses' | 'attachment'>, organism: string): string {
  const [pulse] = reader.pulses({ organism, limit: 1 })
  return pulse ? (reader.attachment(pulse.seq) ?? '') : ''
}
