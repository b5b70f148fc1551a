import type { Json } from '../../contract/json.ts'
import type { TaskResult } from '../../contract/run.ts'
import type { Asked } from '../visit.ts'

/** What is said to a candidate host, and what it says. It is plain JavaScript in `../host`. */

export interface HostModule { path: string; text: string; isAsync: boolean }

export interface HostCase { task: Json; state?: Json; expected?: Json }

export type HostSuite =
  | { kind: 'tests'; files: string[]; isAsync: boolean }
  | { kind: 'task' | 'script' | 'service'; entry: string; cases: HostCase[]; isAsync: boolean }

/** Turns of loops and calls of functions, and wall clock: for one candidate. */
export interface FuelLimit { turns: number; ms: number }

export type HostChange = [start: number, end: number, text: string]
/** `leavesTraces`: nobody shall share a realm with it. */
export type HostCandidate = { path: string; leavesTraces: boolean } & ({ changes: HostChange[] } | { text: string; isAsync: boolean })

/** A call of an exported function; `args` is JSON, `name` is empty where the module itself is the function. */
export interface Call { path: string; name: string; args: string }

/**
 * `first`: indices of tests that fail, null: the files are run as they stand; `baseline`: checks that pass among them;
 * `holds` and `hidden`: a digit per check, in the order of the plan: it passed before anything was changed; it is held
 * out, and no candidate is let go because of it; `isImpatient`: runs are long, and those that repair nothing are ended soon.
 */
export interface TestPlan { first: number[] | null; rest: number[]; baseline: number; total: number; holds: string; hidden: string; isImpatient: boolean }
/**
 * `known`: how many of the order, from its beginning, are known to be right or wrong where they run; `patience`: wrong
 * answers before the first right one; `before`: what the unchanged program gave to the inputs that it failed on.
 */
export interface CasePlan { order: number[]; known: number; patience: number; before: Record<number, string> }

export type Order =
  | { op: 'open'; modules: HostModule[]; suite: HostSuite; usesTimers: boolean; isFresh: boolean }
  | { op: 'base'; id: number; modules: HostModule[] }
  | { op: 'measure'; modules: HostModule[]; limit: FuelLimit; records: { importers: string[]; paths: string[] } }
  /** `ample`: for those that run on after they have repaired something. */
  | { op: 'try'; base: number; candidates: HostCandidate[]; plan: TestPlan | CasePlan; limit: FuelLimit; ample: FuelLimit }
  /** `cases`: in which order they are run; null for tests, which have one of their own. */
  | { op: 'observe'; base: number; candidates: HostCandidate[]; asks: Asked; limit: FuelLimit; cases: number[] | null }
  | { op: 'probe'; base: number; candidates: HostCandidate[]; calls: Call[]; limit: FuelLimit }

/** How one candidate fared. */
export interface Trial {
  /** Checks that it passed; -1 where it did not even load. */
  score: number
  passes?: boolean
  /** Its cause of death. */
  why: string | null
  /** It passes all but some of the checks that are held out. */
  overfits?: boolean
  /** What cases without a known answer came to, for the one who judges them; only of those that passed the others. */
  outcomes?: (TaskResult | null)[]
}

interface Measured { death: string | null; covered: number[][]; burnt: number[]; calls: (Call & { check: number })[] }
export interface MeasuredTests extends Measured { checks: boolean[]; tests: { name: string; from: number; to: number }[]; why: string | null }
export interface MeasuredCases extends Measured { outcomes: (TaskResult | null)[]; right: (boolean | null)[] }
