import type { MeasureId, NounId } from './entities.ts'
import type { AggregateFunction, Comparison, Direction, MeaningOf, TimeUnit, ValueReading } from './meaning.ts'

export type Ask = MeaningOf<'ask'>['ask']

export interface NounPart {
  is: 'noun'
  id: NounId
  isPlural: boolean
  isVerb: boolean
  /** A word that may be the noun or a value: which one is seen from what else is asked. */
  orValue: readonly ValueReading[] | null
  /** It stood right behind “how many”, or “which”. */
  isAsked: boolean
  /** A value said which: “the repair rung”. */
  isQualifying: boolean
  text: string
}
export interface ValuePart { is: 'value'; readings: readonly ValueReading[][]; isNot: boolean; isBeforeNoun: boolean; text: string }
export interface ComparePart { op: Comparison | 'exactly'; number: number; isDuration: boolean; unit: TimeUnit | 'millisecond' | null; counts: NounId | 'times' | null; measure: readonly MeasureId[] | null; text: string }
export interface GroupPart {
  by: { noun: NounId } | { unit: TimeUnit }
  isAsked: boolean
  /** “every incident” may be all of them. */
  isEvery?: true
  text: string
}

/** A question taken apart. Whoever makes a query of it has to use all of it. */
export interface Parts {
  ask: Ask | null
  nouns: NounPart[]
  values: ValuePart[]
  measures: { ids: readonly MeasureId[]; text: string }[]
  aggregate: { function: AggregateFunction; percent?: number; text: string } | null
  superlative: { by: 'duration' | 'time' | 'count' | 'size'; direction: Direction; text: string } | null
  isTop: boolean
  limit: number | null
  comparisons: ComparePart[]
  groups: GroupPart[]
  isDistinct: boolean
  tense: 'now' | 'past' | 'habit' | null
}
