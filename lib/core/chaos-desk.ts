import { randomUUID } from 'node:crypto'
import type { CommandOutcome, CommandRequest } from '../contract/command.ts'
import { ChaosStoppedError, FaultUnfitError, OrganismBusyError, OrganismDownError, UnknownInjectionError, UnknownOrganismError } from '../contract/errors.ts'
import type { LedgerEvent, NewEvent } from '../contract/event.ts'
import type { CodeFault, DataFault, Fault, FaultEnd, RuntimeFault, Undo } from '../contract/fault.ts'
import type { IncidentEnd } from '../contract/incident.ts'
import type { Clock } from '../contract/ports/clock.ts'
import type { Genomes } from '../contract/ports/genomes.ts'
import { findFault, kindsOf } from '../chaos/faults.ts'
import { mutateFiles, noPlace } from '../chaos/mutate-files.ts'
import { classicOf, drawnClassic, firstFitting } from '../chaos/chance.ts'
import { seededRandom } from '../chaos/random.ts'
import { addGenome, promote } from '../healing/promote.ts'
import type { FaultInForce, Keeper } from '../watcher/keeper-ports.ts'

export interface ChaosDeskOptions {
  keepers: ReadonlyMap<string, Keeper>
  clock: Clock
  record: (...events: NewEvent[]) => Promise<LedgerEvent[]>
  genomes: Genomes
  /** Of a fault that is asked for without a time to live. */
  defaultTtlMs: () => number
  /** The seed of a fault that is asked for without one; `attempt` counts those that found no place. */
  drawSeed: (organism: string, attempt: number) => number
  /** Whether the global stop was on when the last core ended. */
  stopped: boolean
  /** A fault's time was over and its end could not be written: the core must not go on as if nothing were. */
  onBreak: (error: unknown) => void
}

/** Everything that is broken on purpose goes over this desk: one fault an organism, each with its way back. */
export interface ChaosDesk {
  inForce: (organism: string) => FaultInForce | null
  /** Whether the global stop is on. */
  isStopped: () => boolean
  /** @throws UnknownOrganismError, UnknownFaultError, FaultUnfitError, OrganismBusyError, OrganismDownError, ChaosStoppedError */
  inject: (request: Extract<CommandRequest, { kind: 'chaos-inject' }>) => Promise<CommandOutcome>
  /** @throws UnknownInjectionError where it does not run (any more) */
  undo: (injection: string, end: FaultEnd, why: string) => Promise<CommandOutcome>
  /** Takes every running fault back and refuses new ones. */
  stop: (by: string) => Promise<CommandOutcome>
  allow: (by: string) => Promise<CommandOutcome>
  /** An incident that ended well ends the fault that caused it; quarantine leaves it in force. In the keeper's turn. */
  incidentEnded: (organism: string, end: IncidentEnd) => Promise<void>
  /** Another version was put in force by hand: a code fault is over with it. In the keeper's turn. */
  overtaken: (organism: string, why: string) => Promise<void>
  /** Takes up a code fault that the last core left in force. */
  adopt: (running: { injection: string; organism: string; genome: string; parent: string; label: string; leftMs: number }) => void
  /** The demo begins anew: every running fault is over, and chaos allowed. In the turn of every keeper, and the code is put back by who calls. */
  endAll: (why: string, by: string) => Promise<void>
  /** For the end of the core: lets go of what lives in this process. */
  close: () => Promise<void>
}

interface Running {
  injection: string
  organism: string
  label: string
  class: Fault['class']
  since: number
  /** Until then it goes on by itself, whatever the organism makes of it. Monotonic ms. */
  lastsUntil: number
  corrupt: FaultInForce['corrupt']
  /** Of a code fault only in the keeper's turn: between two pulses, or in the healing of one. */
  takeBack: Undo
  /** Its injection is over, well or not: before that nobody can know what there is to take back. */
  arrived: Promise<void>
  ttl: AbortController
}

