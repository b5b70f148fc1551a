import type { Failure } from '../contract/run.ts'
import type { VerdictKind } from '../contract/verdict.ts'

/** A verdict on its way. */
export interface Finding {
  kind: VerdictKind
  /** One line for people; the failure speaks for itself where there is one. */
  summary: string
  failure?: Failure
  /** What is the same each time this happens, for the signature; empty where the kind says it all. */
  cause: string
}

/** Looks at what was seen for one thing. @returns null where it has nothing to say */
export type Rule<S> = (seen: S) => Finding | null

/** What the first rule that fits says. */
export function first<S>(rules: readonly Rule<S>[], seen: S): Finding | null {
  for (const rule of rules) {
    const finding = rule(seen)
    if (finding) return finding
  }
  return null
}

/** Numbers as people read them: "1,000". */
export const count = (value: number): string => Math.round(value).toLocaleString('en-US')
