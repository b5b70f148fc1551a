import { availableParallelism } from 'node:os'
import { isDeepStrictEqual } from 'node:util'
import pLimit from 'p-limit'
import { commandEnvironment, loadOtlpHeaders, loadSecrets, rootDir, type Config } from '../config.ts'
import { appsDirOf } from '../app-folder/paths.ts'
import { warmGuard } from '../ask/warm-guards.ts'
import { causeOf } from '../contract/cause.ts'
import type { Command, Improvement } from '../contract/command.ts'
import { GateRefusedError, LedgerUnavailableError, NoStandbyError, OuroborosError, StaleEpochError } from '../contract/errors.ts'
import type { LedgerEvent, NewEvent } from '../contract/event.ts'
import type { GenomeFiles } from '../contract/genome.ts'
import type { Seat } from '../contract/model.ts'
import type { Genomes } from '../contract/ports/genomes.ts'
import type { Ledger } from '../contract/ports/ledger.ts'
import type { Readers } from '../contract/ports/readers.ts'
import type { OutputChunk, Sandbox } from '../contract/ports/sandbox.ts'
import type { Search } from '../contract/ports/search.ts'
import type { Store } from '../contract/ports/store.ts'
import type { SpecWords } from '../contract/spec-words.ts'
import type { Organism } from '../contract/spec.ts'
import type { ThoughtBatch } from '../contract/stream.ts'
import { whole } from '../contract/whole.ts'
import { drawSeed } from '../chaos/random.ts'
import type { Log } from '../log.ts'
import type { MovableClock } from '../process/clock.ts'
import { openWall } from '../process/command-wall.ts'
import { openTrial } from '../process/open-trial.ts'
import type { Keeper } from '../watcher/keeper-ports.ts'
import { openAppDesk } from './app-desk.ts'
import { askLedger } from './ask-ledger.ts'
import { adoptSeed } from './adopt-seed.ts'
import { openChance } from './chance.ts'
import { openChaosDesk } from './chaos-desk.ts'
import type { LeaderSocket } from './elector/leader-socket.ts'
import { executeCommand } from './execute-command.ts'
import { improveOrganism } from './improve-organism.ts'
import { openTraces } from './incident-traces.ts'
import { openLearningDesk } from './learning-desk.ts'
import { keepOrganism } from './keep-organism.ts'
import type { loadOrganisms } from './load-organisms.ts'
import type { Machine } from './machine.ts'
import { openHealing } from './open-healing.ts'
import { openMind } from './open-mind.ts'
import type { Watch } from './open-watch.ts'
import { alignCurrent, recover } from './recover.ts'
import { openDemoReset } from './reset-demo.ts'
import { openActionDesk } from './run-action.ts'
import { openSettingsDesk } from './settings-desk.ts'
import { specInWords } from './spec-in-words.ts'
import type { Spoiler } from './spoil-model.ts'
import { withSteps, type Steps } from './steps.ts'
import { openSystemDesk } from './system-desk.ts'
import { systemTarget } from './system-target.ts'
import { takeOverFaults } from './take-over-faults.ts'
import { testModel } from './test-model.ts'
import { writeHealed } from './write-healed.ts'

/** How often the core looks for commands, and the heart beats, ms. Looking costs microseconds. */
const lookMs = 16
const beatMs = 1_000
const trimMs = 600_000
/** Events of one incident that a trace is made of, at most. */
const mostTraced = 20_000
/** Of a lease that other hosts can take: not renewed for so much of its time, this core stops by itself. */
const fencedAfter = 2 / 3
/** Booted hosts that wait, for each kind of process: a pulse that fails is followed at once by another one, and by a proof. */
const spares = 3

/** Why an organism is paused that nobody has paused. */
const gone = 'its folder is gone, or cannot be taken in'
const retired = 'its app does without it'

/** What is ready before a core leads, so that nothing of it takes time when it does. */
export interface Prepared {
  config: Config
  clock: MovableClock
  machine: Pick<Machine, 'strike' | 'fillDisk' | 'holdLock'>
  version: string
  sandbox: Sandbox
  /** Finds patches. Without one, the ladder has no rung that writes code. */
  search?: Search
  /** A user's own script, in the place of the organisms. */
  watch?: Watch
  found: Awaited<ReturnType<typeof loadOrganisms>>
  store: Pick<Store, 'readers' | 'desk' | 'cut' | 'isShared' | 'readingPath' | 'lease'>
  genomes: Genomes
  steps: Steps
  socket: Pick<LeaderSocket, 'peers' | 'tell' | 'cut'>
  log: Log
  onOutput: (organism: string, chunk: OutputChunk) => void
  /** What a language model says, as it comes. */
  onThought: (batch: ThoughtBatch) => void
  /** The core cannot go on: it lost its lead, its ledger, or itself. */
  onBreak: (error: unknown) => void
  /** It was told to let another core lead. */
  onSwitch: () => void
}