export function openChaosDesk(options: ChaosDeskOptions): ChaosDesk {
  const { keepers, clock, record, genomes } = options
  const running = new Map<string, Running>()
  /** Organisms whose injection is under way: a second one must not slip in between. */
  const reserved = new Set<string>()
  let stopped = options.stopped
  let isClosed = false

  const keeperOf = (organism: string): Keeper => {
    const keeper = keepers.get(organism)
    if (!keeper) throw new UnknownOrganismError(`there is no organism ${organism}; there are ${[...keepers.keys()].join(', ')}`)
    return keeper
  }

  function refuseUnlessReady(keeper: Keeper, fault: Fault): void {
    const { id, manifest } = keeper.organism
    if (stopped) throw new ChaosStoppedError('chaos is stopped; allow it again first')
    if (!kindsOf(fault).includes(manifest.kind)) throw new FaultUnfitError(`${fault.label} makes no sense for a ${manifest.kind}; it is for ${kindsOf(fault).join(', ')}`)
    const state = keeper.state()
    if (state === 'quarantined' || state === 'paused') throw new OrganismDownError(`${id} is ${state}; resume it first`)
    if (keeper.incident() !== null) throw new OrganismBusyError(`${id} is being healed; wait until its incident is over`)
    const other = running.get(id)
    if (other) throw new OrganismBusyError(`${other.label} already runs on ${id}; wait until it is over, or take it back`)
  }

  /** Once: healing, the end of its time and people may all come to it together. */
  async function end(row: Running, how: FaultEnd, why: string): Promise<void> {
    if (running.get(row.organism) !== row) return
    running.delete(row.organism)
    row.ttl.abort()
    await record({ kind: 'fault-end', organism: row.organism, incident: null, data: { injection: row.injection, end: how, why } })
  }

  /** Takes it back and ends it, in the keeper's turn where it is a code fault. @returns why it could not be taken back */
  async function undoNow(row: Running, how: FaultEnd, why: string): Promise<Error | null> {
    let failure: Error | null = null
    try {
      await row.takeBack()
    } catch (error) {
      failure = error instanceof Error ? error : new Error(String(error))
    }
    await (failure ? end(row, 'failed', `it could not be taken back: ${failure.message}`) : end(row, how, why))
    return failure
  }

  async function takeBack(row: Running, how: FaultEnd, why: string): Promise<Error | null> {
    const keeper = keeperOf(row.organism)
    await row.arrived
    const failure = await (row.class === 'code' ? keeper.exclusive(() => undoNow(row, how, why)) : undoNow(row, how, why))
    // Set apart because of this fault: with the fault gone there is nothing left to be set apart for.
    if (failure === null && keeper.state() === 'quarantined') await keeper.resume(`${row.label} was taken back`)
    return failure
  }

  function startTtl(row: Running, ttlMs: number): void {
    const expire = async (): Promise<void> => {
      await clock.sleep(ttlMs, row.ttl.signal)
      if (!row.ttl.signal.aborted) await takeBack(row, 'expired', `its ${ttlMs / 1000} s are over`)
    }
    expire().catch((error: unknown) => { if (!isClosed) options.onBreak(error) })
  }

  /** Back to the version before the fault, as a new version; nothing to do where healing has already moved on. */
  const restoreCode = (keeper: Keeper, genome: string, parent: string, label: string): Undo => async () => {
    if (genomes.current(keeper.organism.id) !== genome) return
    const restored = await addGenome({ record, genomes }, {
      organism: keeper.organism.id, files: genomes.files(parent), origin: 'undo', parents: [genome, parent], author: 'chaos', reason: `${label} taken back`,
    })
    await promote({ record, genomes }, restored, `${label} taken back`)
    keeper.wake()
  }

  async function injectCode(keeper: Keeper, fault: CodeFault, row: Running, choice: Choice): Promise<string> {
    const organism = keeper.organism.id
    const parent = genomes.current(organism)
    if (parent === null) throw new FaultUnfitError(`${organism} has no version yet`)
    const { entry } = keeper.organism.manifest
    const mutation = mutateFiles(fault, genomes.files(parent), entry, choice)
    if (!mutation) throw new FaultUnfitError(noPlace(fault, parent, entry))
    await prepare(organism, fault, row, choice, `back to the code of ${parent}`, mutation.summary)
    const genome = await addGenome({ record, genomes }, {
      organism, files: mutation.files, origin: 'chaos', parents: [parent], author: 'chaos', reason: `${fault.label}: ${mutation.summary}`.slice(0, 300),
    })
    row.takeBack = restoreCode(keeper, genome.id, parent, fault.label)
    await promote({ record, genomes }, genome, fault.label)
    row.since = clock.mono()
    await record({ kind: 'fault-inject', organism, incident: null, data: { injection: row.injection, genome: genome.id } })
    return genome.id
  }

  async function injectOther(keeper: Keeper, fault: RuntimeFault | DataFault, row: Running, choice: Choice): Promise<void> {
    const organism = keeper.organism.id
    const random = seededRandom(choice.seed)
    await prepare(organism, fault, row, choice, fault.class === 'runtime' ? fault.undo : 'inputs are left alone again', fault.teaches)
    row.since = clock.mono()
    if (fault.class === 'runtime') {
      row.lastsUntil = row.since + (fault.lastsMs?.(choice.intensity) ?? 0)
      row.takeBack = await fault.inject(keeper.target, { random, intensity: choice.intensity })
    } else row.corrupt = (task) => fault.corrupt(task, { random, intensity: choice.intensity })
    await record({ kind: 'fault-inject', organism, incident: null, data: { injection: row.injection, genome: null } })
  }

  /** What is drawn finds a place where there is one; what is given is as it is. */
  function chosen(keeper: Keeper, id: string, given: number | undefined, intensity: number): { fault: Fault; seed: number } {
    const { id: organism, manifest: { entry } } = keeper.organism
    const draw = (attempt: number): { fault: Fault; seed: number } => {
      const seed = given ?? options.drawSeed(organism, attempt)
      return { seed, fault: findFault(id === drawnClassic ? classicOf(seed) : id) }
    }
    const live = genomes.current(organism)
    const finds = ({ fault, seed }: { fault: Fault; seed: number }): boolean =>
      fault.class !== 'code' || live === null || mutateFiles(fault, genomes.files(live), entry, { seed, intensity }) !== null
    return given === undefined ? firstFitting(draw, finds) : draw(0)
  }

  async function prepare(organism: string, fault: Fault, row: Running, choice: Choice, undo: string, summary: string): Promise<void> {
    await record({
      kind: 'fault-prepare', organism, incident: null,
      data: { injection: row.injection, fault: fault.id, class: fault.class, label: fault.label, ...choice, undo, summary },
    })
    running.set(organism, row)
    // The global stop takes back what it finds here; from now on it finds this.
    if (stopped) throw new ChaosStoppedError('chaos was stopped just now; allow it again first')
  }

  return {
    inForce(organism) {
      const row = running.get(organism)
      return row ? { injection: row.injection, since: row.since, corrupt: row.corrupt } : null
    },

    isStopped: () => stopped,

    async inject({ organism = '', fault: faultId, seed: given, intensity = 2, ttlMs = options.defaultTtlMs() }) {
      const keeper = keeperOf(organism)
      const { fault, seed } = chosen(keeper, faultId, given, intensity)
      if (fault.class === 'system') throw new FaultUnfitError(`${fault.label} hits Ouroboros itself, and no organism: leave the organism out`)
      refuseUnlessReady(keeper, fault)
      if (reserved.has(organism)) throw new OrganismBusyError(`another fault is just being injected into ${organism}; try again in a moment`)
      reserved.add(organism)
      const { promise: arrived, resolve: arrive } = Promise.withResolvers<void>()
      const row: Running = { injection: randomUUID(), organism, label: fault.label, class: fault.class, since: 0, lastsUntil: 0, corrupt: null, takeBack: () => undefined, arrived, ttl: new AbortController() }
      try {
        return await keeper.exclusive(async () => {
          refuseUnlessReady(keeper, fault)
          const choice = { seed, intensity, ttlMs }
          try {
            const genome = fault.class === 'code' ? await injectCode(keeper, fault, row, choice) : undefined
            if (fault.class !== 'code') await injectOther(keeper, fault, row, choice)
            startTtl(row, ttlMs)
            keeper.wake()
            return { message: `${fault.label} is in force on ${organism}`, injection: row.injection, ...(genome === undefined ? {} : { genome }) }
          } catch (error) {
            // Prepared but not in force: say so, and leave nothing behind.
            if (running.get(organism) === row) await undoNow(row, 'failed', error instanceof Error ? error.message : String(error))
            throw error
          }
        })
      } finally {
        reserved.delete(organism)
        arrive()
      }
    },

    async undo(injection, how, why) {
      const row = [...running.values()].find((other) => other.injection === injection)
      if (!row) throw new UnknownInjectionError('that fault does not run any more; nothing was changed')
      const failure = await takeBack(row, how, why)
      if (failure) throw failure
      return { message: `${row.label} on ${row.organism} was taken back`, injection }
    },

    async stop(by) {
      if (!stopped) {
        stopped = true
        await record({ kind: 'chaos-stop', organism: null, incident: null, data: { by } })
      }
      const rows = [...running.values()]
      await Promise.all(rows.map((row) => takeBack(row, 'stopped', `the global stop, by ${by}`)))
      return { message: `chaos is stopped; ${rows.length} running fault${rows.length === 1 ? ' was' : 's were'} taken back` }
    },

    async allow(by) {
      if (stopped) {
        stopped = false
        await record({ kind: 'chaos-allow', organism: null, incident: null, data: { by } })
      }
      return { message: 'chaos is allowed again' }
    },

    async incidentEnded(organism, how) {
      const row = running.get(organism)
      // A quarantined organism keeps its fault until somebody takes it back or its time is over.
      if (!row || how === 'quarantined' || clock.mono() < row.lastsUntil) return
      await undoNow(row, 'healed', how === 'healed' ? 'the organism recovered' : 'a proven version took over')
    },

    async overtaken(organism, why) {
      const row = running.get(organism)
      if (row?.class === 'code') await end(row, 'undone', why)
    },

    adopt({ injection, organism, genome, parent, label, leftMs }) {
      const keeper = keeperOf(organism)
      const row: Running = { injection, organism, label, class: 'code', since: clock.mono(), lastsUntil: 0, corrupt: null, takeBack: restoreCode(keeper, genome, parent, label), arrived: Promise.resolve(), ttl: new AbortController() }
      running.set(organism, row)
      startTtl(row, Math.max(0, leftMs))
    },

    async endAll(why, by) {
      for (const row of [...running.values()]) {
        if (row.class === 'code') await end(row, 'undone', why)
        else await undoNow(row, 'undone', why)
      }
      if (!stopped) return
      stopped = false
      await record({ kind: 'chaos-allow', organism: null, incident: null, data: { by } })
    },

    async close() {
      isClosed = true
      await Promise.allSettled([...running.values()].map(async (row) => {
        row.ttl.abort()
        await row.arrived
        if (row.class !== 'code') await row.takeBack()
      }))
    },
  }
}

interface Choice { seed: number; intensity: number; ttlMs: number }
