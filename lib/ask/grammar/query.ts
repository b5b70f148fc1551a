import type { AggregateFunction, Comparison, TimeUnit } from './meaning.ts'
import type { DimensionId, EntityId, MeasureId, NounId } from './entities.ts'

export type Measure = Exclude<MeasureId, 'duration'>

export type Filter =
  | { is: 'value'; dimension: DimensionId; values: readonly (string | number)[]; isNot: boolean }
  | { is: 'compare'; measure: Measure; op: Comparison; number: number }

/** From `from` on, up to but not including `to`; ms since the epoch. */
export interface Range { from: number | null; to: number | null; column: string }

/** A question, understood. Everything that was said stands in it. */
export interface Query {
  entity: EntityId
  /** The word that it was asked by: a takeover is a reign, but is called as it was. */
  noun: NounId
  shape:
    | { is: 'count' }
    | { is: 'distinct'; dimension: DimensionId }
    | { is: 'list'; first: readonly string[] }
    | { is: 'aggregate'; function: AggregateFunction; percent?: number; measure: Measure }
    /** Average, median, shortest and longest: “how long” says no more. */
    | { is: 'durations'; measure: Measure }
    | { is: 'share'; of: readonly Filter[] }
    /** Each group's part of all. */
    | { is: 'parts' }
  filters: readonly Filter[]
  range: Range | null
  /** isAsked: “which fault”, so that what has none is no answer. */
  group: { by: 'dimension'; dimension: DimensionId; isAsked?: true } | { by: 'time'; unit: TimeUnit } | null
  /** Groups that have so many. */
  having: { op: Comparison; number: number } | null
  /** value: of the group; else rows by a column. */
  order: { by: 'value' | 'time' | Measure; direction: 'asc' | 'desc' } | null
  limit: number | null
}
