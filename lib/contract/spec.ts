import type { Arbitrary } from 'fast-check'
import type { GenomeFiles } from './genome.ts'
import type { Manifest } from './organism.ts'

/**
 * What an organism must do: trusted code, run in the core, that the organism can neither read nor write.
 *
 * One shape serves every kind. A `task` organism takes any JSON value and returns one; a `script` takes
 * {@link ScriptTask} and gives {@link ScriptResult}; a `service` takes {@link ServiceTask} and gives
 * {@link ServiceResult}.
 *
 * @typeParam T what a pulse is given
 * @typeParam R what it must come to
 * @typeParam S state carried from pulse to pulse by the core (task organisms only)
 */
export interface Spec<T, R, S = null> {
  /** Inputs of the live pulses, and of the properties in the gate. Seeded, so that every pulse can be replayed. */
  task: Arbitrary<T>
  /** Known answers, compared deeply (`Object.is` for numbers, so that -0, NaN and Infinity differ from 0). */
  examples: Example<T, R, S>[]
  /** Inputs that must be refused: the organism throws, or a script exits non-zero, or a service answers 4xx. */
  throws?: Refusal<T, S>[]
  /** What holds of every accepted input. Checked on each pulse, and on fresh seeds in the gate. */
  properties: Property<T, R, S>[]
  /** False where an input is outside the contract: then a clean refusal is the right answer. Default: always true. */
  accepts?(task: T): boolean
  /** Services: the properties say of each request which status is right, so that even a 5xx may be. Default: no 5xx is. */
  judgesStatus?: true
  /** State before the first pulse. Present exactly when `perform(task, state)` returns `{ result, state }`. */
  initialState?: S
  limits: Limits
  /** A genome's worth from one run's measure; higher is better. Compared only between runs on one machine. */
  fitness(measure: Measure): number
}

export interface Example<T, R, S = null> { name: string; task: T; expected: R; state?: S }

export interface Refusal<T, S = null> {
  name: string
  task: T
  state?: S
  /** The refusal's message must match, where given. */
  message?: RegExp
}

export interface Property<T, R, S = null> {
  name: string
  /** @returns null where it holds, else one line that says what was wrong */
  check(seen: { task: T; result: R; before: S; after: S }): string | null
}

export interface Limits {
  /** Wall clock for one task or script run; for a service, for one request. */
  timeoutMs: number
  /** V8 old space, by flag. */
  heapMb: number
  /** Resident memory of the process, sampled from outside. */
  rssMb: number
  /** CPU seconds, by the kernel where it can be set. */
  cpuSeconds: number
  /** stdout and stderr of one pulse together; a service's per second. */
  outputBytes: number
}

export interface Measure { wallMs: number; cpuMs: number; peakRssMb: number; outputBytes: number }

export interface ScriptTask { args: string[]; stdin: string }
export interface ScriptResult { stdout: string; exitCode: number }

export interface ServiceRequest { method: string; path: string; headers?: Record<string, string>; body?: string }
/** `before`: what is asked first, in order. Only the last answer counts, unless all of them do (`isWhole`). */
export interface ServiceTask extends ServiceRequest { before?: ServiceRequest[]; isWhole?: boolean }
/** `body` is parsed where the answer says it is JSON, else text. `before`: the earlier answers, where all of them count. */
export interface ServiceResult { status: number; body: unknown; before?: { status: number; body: unknown }[] }

/**
 * A spec whose types were forgotten: how the engine holds the specs of all organisms alike. The functions above are
 * written as methods so that every spec fits: what a spec drew itself, it may be asked about.
 */
export type AnySpec = Spec<unknown, unknown, unknown>

/** Where a service that keeps something lives. Without one it has no folder, and any port. */
export interface ServiceHome {
  /** Absolute: the only folder that it may read and write. */
  folder: string
  /** The port that it has where that is free. */
  wishedPort: number
  /** What its environment says besides PORT. */
  env: Record<string, string>
  /** Told before it begins: others may have to know. */
  listensOn: (port: number) => void
}

/** An organism as it was found in its folder: what it says of itself, what it must do, and its seed. */
export interface Organism {
  id: string
  manifest: Manifest
  spec: AnySpec
  files: GenomeFiles
  /** Services only. */
  home?: ServiceHome
  /** The version that these files are, where healing has written them; left out where somebody has. */
  healedAs?: string
}
