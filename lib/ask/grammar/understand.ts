import { isDeepStrictEqual } from 'node:util'
import { nounOf } from './catalogue.ts'
import { entities } from './entities.ts'
import { refuseContradiction, refuseUnclear, saysEnd, toComparison, toFilter, type Said, type ValueFilter } from './filters.ts'
import { aboutWhat, Misunderstanding } from './misunderstanding.ts'
import type { Parts } from './parts.ts'
import type { Filter, Query } from './query.ts'
import type { Span } from './read-range.ts'
import { partMeant } from './share.ts'
import { shapeCounted, shapeListed, shapeMeasured, takeGroup, takeMeasure, type Shaped } from './shape.ts'
import { findSubject, type Subject } from './subject.ts'

/**
 * Makes a query of what was said, of all of it: each step takes what it uses out of the parts, and nothing may be left.
 * @throws Misunderstanding where its parts do not go together, or may mean more than one thing
 */
export function understand(parts: Parts, span: Span | null): Query {
  const left: Parts = { ...parts, nouns: [...parts.nouns], values: [...parts.values], measures: [...parts.measures], comparisons: [...parts.comparisons], groups: [...parts.groups] }
  measureAttempts(left)
  const subject = findSubject(left, span)
  const { noun, entity } = subject
  const { where } = nounOf(noun)
  const own: Filter[] = where ? [{ is: 'value', dimension: where.dimension, values: [where.value], isNot: false }] : []
  const said = withoutTwins(left.values.splice(0).map((value) => toFilter(value, entity)))
  const compared = left.comparisons.splice(0).map((comparison) => toComparison(comparison, left, subject))
  const conditions = [...own, ...compared.flatMap(({ filters }) => filters)]
  const havings = compared.flatMap(({ having }) => having ?? [])
  const part = left.ask === 'share' ? partOf(said, subject, own) : []
  const shaped = shape(left, subject, { said, part, isNarrowed: said.length > 0 || conditions.length > 0 || span !== null })
  const all = [...conditions, ...said.map(bare)]
  refuseContradiction(all)
  refuseUnclear(entity, all, shaped.shape)
  refuseLeft(left)
  // “when hour was it”: the hour says nothing.
  if (subject.key?.by === 'time' && shaped.group === null) throw aboutWhat()
  if (havings.length > 1 || (havings.length === 1 && (shaped.group === null || shaped.shape.is !== 'count'))) throw aboutWhat()
  const filters = [...conditions, ...said.filter((filter) => !part.includes(filter)).map(bare)]
  return { entity, noun, filters, range: rangeOf(entity, span, filters), having: havings[0] ?? null, ...shaped }
}

/** “attempts” beside an average, or what one incident needed: a number that each incident has. */
function measureAttempts(left: Parts): void {
  const attempt = left.nouns.find(({ id }) => id === 'attempt')
  const incident = left.nouns.find(({ id }) => id === 'incident')
  const group = left.groups.find(({ by }) => 'noun' in by && by.noun === 'incident')
  const isOfOne = left.ask === 'count' && incident !== undefined && left.superlative?.by === 'time'
  if (!attempt || (!left.aggregate && !isOfOne) || (!group && !incident)) return
  left.nouns = left.nouns.filter((noun) => noun !== attempt)
  left.groups = left.groups.filter((each) => each !== group)
  left.measures.push({ ids: ['attempts'], text: attempt.text })
  if (left.ask === 'count') left.ask = isOfOne ? 'how-long' : null
  if (!incident) left.nouns.push({ ...attempt, id: 'incident' })
}

function partOf(said: readonly Said[], { entity, key }: Subject, own: readonly Filter[]): readonly Said[] {
  if (said.length === 0 && own.length === 0 && key === null) return []
  const part = key?.by !== 'time' && own.length === 0 ? partMeant(said, entity) : null
  if (part === null) throw new Misunderstanding('I do not understand which part of them is meant.', 'Nie rozumiem, o jaką ich część chodzi.')
  return part
}

function shape(left: Parts, subject: Subject, { said, part, isNarrowed }: { said: readonly Said[]; part: readonly Said[]; isNarrowed: boolean }): Shaped {
  const group = takeGroup(left, subject)
  if (left.ask === 'share') {
    left.ask = null
    const { superlative, limit } = left
    // “which organism has the highest percentage of bad pulses”
    const isRanked = subject.key !== null && superlative?.by === 'size' && part.length > 0
    if (subject.key !== null && !isRanked) throw aboutWhat()
    if (isRanked) Object.assign(left, { superlative: null, limit: null })
    if (part.length === 0 && group === null) throw new Misunderstanding('I do not understand which part of them is meant.', 'Nie rozumiem, o jaką ich część chodzi.')
    return { shape: part.length === 0 ? { is: 'parts' } : { is: 'share', of: part.map(bare) }, group, order: isRanked ? { by: 'value', direction: superlative.direction === 'most' ? 'desc' : 'asc' } : null, limit: isRanked ? (limit ?? 1) : null }
  }
  const measure = takeMeasure(left, subject)
  if (measure !== null) return shapeMeasured(left, subject, measure, group, said)
  return left.ask === 'count' ? shapeCounted(left, subject, group, isNarrowed) : shapeListed(left, subject, said, group)
}

function rangeOf(entity: Subject['entity'], span: Span | null, filters: readonly Filter[]): Query['range'] {
  if (span === null) return null
  const { time, ended } = entities[entity]
  if (time === null) throw new Misunderstanding('Organisms are as they are now: ask for what has happened to them.', 'Organizmy są takie, jakie są teraz: zapytaj, co się z nimi działo.')
  return { ...span, column: saysEnd(filters) && ended !== undefined ? ended : time }
}

function refuseLeft({ ask, nouns, values, measures, comparisons, groups, aggregate, superlative, isTop, limit, isDistinct }: Parts): void {
  const isLeft = [nouns, values, measures, comparisons, groups].some((list) => list.length > 0)
  if (isLeft || ask !== null || aggregate || superlative || isTop || limit !== null || isDistinct) throw aboutWhat()
}

/** “waits in the queue” says one thing twice. */
function withoutTwins(said: readonly Said[]): Said[] {
  return said.filter((filter, place) => said.findIndex((other) => isDeepStrictEqual(bare(other), bare(filter))) === place)
}

const bare = ({ isBeforeNoun: _place, ...filter }: Said): ValueFilter => filter
