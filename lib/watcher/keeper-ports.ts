import type { Case } from '../contract/case.ts'
import type { LedgerEvent, NewEvent } from '../contract/event.ts'
import type { RuntimeTarget } from '../contract/fault.ts'
import type { GenomeOrigin, GenomeStatus } from '../contract/genome.ts'
import type { Incident, IncidentEnd } from '../contract/incident.ts'
import type { Json } from '../contract/json.ts'
import type { OrganismState } from '../contract/organism.ts'
import type { Clock } from '../contract/ports/clock.ts'
import type { Genomes } from '../contract/ports/genomes.ts'
import type { RestartAllowance } from '../contract/setting.ts'
import type { Organism } from '../contract/spec.ts'
import type { Verdict } from '../contract/verdict.ts'
import type { Body } from './body.ts'

/** The injection that is in force on an organism, as far as its pulses are concerned. */
export interface FaultInForce {
  injection: string
  /** Monotonic ms of its effect. */
  since: number
  /** Data faults: what becomes of a pulse's input. */
  corrupt: ((task: Json) => Json) | null
}

export interface KeeperPorts {
  organism: Organism
  body: Body
  clock: Clock
  /** Seed of a pulse: it gives the pulse's input, and all that is drawn in the incident that the pulse opens. */
  seedOf: (pulse: number) => number
  /** More restarts than these escalate. Left out: as the manifest has it. */
  allowed?: () => RestartAllowance
  record: (...events: NewEvent[]) => Promise<LedgerEvent[]>
  genomes: Pick<Genomes, 'current' | 'files'>
  /** What the ledger knows of a version. */
  standing: (genome: string) => { status: GenomeStatus; origin: GenomeOrigin } | null
  fault: () => FaultInForce | null
  saveState: (state: Json) => Promise<void>
  /** The healing ladder: ends the incident and says how; or rejects when it is stopped, and leaves it open. */
  heal: (sick: Case, openedAtMono: number, stop: AbortSignal) => Promise<{ end: IncidentEnd; why: string }>
  onIncidentEnd: (incident: string, end: IncidentEnd) => Promise<void>
  /** The loop itself broke: the ledger is gone, or there is a bug. The core must not go on as if nothing were. */
  onBreak: (error: unknown) => void
}

/** What was there when the last core ended. */
export interface Memory {
  pulses: number
  state: OrganismState | null
  carried: Json | undefined
  /** An incident that the last core left open: its ladder is climbed again, from the start; or it is closed, where all but that was done. */
  open: Incident | null
}

/** Keeps one organism: pulse after pulse, and into healing when one is bad. */
export interface Keeper {
  readonly organism: Organism
  state: () => OrganismState
  /** Null, or the incident that is open. */
  incident: () => string | null
  /** The usual time of its work, ms; null before its first good pulse. */
  usualMs: () => number | null
  start: () => void
  /** Ends the loop and the organism's process. Harmless when called twice. */
  stop: () => Promise<void>
  pause: (reason: string) => Promise<void>
  /** Out of a pause or out of quarantine. */
  resume: (reason: string) => Promise<void>
  /** Runs work between two pulses, never beside one. */
  exclusive: <T>(work: () => Promise<T>) => Promise<T>
  /** Breaks off the pulse or the healing that is under way, of which nothing more is told; it rests until it is begun anew. */
  breakOff: () => Promise<void>
  /** As at its first start. In its turn. */
  beginAnew: () => Promise<void>
  /** The next pulse now. */
  wake: () => void
  /** One pulse within an open incident: the proof of a cure. */
  live: (sick: Case, input: 'same-input' | 'fresh-input') => Promise<Verdict>
  /** One restart from the budget, waiting its back-off. */
  spendRestart: () => Promise<{ ok: boolean; why: string }>
  target: RuntimeTarget
}
