import type { Config } from '../config.ts'
import type { NewEvent, LedgerEvent } from '../contract/event.ts'
import type { Organism } from '../contract/spec.ts'
import { OuroborosError } from '../contract/errors.ts'
import type { OutputChunk, Sandbox } from '../contract/ports/sandbox.ts'
import { seededRandom } from '../chaos/random.ts'
import { prove } from '../healing/gate.ts'
import { climb } from '../healing/ladder.ts'
import { restart } from '../healing/rungs/1-restart.ts'
import { rollback } from '../healing/rungs/2-rollback.ts'
import { quarantine } from '../healing/rungs/3-quarantine.ts'
import { systemClock as clock } from '../process/clock.ts'
import { openTrial } from '../process/open-trial.ts'
import { openGenomes } from '../store/genomes/open-genomes.ts'
import { openDesk } from '../store/sqlite/open-desk.ts'
import { openLedger } from '../store/sqlite/open-ledger.ts'
import { openReaders } from '../store/sqlite/open-readers.ts'
import { checkRefused, checkResult } from '../watcher/check-result.ts'
import { keep } from '../watcher/keeper.ts'
import type { Keeper } from '../watcher/keeper-ports.ts'
import { runBody } from '../watcher/run-body.ts'
import { serviceBody } from '../watcher/service-body.ts'
import { adoptSeed } from './adopt-seed.ts'
import { openChaosDesk } from './chaos-desk.ts'
import { executeCommand } from './execute-command.ts'
import { loadOrganisms } from './load-organisms.ts'
import type { Log } from '../log.ts'
import { recover } from './recover.ts'
import { takeOverFaults } from './take-over-faults.ts'
import { keepServiceLog } from './service-log.ts'

/** How often the core looks for commands, and the heart beats, ms. Looking costs microseconds. */
const lookMs = 16
const beatMs = 1_000
const trimMs = 600_000

export interface CoreOptions {
  config: Config
  /** Name of this core: a or b. */
  name: string
  version: string
  sandbox: Sandbox
  log: Log
  onOutput: (organism: string, chunk: OutputChunk) => void
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
export async function startCore({ config, name, version, sandbox, log, onOutput, onBreak }: CoreOptions): Promise<Core> {
  const genomes = openGenomes(config.genomesDir)
  const ledger = openLedger({ path: config.ledgerPath, core: name, pid: process.pid, clock })
  const reader = openReaders(config.ledgerPath)
  const desk = openDesk(config.ledgerPath)
  const record = (...events: NewEvent[]): Promise<LedgerEvent[]> => ledger.append(...events)
  const ours = { organism: null, incident: null }
  await record({ ...ours, kind: 'core-start', data: { pid: process.pid, tier: sandbox.tier, seed: config.seed, version } })

  const found = await loadOrganisms(config.organismsDir)
  for (const refused of found.refused) await record({ ...ours, kind: 'organism-refuse', data: refused })
  await recover({ ledger, record, reader, desk, genomes }, found.organisms.map(({ id }) => id))
  for (const { specHash, ...organism } of found.organisms) {
    await record({ kind: 'organism-add', organism: organism.id, incident: null, data: { manifest: organism.manifest, specHash } })
    await adoptSeed({ genomes, record, wasLive: (genome) => reader.genome(genome)?.status !== 'new' }, organism)
    sandbox.warm({ heapMb: organism.spec.limits.heapMb, network: organism.manifest.kind === 'service' ? 'loopback' : 'none' }, 1)
  }

  const trial = openTrial({ sandbox, clock })
  const keepers = new Map<string, Keeper>()
  const serviceLogs: { close: () => void }[] = []
  const view = reader.view()
  for (const { id, state } of Object.values(view.organisms)) {
    if (found.organisms.some((organism) => organism.id === id) || state === 'paused') continue
    await record({ kind: 'organism-state', organism: id, incident: null, data: { from: state, to: 'paused', reason: 'its folder is gone, or cannot be taken in' } })
  }
  const chaos = openChaosDesk({ keepers, clock, record, genomes, defaultTtlMs: config.faultTtlMs, stopped: view.chaosStopped, onBreak })
  const rungs = [
    restart({ spend: (organism) => keepers.get(organism)?.spendRestart() ?? Promise.resolve({ ok: false, why: 'it is not kept' }) }),
    rollback({ genomes, proven: (organism) => reader.genomes({ organism, limit: 1_000 }).filter(({ status }) => status === 'proven').map(({ id }) => id) }),
    quarantine,
  ]
  const proveFiles = (plea: Parameters<typeof prove>[0]): ReturnType<typeof prove> => prove(plea, { clock, trial, oracle: checkResult, refused: checkRefused })

  const keepOrganism = (organism: Organism): Keeper => {
    const { id, manifest } = organism
    const serviceLog = keepServiceLog(id, (event) => void record(event).catch(onBreak))
    serviceLogs.push(serviceLog)
    const push = (chunk: OutputChunk): void => {
      onOutput(id, chunk)
      if (manifest.kind === 'service') serviceLog.push(chunk)
    }
    const body = manifest.kind === 'service'
      ? serviceBody({
          organism, sandbox, clock, onOutput: push,
          onStart: (data) => void record({ kind: 'service-start', organism: id, incident: null, data }).catch(onBreak),
          onDeath: () => keeper.wake(),
        })
      : runBody({ organism, sandbox, onOutput: push })
    const seed = (config.seed ^ hash(id)) >>> 0
    const keeper = keep({
      organism, body, clock, record, genomes, seed,
      random: seededRandom(seed),
      standing: (genome) => reader.genome(genome),
      fault: () => chaos.inForce(id),
      saveState: (state) => ledger.writeState(id, state),
      heal: (sick, openedAtMono, stop) => climb(sick, openedAtMono, {
        clock, record, genomes, rungs, stop,
        prove: (one, candidate) => proveFiles({ organism, files: candidate.files, failing: one.poisoned ? null : one.failing, seed: one.seed, healthyMs: one.healthyMs }),
        live: (one, input) => keeper.live(one, input),
      }),
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

  const stopped = new AbortController()
  const executor = { keepers, chaos, genomes, record, prove: (keeper: Keeper, files: Record<string, string>) => proveFiles({ organism: keeper.organism, files, failing: null, seed: config.seed, healthyMs: null }) }

  async function obey(): Promise<void> {
    for (let command = await ledger.claim(); command !== null; command = await ledger.claim()) {
      const claimed = command
      // Not awaited: a command that waits for one organism must not hold up the others, the global stop above all.
      void executeCommand(executor, claimed).then(
        (outcome) => ledger.finish(claimed.id, 'done', outcome),
        (error: unknown) => {
          if (!(error instanceof OuroborosError)) log.error({ err: error, command: claimed.id }, 'a command broke')
          const code = error instanceof OuroborosError ? error.code : 'internal'
          return ledger.finish(claimed.id, 'refused', { message: error instanceof Error ? error.message : String(error), code })
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
    every(trimMs, () => ledger.trim({ beforeMs: clock.now() - config.keepLogHours * 3_600_000, maxBytes: config.keepLogMb * 1_048_576 })),
  ]

  let ending: Promise<void> | null = null
  async function end(reason: string): Promise<void> {
    stopped.abort()
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

/** FNV-1a, 32 bits: spreads names over seeds. */
function hash(text: string): number {
  let value = 0x811c_9dc5
  for (const char of text) value = Math.imul(value ^ (char.codePointAt(0) ?? 0), 0x0100_0193)
  return value >>> 0
}
