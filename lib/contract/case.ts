import type { Attempt } from './incident.ts'
import type { Json } from './json.ts'
import type { Organism } from './spec.ts'
import type { Verdict } from './verdict.ts'

/** What is known when an incident opens: all that a rung may look at. */
export interface Case {
  incident: string
  organism: Organism
  /** The version that failed. */
  genome: string
  verdict: Verdict
  /** Whether the failed version was still to prove itself. */
  onProbation: boolean
  /** What the failing pulse was given, to be given again; null where the process failed by itself. */
  failing: { task: Json; state?: Json } | null
  /** The failing input lies outside the organism's contract: it is the input that is broken. */
  poisoned: boolean
  /** What was found to hold by a core that died before it could close the incident: it is closed with that, and not healed twice. */
  cured?: Attempt
  /** Median work of the last healthy stretch, ms; null where too little is known. */
  healthyMs: number | null
  /** Seed for every random choice of this incident. */
  seed: number
}
