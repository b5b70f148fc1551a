import { called, columnOf, fitsIn, nounOf } from './catalogue.ts'
import { entities, type DimensionId, type EntityId } from './entities.ts'
import type { TimeUnit, ValueReading } from './meaning.ts'
import { aboutWhat, Misunderstanding, notHere, notTogether } from './misunderstanding.ts'
import type { ComparePart, Parts, ValuePart } from './parts.ts'
import type { Filter, Query } from './query.ts'
import type { Subject } from './subject.ts'
import { wordsOf } from './words.ts'

export type ValueFilter = Extract<Filter, { is: 'value' }>
/** A value with where it stood: “bad pulses”, or “pulses that were bad”. */
export type Said = ValueFilter & { isBeforeNoun: boolean }

/** Of which column of these rows a value is. @throws Misunderstanding where it is of none, or of more than one */
export function toFilter({ readings, isNot, isBeforeNoun, text }: ValuePart, entity: EntityId): Said {
  const fitting = readings.map((each) => each.filter((reading) => fitsIn(entity, reading)))
  const [dimension, another] = [...new Set(fitting.flat().map((reading) => reading.dimension))].filter((each) => fitting.every((choices) => choices.some((reading) => reading.dimension === each)))
  if (dimension === undefined) throw new Misunderstanding(`I do not know of ${called(entity)} that are “${text}”.`, `Nie ma tu czegoś takiego jak „${text}”.`)
  if (another !== undefined) throw ambiguous(text, dimension, another)
  const meant = fitting.map((each) => each.find((reading) => reading.dimension === dimension)).filter((reading): reading is ValueReading => reading !== undefined)
  const denies = meant.some((reading) => reading.isNot === true)
  if (denies && meant.length > 1) throw aboutWhat()
  return { is: 'value', dimension, values: meant.map(({ value }) => value), isNot: isNot !== denies, isBeforeNoun }
}

function ambiguous(text: string, one: DimensionId, other: DimensionId): Misunderstanding {
  const [en, pl] = [wordsOf.en.dimensions, wordsOf.pl.dimensions]
  return new Misunderstanding(
    `“${text}” may be a ${en[one] ?? one} or a ${en[other] ?? other} here: say which, like “${en[one] ?? one} ${text}”.`,
    `„${text}” to może być tu ${pl[one] ?? one} albo ${pl[other] ?? other}: powiedz, co z tego, na przykład „${pl[one] ?? one} ${text}”.`,
  )
}

/** Longer than so much, more than so many: of a measure of each row, or how many rows a group has. */
export function toComparison({ op, number, isDuration, unit, counts, measure, text }: ComparePart, left: Parts, { entity, key, noun }: Subject): { filters: Filter[]; having: Query['having'] } {
  const { measures, duration } = entities[entity]
  const said = measure ?? (counts === null ? (left.measures.splice(0, 1)[0]?.ids ?? null) : null)
  const known = said?.find((id) => id in measures)
  const compared = (of: typeof known, amount: number): { filters: Filter[]; having: null } => {
    if (of === undefined || of === 'duration') throw notHere(text)
    const each = op === 'exactly' ? (['at-least', 'at-most'] as const) : [op]
    return { filters: each.map((way) => ({ is: 'compare', measure: of, op: way, number: amount })), having: null }
  }
  if (unit !== null) return compared(known ?? (said === null || said.includes('duration') ? (nounOf(noun).duration ?? duration) : undefined), number * unitMs[unit])
  if (isDuration) throw notHere(text)
  if (counts === 'attempt' && 'attempts' in measures) return compared('attempts', number)
  if (known !== undefined && counts === null) return compared(known, number)
  const isCounted = counts === 'times' || (counts !== null && nounOf(counts).entity === entity)
  if (!isCounted || key === null || op === 'exactly' || said !== null) throw notHere(text)
  return { filters: [], having: { op, number } }
}

const unitMs: Record<TimeUnit | 'millisecond', number> = { millisecond: 1, second: 1_000, minute: 60_000, hour: 3_600_000, day: 86_400_000, week: 604_800_000, month: 2_592_000_000 }

/** Nothing is two things at once: whoever says so means something else. */
export function refuseContradiction(filters: readonly Filter[]): void {
  const values = filters.filter((filter): filter is ValueFilter => filter.is === 'value')
  for (const [place, one] of values.entries()) {
    const other = values.slice(place + 1).find((each) => each.dimension === one.dimension && !(each.isNot && one.isNot))
    if (other) throw notTogether(one.values.join(', '), other.values.join(', '))
  }
}

/** “not healed by repair” denies both at once, or one of them: who can say. And what still goes on has no length yet. */
export function refuseUnclear(entity: EntityId, filters: readonly Filter[], shape: Query['shape']): void {
  const find = (dimension: DimensionId): ValueFilter | undefined => filters.find((filter): filter is ValueFilter => filter.is === 'value' && filter.dimension === dimension)
  if (entity === 'incidents' && find('end')?.isNot === true && find('rung') !== undefined) {
    throw new Misunderstanding('I do not understand what of it is denied: the end, or how it came about.', 'Nie rozumiem, czemu to przeczy: zakończeniu czy temu, jak do niego doszło.')
  }
  const { duration } = entities[entity]
  const isOpen = (['open', 'running', 'leads'] as const).some((dimension) => find(dimension)?.values[0] === 1 && find(dimension)?.isNot === false)
  if (!isOpen || duration === undefined) return
  const isMeasured = ('measure' in shape && shape.measure === duration) || (shape.is === 'list' && shape.first.includes(columnOf(entity, duration))) || filters.some((filter) => filter.is === 'compare' && filter.measure === duration)
  if (isMeasured) throw new Misunderstanding('How long it takes is known once it is over: I cannot tell it of what still goes on.', 'Jak długo coś trwa, wiadomo, gdy się skończy: nie umiem tego powiedzieć o tym, co jeszcze trwa.')
}

/** “healed today” and “when was it healed” mean the time of the end, not of the beginning. */
export function saysEnd(filters: readonly Filter[]): boolean {
  return filters.some((filter) => {
    if (filter.is !== 'value' || filter.isNot) return false
    const { dimension, values } = filter
    if (dimension === 'open' || dimension === 'running') return values.every((value) => value === 0)
    return dimension === 'end' || dimension === 'rung' || (dimension === 'command-state' && values.every((value) => value === 'done' || value === 'refused'))
  })
}
