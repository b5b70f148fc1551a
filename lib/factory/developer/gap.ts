import type { GapKind, PlanResource } from '../../contract/factory/plan.ts'

/** A place in a template for one function, which a model may write. */
export interface Gap {
  kind: GapKind
  /** The file that it is in. */
  path: string
  /** Of the function. */
  name: string
  params: readonly string[]
  /** The most that what fills it may have. */
  tokens: number
  /** What the function is given and has to return, in words. */
  contract: string
  /** What stands there where nobody fills it. */
  own: string
}

/** What is wished for that goes into gaps of a kind, as somebody has said it. */
export const wishesOf = (resource: PlanResource | null, kind: GapKind): string[] => resource?.wishes.flatMap(({ gap, text }) => (gap === kind ? [text] : [])) ?? []

/** What stands in the gaps, by their kinds; where nothing is said, the template's own. */
export type Fills = Readonly<Partial<Record<GapKind, string>>>
