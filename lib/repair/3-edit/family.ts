import type { Change } from '../edit.ts'
import type { Context } from './context.ts'
import type { Part } from './outline.ts'

/** An edit, still without the statement that it belongs to. */
export interface Proposal {
  kind: string
  /** In any order, not overlapping; insertions at one place keep their order. */
  changes: Change[]
  /** As in Edit. */
  cost: number
}

/** From the one-token slips that are tried first to what is made up and tried last. */
export type Tier = 1 | 2 | 3 | 4 | 5 | 6

/** One idea of what may be wrong, and how it would be put right. */
export interface Family {
  /** What its proposals are called. */
  kinds: readonly string[]
  /** When it is asked; the tier is handed on, so that one family can give its best first and the rest later. */
  tiers: readonly Tier[]
  propose: (part: Part, context: Context, tier: Tier) => Iterable<Proposal>
}
