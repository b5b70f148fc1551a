import { inspect } from 'node:util'
import type { Scheduler } from 'fast-check'
import { loadConfig, type Config } from '../../lib/config.ts'
import { StaleEpochError } from '../../lib/contract/errors.ts'
import type { LedgerEvent } from '../../lib/contract/event.ts'
import type { ProcessIdentity } from '../../lib/contract/ports/store.ts'
import { coreRestarts } from '../../lib/gate/restart-plan.ts'
import { openDesk } from '../../lib/store/sqlite/open-desk.ts'
import { openReaders } from '../../lib/store/sqlite/open-readers.ts'
import { chanceOf, type Chance } from './chance.ts'
import type { Coverage } from './coverage.ts'
import { LeadWatch } from './lead-watch.ts'
import { newLedgerFile } from './ledger-file.ts'
import { patients, type Patient } from './patients.ts'
import { Patrol } from './patrol.ts'
import { PulseWatch } from './pulse-watch.ts'
import { VirtualClock } from './virtual-clock.ts'
import { VirtualCore } from './virtual-core.ts'
import { VirtualDisk } from './virtual-disk.ts'
import { VirtualLocks } from './virtual-locks.ts'
import type { VirtualProcess } from './virtual-process.ts'
import type { VirtualSandbox } from './virtual-sandbox.ts'
import { startSupervisors, VirtualSupervisor } from './virtual-supervisor.ts'
import { VirtualWires } from './virtual-wires.ts'

/** What a world is like, besides what happens in it. */
export interface Setting {
  seed: number
  cores: 2 | 3
  patients: 2 | 3
  /** A core that falls too often is kept waiting, as it usually is; or never. */
  areRestartsFew: boolean
}

/** Who is told what happens. */
export interface Witness {
  coverage: Coverage
  /** Line by line; null: nobody reads it. */
  trace: ((line: string) => void) | null
}

const wallAtFirst = 1_700_000_000_000

/** One machine with its cores, from the first start on. */
export class World {
  readonly clock: VirtualClock
  readonly chance: Chance
  readonly wires: VirtualWires
  readonly disk: VirtualDisk
  readonly locks: VirtualLocks
  readonly leads: LeadWatch
  readonly pulses: PulseWatch
  readonly patrol: Patrol
  readonly ledgerFile = newLedgerFile()
  readonly patients: readonly Patient[]
  readonly supervisors: VirtualSupervisor[]
  /** As the gate process has them. */
  readonly reader
  readonly desk
  /** Hashes of events that were told to be on disk. */
  readonly acknowledged: string[] = []
  /** What was done to it, in words. */
  readonly deeds: string[] = []
  /** Commands that were told to be taken. */
  readonly asked: string[] = []
  readonly violations: string[] = []
  /** Transactions so far, at least. */
  commits = 0
  /** Programs are slow now and then, or hang. */
  isRough = true
  hasWallGoneBack = false
  #wallMovedMs = 0
  #pids = 0
  readonly #cores = new Map<number, VirtualCore>()
  readonly #witness: Witness