/** A core that leads, until it is stopped. */
export interface Reign {
  epoch: number
  record: (...events: NewEvent[]) => Promise<LedgerEvent[]>
  /** Another core has woken after its reign and was refused: what it may have done to files before that is put right. */
  rightFiles: () => Promise<void>
  /** Ends every organism and closes the ledger. Harmless when called twice. */
  stop: (reason: string) => Promise<void>
}

/** Leads from now on: brings ledger and disk to agree, lets every organism live, and does what the commands ask for. */
export async function lead(ledger: Ledger, prepared: Prepared): Promise<Reign> {
  const { config, clock, machine, sandbox, search, watch, found, steps, socket, log, onOutput, onThought, onBreak } = prepared
  const { readers: reader, desk } = prepared.store
  const traces = openTraces({ endpoint: config.otlpEndpoint, headers: loadOtlpHeaders(), version: prepared.version, events: (incident) => reader.events({ incident, limit: mostTraced }), log })
  const { record, genomes } = withSteps({ record: async (...events) => {
    const written = await ledger.append(...events)
    for (const { kind, incident } of written) if (kind === 'incident-close' && incident !== null) traces.closed(incident)
    return written
  }, genomes: {
    ...prepared.genomes,
    // A file has no epoch: whoever wakes up after its reign, between the word in the ledger and the deed, must not do it.
    async setCurrent(id) {
      const now = (await prepared.store.lease())?.lease.epoch
      if (now !== ledger.epoch) throw new StaleEpochError(`Core ${ledger.core} no longer leads: its epoch ${ledger.epoch} is over.`)
      await prepared.genomes.setCurrent(id)
    },
  } }, steps)
  const actions = openActionDesk({ allowed: config.actions, clock, record, reader, environment: commandEnvironment(), folder: rootDir, secrets: loadSecrets })
  const ours = { organism: null, incident: null }

  const seeds = { genomes, record, wasLive: (genome: string) => reader.genome(genome)?.status !== 'new' }
  for (const refused of found.refused) await record({ ...ours, kind: 'organism-refuse', data: refused })
  const keepers = new Map<string, Keeper>()
  const apps = openAppDesk({ dir: appsDirOf(config.dataDir), clock, record, sandbox, wall: sandbox.tier === 2 ? openWall() : null, search: search ?? null, mind: () => mind, maxUsd: config.mindCentsPerApp / 100, genomes, keepers, adopt, retire, drawSeed, onBreak })
  const organisms: (Organism & { specHash: string })[] = [...found.organisms, ...(watch ? [] : await apps.load())]
  await recover({ ledger, record, reader, desk, genomes }, organisms.map(({ id }) => id))
  await actions.recover()
  steps.reach('takeover-recovered')
  async function takeIn({ specHash, ...organism }: Organism & { specHash: string }): Promise<void> {
    await record({ kind: 'organism-add', organism: organism.id, incident: null, data: { manifest: organism.manifest, specHash, spec: specInWords(organism.spec) } })
    await adoptSeed(seeds, organism)
  }
  for (const organism of organisms) {
    await takeIn(organism)
    if (!watch && !organism.home) sandbox.warm({ heapMb: organism.spec.limits.heapMb, network: organism.manifest.kind === 'service' ? 'loopback' : 'none' }, spares)
  }

  // What was healed and proven before may be written now that it is asked for.
  const live = watch && reader.genome(genomes.current(watch.organism.id) ?? '')
  if (watch?.order.write && live?.status === 'proven') await writeHealed(live.id, watch.organism.root, { genomes, record })

  const view = reader.view()
  for (const { id, state } of Object.values(view.organisms)) {
    if (organisms.some((organism) => organism.id === id) || state === 'paused') continue
    await record({ kind: 'organism-state', organism: id, incident: null, data: { from: state, to: 'paused', reason: gone } })
  }
  const chance = openChance(reader, config.seed)
  const settings = openSettingsDesk({ configured: config, asked: view.settings, isKept: (id) => keepers.has(id), record })
  const chaos = openChaosDesk({ keepers, clock, record, genomes, defaultTtlMs: () => settings.now().faultTtlMs, drawSeed: chance.fault, stopped: view.chaosStopped, onBreak })
  const learning = openLearningDesk({ clock, record, reader, until: view.learningUntil })
  const spoiler: Spoiler = { how: null }
  const mind = openMind({ config, clock, record, reader, settings, tier: sandbox.tier, learningUntil: config.teacherOpen ? () => Infinity : learning.until, onThought, spoiler })
  /** What a command leaves for the moment when its answer is on disk. */
  const afterAnswers: (() => void)[] = []
  const system = openSystemDesk({
    clock, record, isStopped: chaos.isStopped, defaultTtlMs: () => settings.now().faultTtlMs, drawSeed, onBreak,
    target: systemTarget({
      clock, machine, steps, socket, spoiler, store: prepared.store, dataDir: config.dataDir, ledgerPath: config.ledgerPath,
      hasModel: () => mind.nameOf('resident') !== null || mind.nameOf('teacher') !== null, afterAnswer: (work) => void afterAnswers.push(work),
    }),
  })
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
  const ports = { clock, sandbox, genomes, record, ledger, reader, chance, settings, chaos, healing, boots: pLimit(availableParallelism()), watch, onProven: apps.proven, onOutput, onBreak, onBreakWhileRunning }
  for (const organism of organisms) keepers.set(organism.id, keepOrganism(ports, organism, view.organisms[organism.id]))
  async function adopt(organism: Organism & { specHash: string }): Promise<void> {
    await keepers.get(organism.id)?.stop()
    await takeIn(organism)
    const left = reader.view().organisms[organism.id]
    // Nobody has paused it: it was not there.
    const keeper = keepOrganism(ports, organism, left && (left.stateReason === retired || left.stateReason === gone) ? { ...left, state: 'healthy' } : left)
    keepers.set(organism.id, keeper)
    keeper.start()
  }
  async function retire(id: string): Promise<void> {
    await keepers.get(id)?.pause(retired)
    await keepers.get(id)?.stop()
    keepers.delete(id)
  }

  await takeOverFaults({ view, clock, record, chaos, genome: (id) => reader.genome(id), isKept: (id) => keepers.has(id) })
  steps.reach('takeover-adopted')
  for (const keeper of keepers.values()) keeper.start()
  steps.reach('takeover-running')

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
    keepers, chaos, apps, system, genomes, record,
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
    runAction: actions.run,
    askLedger: (question: string) => askLedger({ mind, drawSeed, stop: stopped.signal, tryOut: (sql) => warmGuard(prepared.store.readingPath).run(sql) }, question),
    resetDemo: openDemoReset({ keepers, chaos, genomes, reader, record, clock, configuredSeed: config.seed, isWatch: watch !== undefined, onBreak: onBreakWhileRunning }),
  }

  async function obey(): Promise<void> {
    for (let command = await ledger.claim(); command !== null; command = await ledger.claim()) {
      const claimed = command
      if (claimed.request.kind === 'core-switch') {
        await switchOver(claimed)
        continue
      }
      // Not awaited: a command that waits for one organism must not hold up the others, the global stop above all.
      void executeCommand(executor, claimed).then(
        (outcome) => ledger.finish(claimed.id, 'done', outcome),
        (error: unknown) => {
          if (!(error instanceof OuroborosError)) log.error({ err: error, command: claimed.id }, 'a command broke')
          const code = error instanceof OuroborosError ? error.code : 'internal'
          const checks = error instanceof GateRefusedError ? { checks: [...error.checks] } : {}
          return ledger.finish(claimed.id, 'refused', { message: error instanceof Error ? error.message : String(error), code, ...checks })
        },
      ).then(() => afterAnswers.splice(0).forEach((work) => work())).catch((error: unknown) => { if (!stopped.signal.aborted) onBreak(error) })
    }
  }

  /** Its end is the next core's to tell. */
  async function switchOver({ id }: Command): Promise<void> {
    if (socket.peers().length > 0) return prepared.onSwitch()
    const { message, code } = new NoStandbyError('no other core stands by; try again in a moment')
    await ledger.finish(id, 'refused', { message, code })
  }

  /** Runs work again and again until the core stops; what it cannot do breaks the core, but for a ledger that has to be waited for. */
  async function every(ms: number, work: () => Promise<unknown>): Promise<void> {
    while (!stopped.signal.aborted) {
      try {
        await work()
      } catch (error) {
        if (stopped.signal.aborted) return
        if (!(error instanceof LedgerUnavailableError)) return onBreak(error)
        log.warn({ error: error.message }, 'the ledger cannot be read now')
      }
      await clock.sleep(ms, stopped.signal)
    }
  }

  let seen = -1
  let renewedAt = clock.mono()
  const loops = [
    every(lookMs, async () => {
      const changes = reader.changes()
      if (changes === seen) return
      seen = changes
      await obey()
    }),
    every(beatMs, async () => {
      await ledger.beat(socket.peers())
      renewedAt = clock.mono()
    }),
    ...(prepared.store.isShared ? [every(beatMs, async () => {
      // Before another host's core may take the lead: it could end neither this one nor its organisms.
      const sinceMs = clock.mono() - renewedAt
      if (sinceMs > config.leaseMs * fencedAfter) throw new StaleEpochError(`The lease was not renewed for ${Math.round(sinceMs / 1000)} s: another host may lead by now.`)
    })] : []),
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
    await apps.close()
    await chaos.close()
    await system.close()
    await actions.close()
    await Promise.all([...keepers.values()].map((keeper) => keeper.stop()))
    await record({ ...ours, kind: 'core-stop', data: { reason } })
    await traces.close()
    await ledger.close()
  }
  const rightFiles = async (): Promise<void> => {
    for (const [id, keeper] of keepers) await keeper.exclusive(() => alignCurrent({ genomes, reader }, id))
  }
  return { epoch: ledger.epoch, record, rightFiles, stop: (reason) => (ending ??= end(reason)) }
}

/** What an organism printed in its last pulse. */
function lastOutput(reader: Pick<Readers, 'pulses' | 'attachment'>, organism: string): string {
  const [pulse] = reader.pulses({ organism, limit: 1 })
  return pulse ? (reader.attachment(pulse.seq) ?? '') : ''
}
