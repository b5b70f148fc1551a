import { called, columnOf, dimensionsOf, has, identities, kinds, nounOf } from './catalogue.ts'
import { entities, type DimensionId, type EntityId } from './entities.ts'
import { saysEnd, type Said } from './filters.ts'
import { aboutWhat, Misunderstanding, notHere, notTogether } from './misunderstanding.ts'
import type { GroupPart, Parts } from './parts.ts'
import type { Measure, Query } from './query.ts'
import type { Subject } from './subject.ts'

/** What of the rows is asked for, and in which order. */
export type Shaped = Pick<Query, 'shape' | 'group' | 'order' | 'limit'>

/** So many rows of “the longest incidents”, where nobody says how many. */
const someRows = 10
/** Things of which “how many” is asked where rows of others are counted. Other words for a thing would count something else. */
const countable: readonly DimensionId[] = ['organism', 'core', 'author', 'genome', 'rung', 'model']
/** What is summed where nobody says otherwise. */
const adding: readonly Measure[] = ['tokens', 'cost', 'tried']
/** What adds up: “how many tokens”. */
const summed: readonly Measure[] = ['tokens', 'cost', 'tried', 'attempts']

export function takeGroup(left: Parts, { entity, key }: Subject): Query['group'] {
  const [group, another] = left.groups.splice(0)
  if (another || (group && key)) throw new Misunderstanding('I can group by one thing at a time.', 'Umiem grupować tylko według jednej rzeczy.')
  // “edits tried by searches”: those who did it are the rows themselves.
  const isAgent = group && 'noun' in group.by && nounOf(group.by.noun).entity === entity && nounOf(group.by.noun).dimension === undefined
  if (group && !isAgent) return groupOf(group, entity)
  return key?.by === 'dimension' ? { ...key, isAsked: true } : key
}

function groupOf({ by, text }: GroupPart, entity: EntityId): Query['group'] {
  if ('unit' in by) {
    if (entities[entity].time === null) throw new Misunderstanding('Organisms are as they are now: they cannot be told apart by time.', 'Organizmy są takie, jakie są teraz: nie dzielą się według czasu.')
    return { by: 'time', unit: by.unit }
  }
  const dimension = by.noun === 'kind' ? kinds[entity] : nounOf(by.noun).dimension
  if (!has(entity, dimension)) throw new Misunderstanding(`I cannot tell ${called(entity)} apart by “${text}”.`, `Nie umiem tego podzielić według „${text}”.`)
  return { by: 'dimension', dimension }
}

/** The number of each row that is asked about; null: none is. */
export function takeMeasure(left: Parts, { entity, noun }: Subject): Measure | null {
  const [said, another] = left.measures.splice(0)
  if (said && another) throw notTogether(said.text, another.text)
  const { ask, aggregate, superlative } = left
  if (said === undefined && ask !== 'how-long' && !(aggregate && superlative?.by === 'duration')) {
    if (aggregate) throw new Misunderstanding(`I do not understand of what “${aggregate.text}” is meant.`, `Nie rozumiem, czego dotyczy „${aggregate.text}”.`)
    return null
  }
  const { measures, duration } = entities[entity]
  const known = said === undefined || said.ids.includes('duration') ? (nounOf(noun).duration ?? duration) : said.ids.find((id) => id in measures)
  if (known === undefined || known === 'duration') throw new Misunderstanding(`Nothing of that kind is measured of ${called(entity)}.`, 'Tego się tu nie mierzy.')
  return known
}

/** A number of each row: on the whole, of the one that is meant, or which has the most of it. */
export function shapeMeasured(left: Parts, subject: Subject, measure: Measure, group: Query['group'], said: readonly Said[]): Shaped {
  const { ask, aggregate, superlative, limit, isTop, tense } = left
  Object.assign(left, { ask: null, aggregate: null, superlative: null, limit: null, isTop: false })
  if (ask === 'count' && !summed.includes(measure)) throw new Misunderstanding('I can count things, not times.', 'Umiem liczyć rzeczy, a nie czasy.')
  if (ask === 'when' || ask === 'who' || ask === 'why' || (ask === 'count' && aggregate && aggregate.function !== 'sum')) throw aboutWhat()
  const isSum = ask === 'count' || (aggregate === null && superlative === null && adding.includes(measure))
  const inAll = isSum ? ({ function: 'sum' } as const) : aggregate && { function: aggregate.function, ...(aggregate.percent === undefined ? {} : { percent: aggregate.percent }) }
  const direction = superlative?.direction === 'least' ? 'asc' : 'desc'
  const isRanked = superlative?.by === 'duration' || superlative?.by === 'size'
  // “which faults take longest to heal”: as a rule, so each of them by its average.
  const isUsual = superlative?.by === 'duration' && (tense === 'habit' || (subject.isPlural && subject.key !== null))
  if (isRanked && group !== null && (inAll || isUsual)) {
    return { shape: { is: 'aggregate', ...(inAll ?? { function: 'average' }), measure }, group, order: { by: 'value', direction }, limit: limit ?? (subject.isPlural ? (isTop ? someRows : null) : 1) }
  }
  const first = [...keyColumn(subject), columnOf(subject.entity, measure)]
  if (superlative) {
    if (inAll || superlative.by === 'count' || (group !== null && subject.key === null)) throw notHere(superlative.text)
    const isMany = subject.isPlural && subject.key === null && ask !== 'how-long'
    return { shape: { is: 'list', first }, group: null, order: { by: superlative.by === 'time' ? 'time' : measure, direction }, limit: limit ?? (isMany ? someRows : 1) }
  }
  if (limit !== null || isTop) throw aboutWhat()
  if (!inAll && group === null && namesOne(said, subject.entity)) return { shape: { is: 'list', first }, group, order: null, limit: null }
  return { shape: inAll ? { is: 'aggregate', ...inAll, measure } : { is: 'durations', measure }, group, order: null, limit: null }
}