  constructor({ seed, cores, patients: count, areRestartsFew }: Setting, scheduler: Scheduler, witness: Witness) {
    this.#witness = witness
    this.clock = new VirtualClock(scheduler)
    this.chance = chanceOf(seed)
    this.wires = new VirtualWires(this)
    this.disk = new VirtualDisk(this)
    this.locks = new VirtualLocks(this)
    this.leads = new LeadWatch(this)
    this.pulses = new PulseWatch(this)
    this.patients = patients.slice(0, count)
    this.patrol = new Patrol(this)
    this.reader = openReaders(this.ledgerFile.path, { now: () => this.wallNow() })
    this.desk = openDesk(this.ledgerFile.path, { now: () => this.wallNow() })
    const limits = areRestartsFew ? coreRestarts : { ...coreRestarts, allowed: 10_000, firstDelayMs: 0, maxDelayMs: 0 }
    this.supervisors = ['a', 'b', 'c'].slice(0, cores).map((name) => new VirtualSupervisor(this, limits, () => this.#launch(name)))
  }

  begin(): void { startSupervisors(this, this.supervisors) }

  /** Those that are there now. */
  get cores(): VirtualCore[] { return this.supervisors.flatMap(({ core }) => (core === null || core.process.isOver ? [] : [core])) }
  get leader(): VirtualCore | undefined { return this.cores.find(({ process }) => process === this.leads.holder) }
  get standbys(): VirtualCore[] { return this.cores.filter(({ process }) => process !== this.leads.holder) }

  wallNow(): number { return wallAtFirst + this.clock.mono() + this.#wallMovedMs }
  moveWall(byMs: number): void {
    this.#wallMovedMs += byMs
    this.hasWallGoneBack ||= byMs < 0
  }

  find({ pid, born }: ProcessIdentity): VirtualProcess | undefined {
    const process = this.#cores.get(pid)?.process
    return process?.born === born ? process : undefined
  }

  sandboxOf(pid: number): VirtualSandbox | undefined { return this.#cores.get(pid)?.sandbox }

  met(what: string): void { this.#witness.coverage.add(what) }
  tell(line: string): void { this.#witness.trace?.(`${String(this.clock.mono()).padStart(7)} ms  ${line}`) }

  /** What has been written, and been told to be on disk. */
  hears(events: readonly LedgerEvent[]): void {
    for (const event of events) {
      this.acknowledged.push(event.hash)
      this.patrol.hears(event)
      const { seq, epoch, core, kind, organism, data } = event
      if (this.#witness.trace !== null) this.tell(`  ${seq} ${core} in epoch ${epoch}: ${kind}${organism === null ? '' : ` of ${organism}`} ${JSON.stringify(data).slice(0, 200)}`)
    }
  }

  /** A core has ended itself. Only whoever is over may have to. */
  broke(process: VirtualProcess, error: unknown): void {
    if (error instanceof StaleEpochError && this.leads.holder !== process) this.met('an old core was refused, and stepped down')
    else if ((error as NodeJS.ErrnoException).code === 'ENOSPC') this.met('a core ended over a full disk')
    else if (!process.isTerminated) this.violates(`${process.name} broke: ${inspect(error)}`)
  }

  notes(deed: string): void {
    this.deeds.push(deed)
    this.tell(`— ${deed}`)
  }

  /** @throws as soon as something is wrong that must never be */
  async passes(ms: number): Promise<void> {
    if (ms > 0) this.deeds.push(`${ms} ms`)
    await this.clock.advance(ms)
    if (this.violations.length > 0) throw new Error(this.violations.join('\n'))
  }

  violates(what: string): void {
    if (this.violations.includes(what)) return
    this.tell(`VIOLATION: ${what}`)
    this.violations.push(what)
  }

  /** Something went wrong that a core lives on with. */
  complains(process: VirtualProcess, what: unknown): void {
    const { err } = what as { err?: unknown }
    if (err !== undefined) this.tell(`${process.name} says: ${inspect(err)}`)
  }

  close(): void {
    for (const core of this.#cores.values()) {
      core.process.kill()
      for (const letGo of core.process.onLetGo.splice(0)) letGo()
    }
    this.locks.close()
    this.desk.close()
    this.reader.close()
    this.ledgerFile.remove()
  }

  #launch(name: string): VirtualCore {
    this.#pids += 1
    const core = new VirtualCore(this, name, this.#pids, { config: config(), patients: this.patients })
    this.#cores.set(this.#pids, core)
    this.tell(`${core.process.name} is started`)
    return core
  }
}

let loaded: Config | null = null
const config = (): Config => (loaded ??= { ...loadConfig({ env: {}, cwd: '/' }), faultTtlMs: 10_000 })
