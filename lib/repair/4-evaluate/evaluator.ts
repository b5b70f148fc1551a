import type { GenomeFiles } from '../../contract/genome.ts'
import type { Edit } from '../edit.ts'
import type { Asked, Visit } from '../visit.ts'
import type { Variant } from '../variant.ts'
import type { Call, Trial } from './orders.ts'
import type { Baseline } from './plan.ts'

/** What candidate hosts cannot do: then the tests have to be run as they are. */
export class UnsupportedSuiteError extends Error {}

export interface Candidate { variant: Variant; path: string; edit: Edit }
export interface Tried extends Trial { candidate: Candidate }

/** Says how candidates fare. The search asks it and knows no more of processes than how many it may ask at a time. */
export interface Evaluator {
  readonly lanes: number
  /** Candidates that one call of `try` should be given. */
  readonly batchSize: number
  /** Says what is run, and which files of it may be edited. @throws UnsupportedSuiteError */
  open: (files: GenomeFiles, suspects: readonly string[]) => void
  /** When a lane can be given candidates. One that is not ready makes whoever asks it wait. */
  ready: (lane: number) => Promise<void>
  /** Runs everything on a version, in full, and sets the limits of those that follow by it. @throws UnsupportedSuiteError */
  measure: (variant: Variant) => Promise<Baseline>
  /** Makes a version known before candidates are tried on it. Harmless when called twice. */
  keep: (variant: Variant) => Promise<void>
  /** How candidates of one version fare, in their order. Never rejects because of a candidate. */
  try: (lane: number, candidates: readonly Candidate[], baseline: Baseline | null) => Promise<Tried[]>
  /**
   * What probes of one version are told while everything runs, a letter for each answer: see `probesFor` and
   * `typeProbesFor` of stage 3. Nothing of one that could not be asked.
   */
  observe: (lane: number, probes: readonly Candidate[], asks: Asked) => Promise<(readonly Visit[])[]>
  /** What candidates come to on calls that no test makes. null for one that could not be asked. */
  probe: (variant: Variant, candidates: readonly Candidate[], calls: readonly Call[]) => Promise<(string[] | null)[]>
  /** Gives candidates that ran on more to burn from now on. @returns false where they had that much already */
  relax: () => boolean
  close: () => Promise<void>
}
