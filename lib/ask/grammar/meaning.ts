import type { DimensionId, EntityId, MeasureId, NounId } from './entities.ts'

export type TimeUnit = 'second' | 'minute' | 'hour' | 'day' | 'week' | 'month'
export type AggregateFunction = 'average' | 'median' | 'longest' | 'shortest' | 'sum' | 'percentile'
export type Comparison = 'more' | 'less' | 'at-least' | 'at-most'
export type Direction = 'most' | 'least'

/** Of what a word may be a value: of which column, and of which entity alone, where it means that only there. */
export interface ValueReading { dimension: DimensionId; value: string | number; only?: EntityId; isNot?: true }

/** What a word, or some words together, may mean. */
export type Meaning =
  /** What is asked for. `list` is weak: “show how many” asks how many. */
  | { is: 'ask'; ask: 'count' | 'list' | 'when' | 'how-long' | 'why' | 'who' | 'share' }
  | { is: 'noun'; noun: NounId; isPlural: boolean; isVerb?: true }
  | { is: 'value'; readings: readonly ValueReading[] }
  | { is: 'measure'; measure: MeasureId }
  | { is: 'aggregate'; function: AggregateFunction; percent?: number }
  /** by measure: the longest; by time: the latest; by count: the most. */
  | { is: 'superlative'; by: 'duration' | 'time' | 'count' | 'size'; direction: Direction }
  | { is: 'top' } | { is: 'per' } | { is: 'by' } | { is: 'not' } | { is: 'and' } | { is: 'or' } | { is: 'distinct' } | { is: 'times' }
  | { is: 'unit'; unit: TimeUnit | 'millisecond' }
  /** “per hour” in one word. */
  | { is: 'per-unit'; unit: TimeUnit }
  | { is: 'number'; number: number }
  | { is: 'compare'; op: Comparison; isDuration: boolean }
  /** now: as things are; past: as they were; habit: as they usually are. */
  | { is: 'tense'; tense: 'now' | 'past' | 'habit' }
  | { is: 'day'; day: DayWord } | { is: 'date'; date: string } | { is: 'month'; month: number } | { is: 'clock'; clock: string }
  | { is: 'since' } | { is: 'until' } | { is: 'before' } | { is: 'after' } | { is: 'between' } | { is: 'from' } | { is: 'to' } | { is: 'at' }
  /** within the last hour; of last week. */
  | { is: 'last' } | { is: 'previous' } | { is: 'this' } | { is: 'ago' } | { is: 'half' }
  /** Says nothing that matters to what is asked. */
  | { is: 'stop' }

export type DayWord = { back: number } | { weekday: number }
export type MeaningOf<I extends Meaning['is']> = Extract<Meaning, { is: I }>