const namesOne = (said: readonly Said[], entity: EntityId): boolean => entity === 'incidents' && said.some(({ dimension, values, isNot }) => dimension === 'incident' && identities.includes(dimension) && values.length === 1 && !isNot)

export function shapeCounted(left: Parts, { key, noun }: Subject, group: Query['group'], isNarrowed: boolean): Shaped {
  const { superlative, limit, isTop, isDistinct } = left
  if (superlative || limit !== null || isTop) throw new Misunderstanding('I do not understand how many of them are meant.', 'Nie rozumiem, ile ich ma być.')
  Object.assign(left, { ask: null, isDistinct: false })
  if (key?.by === 'dimension') {
    if (!countable.includes(key.dimension) && !isDistinct) throw new Misunderstanding('It is not clear what is to be counted: say “how many different”, or ask by one thing.', 'Nie jest jasne, co policzyć: powiedz „ile różnych” albo zapytaj o jedną rzecz.')
    return { shape: { is: 'distinct', dimension: key.dimension }, group: null, order: null, limit: null }
  }
  if (isDistinct) throw aboutWhat()
  if (noun === 'rung' && group === null && !isNarrowed) throw new Misunderstanding('Rungs that there are, or times that one was climbed? Ask “how many rungs failed”, or “rungs by outcome”.', 'Szczeble, które są, czy ile razy ich użyto? Zapytaj na przykład „szczeble według wyniku”.')
  return { shape: { is: 'count' }, group, order: null, limit: null }
}

export function shapeListed(left: Parts, subject: Subject, said: readonly Said[], group: Query['group']): Shaped {
  const { superlative, limit, ask, isTop, isDistinct } = left
  const { entity, isPlural, key } = subject
  Object.assign(left, { ask: null, superlative: null, limit: null, isTop: false, isDistinct: isDistinct && key === null })
  if (limit !== null && superlative === null) throw aboutWhat()
  if (ask === 'who') return shapeWho(subject, group, superlative, limit)
  const direction = superlative?.direction === 'least' ? 'asc' : 'desc'
  if (group !== null && (superlative === null || superlative.by === 'count')) {
    if (ask === 'when' || ask === 'why') throw aboutWhat()
    return { shape: { is: 'count' }, group, order: superlative && { by: 'value', direction }, limit: superlative && (limit ?? (isPlural && isTop ? someRows : 1)) }
  }
  if (superlative && (superlative.by === 'count' || superlative.by === 'size' || (group !== null && key === null))) throw notHere(superlative.text)
  if (isTop && superlative === null) throw new Misunderstanding('I do not understand the most of what is asked for.', 'Nie rozumiem, czego ma być najwięcej.')
  const { time, ended, why, duration } = entities[entity]
  const longest = superlative?.by === 'duration' ? (nounOf(subject.noun).duration ?? duration) : undefined
  if (superlative?.by === 'duration' && longest === undefined) throw notHere(superlative.text)
  if (ask === 'when' && time === null) throw aboutWhat()
  if (ask === 'why' && why === undefined) throw new Misunderstanding('The ledger does not say why.', 'Księga nie mówi dlaczego.')
  const moment = saysEnd(said) && ended !== undefined ? ended : time
  return {
    shape: { is: 'list', first: [...(ask === 'when' && moment !== null ? [moment] : []), ...(ask === 'why' && why !== undefined ? [why] : []), ...keyColumn(subject), ...(longest === undefined ? [] : [columnOf(entity, longest)])] },
    group: null, order: superlative && { by: longest ?? 'time', direction }, limit: superlative && (limit ?? (isPlural && key === null ? someRows : 1)),
  }
}

function shapeWho({ entity }: Subject, group: Query['group'], superlative: Parts['superlative'], limit: number | null): Shaped {
  const { author } = dimensionsOf(entity)
  if (!author || group !== null) throw new Misunderstanding('The ledger does not say who.', 'Księga nie mówi kto.')
  const direction = superlative?.direction === 'least' ? 'asc' : 'desc'
  if (superlative?.by === 'count') return { shape: { is: 'count' }, group: { by: 'dimension', dimension: 'author' }, order: { by: 'value', direction }, limit: limit ?? 1 }
  if (superlative && superlative.by !== 'time') throw notHere(superlative.text)
  return { shape: { is: 'list', first: [author.column] }, group: null, order: superlative && { by: 'time', direction }, limit: superlative && (limit ?? 1) }
}

function keyColumn({ entity, key }: Subject): string[] {
  const column = key?.by === 'dimension' ? dimensionsOf(entity)[key.dimension]?.column : undefined
  return column === undefined ? [] : [column]
}
