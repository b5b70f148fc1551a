import { columnOf } from './catalogue.ts'
import { entities, type Dimension, type DimensionId, type EntityId } from './entities.ts'
import { dayMs, offsetsBetween, wallOf } from './local-time.ts'
import type { AggregateFunction, Comparison, TimeUnit } from './meaning.ts'
import type { Filter, Query, Range } from './query.ts'

/** When the ledger begins and it is now, and where. */
export interface When { begin: number; now: number; timeZone: string }

export interface Statement {
  sql: string
  /** The events behind the answer, the newest first; null: there are none. `top`: the value of the group that the answer names. */
  events: (top: string | number | null) => string | null
}

/** So many events behind an answer are named. */
const mostEvents = 50

/** A statement over the views, as somebody might have written it. */
export function toSql(query: Query, when: When): Statement {
  const { entity, shape, group, having, order, limit } = query
  const where = conditions(query, when)
  const from = `from ${entity}${where}`
  const bucket = group && groupOf(query, group, when)
  const end = limit === null ? '' : `\nlimit ${limit}`
  const events = (top: string | number | null): string | null => {
    if (entities[entity].hasNoEvents) return null
    const named = bucket && top !== null ? `${where === '' ? '\nwhere' : ' and'} ${bucket.sql} = ${literal(top)}` : ''
    const few = shape.is === 'list' && limit !== null ? `select seq from (select seq ${from}${ordered(query)}${end})` : `select seq ${from}${named}${where === '' && named === '' ? '\nwhere' : ' and'} seq is not null`
    return `${few}\norder by seq desc\nlimit ${mostEvents}`
  }
  if (shape.is === 'list') {
    const columns = [...new Set([...shape.first, ...entities[entity].list])]
    return { sql: `select ${columns.join(', ')}\n${from}${ordered(query)}${end}`, events }
  }
  const value = valueOf(query)
  if (!bucket) return { sql: `select ${value.all}\n${from}`, events }
  const having_ = having === null ? '' : `\nhaving count(*) ${operators[having.op]} ${having.number}`
  const grouped = `${source(query, bucket, value, from)}\ngroup by 1${having_}`
  const key = manyRows.includes(entity) || bucket.sql === bucket.name ? bucket.name : `${bucket.sql} as ${bucket.name}`
  // The most is what none has more of: it may be more than one.
  if (order !== null && limit === 1) {
    const ranked = `select ${key}, ${value.all}, rank() over (order by ${value.sql} ${order.direction}) as place\n${grouped}`
    return { sql: `with ranked as (\n  ${ranked.replaceAll('\n', '\n  ')}\n)\nselect ${bucket.name}, ${value.names.join(', ')}\nfrom ranked\nwhere place = 1\norder by 1`, events }
  }
  const way = order !== null ? `${value.sql} ${order.direction}, 1` : bucket.isTime ? '1' : `${value.sql} desc, 1`
  return { sql: `select ${key}, ${value.all}\n${grouped}\norder by ${way}${end}`, events }
}

/** Entities of so many rows that to sort them whole would take more memory than there is. */
const manyRows: readonly EntityId[] = ['pulses', 'events']

/** Of many rows, SQLite is handed only what is asked of them: the limit keeps it from looking at the rest. */
function source({ entity }: Query, bucket: { sql: string; name: string }, { columns }: { columns: readonly string[] }, from: string): string {
  if (!manyRows.includes(entity)) return from
  const key = bucket.sql === bucket.name ? bucket.sql : `${bucket.sql} as ${bucket.name}`
  return `from (select ${[...new Set([key, ...columns])].join(', ')} ${from.replaceAll('\n', ' ')} limit -1)`
}

/** What a group is ordered by, all that is told of it, the names of that, and the columns that it is made of. */
function valueOf(query: Query): { sql: string; all: string; names: string[]; columns: string[] } {
  const { sql, all, columns = [] } = valueIn(query)
  return { sql, all, columns, names: [...all.matchAll(/ as (\w+)/g)].map(([, name]) => name ?? '') }
}

function valueIn({ shape, entity }: Query): { sql: string; all: string; columns?: string[] } {
  const count = `count(*) as ${entity}`
  switch (shape.is) {
    case 'count': return { sql: 'count(*)', all: count }
    case 'distinct': {
      const { column } = dimension(entity, shape.dimension)
      return { sql: `count(distinct ${column})`, all: `count(distinct ${column}) as different_${column}` }
    }
    case 'aggregate': {
      const column = columnOf(entity, shape.measure)
      const sql = aggregates[shape.function](column, shape.percent ?? 50)
      const name = `${shape.function === 'percentile' ? `p${shape.percent ?? 50}` : shape.function}_${column}`
      return { sql, all: `${sql} as ${name}, count(${column}) as ${entity}`, columns: [column] }
    }
    case 'durations': {
      const column = columnOf(entity, shape.measure)
      const all = `avg(${column}) as average_${column}, median(${column}) as median_${column}, min(${column}) as shortest_${column}, max(${column}) as longest_${column}, count(${column}) as ${entity}`
      return { sql: `avg(${column})`, all, columns: [column] }
    }
    case 'share': {
      const test = shape.of.map((filter) => condition(entity, filter)).join(' and ')
      const columns = shape.of.flatMap((filter) => (filter.is === 'value' ? [dimension(entity, filter.dimension).column] : []))
      return { sql: `avg(${test})`, all: `avg(${test}) as share, sum(${test}) as part, ${count}`, columns }
    }
    case 'parts': return { sql: 'count(*)', all: `1.0 * count(*) / sum(count(*)) over () as share, ${count}` }
    case 'list': return { sql: '', all: '' }
  }
}

const aggregates: Record<AggregateFunction, (column: string, percent: number) => string> = {
  average: (column) => `avg(${column})`,
  median: (column) => `median(${column})`,
  longest: (column) => `max(${column})`,
  shortest: (column) => `min(${column})`,
  sum: (column) => `sum(${column})`,
  percentile: (column, percent) => `percentile(${column}, ${percent})`,
}

/** The newest first, unless something else is asked for. Events are numbered as they come, and found by that. */
function ordered({ entity, order }: Query): string {
  const { time, list, isLate, hasNoEvents } = entities[entity]
  if (time === null) return `\norder by ${list[0] ?? '1'}`
  const byTime = hasNoEvents === true || isLate === true ? time : 'seq'
  if (order === null) return `\norder by ${byTime} desc`
  if (order.by === 'time' || order.by === 'value') return `\norder by ${byTime} ${order.direction}`
  return `\norder by ${columnOf(entity, order.by)} ${order.direction}, ${byTime} desc`
}

const isNumber = ({ entity }: Query, column: string): boolean => Object.values(entities[entity].measures).includes(column)

function conditions(query: Query, when: When): string {
  const { entity, group, shape } = query
  const asked = group?.by === 'dimension' && group.isAsked && shape.is !== 'list' ? [`${dimension(entity, group.dimension).column} is not null`] : []
  // How long something took is known once it is over; a group without any that is has nothing to show.
  const isGrouped = group !== null && (shape.is === 'aggregate' || shape.is === 'durations')
  const measured = isGrouped ? [`${columnOf(entity, shape.measure)} is not null`] : shape.is === 'list' ? shape.first.flatMap((column) => (isNumber(query, column) ? [`${column} is not null`] : [])) : []
  const all = [...query.filters.map((filter) => condition(entity, filter)), ...asked, ...measured, ...(query.range ? between(query.range, when) : [])]
  return all.length === 0 ? '' : `\nwhere ${all.join(' and ')}`
}

const operators: Record<Comparison, string> = { more: '>', less: '<', 'at-least': '>=', 'at-most': '<=' }

function condition(entity: EntityId, filter: Filter): string {
  if (filter.is === 'compare') return `${columnOf(entity, filter.measure)} ${operators[filter.op]} ${filter.number}`
  const { column, isTest } = dimension(entity, filter.dimension)
  const [first] = filter.values
  if (isTest) return (first === 1) === !filter.isNot ? `(${column})` : `(not (${column}))`
  // What is not known is not so: `is`, not `=`.
  if (filter.values.length === 1) return `${column} is ${filter.isNot ? 'not ' : ''}${literal(first ?? null)}`
  const list = filter.values.map((value) => literal(value)).join(', ')
  return filter.isNot ? `(${column} is null or ${column} not in (${list}))` : `${column} in (${list})`
}

const literal = (value: string | number | null): string => (value === null ? 'null' : typeof value === 'number' ? String(value) : `'${value.replaceAll('\'', '\'\'')}'`)

/** Moments with what the clock shows beside them, for who reads the statement. */
function between({ from, to, column }: Range, { timeZone }: When): string[] {
  const shown = (time: number): string => `${time} /* ${new Date(wallOf(time, timeZone)).toISOString().slice(0, 16).replace('T', ' ')} */`
  return [...(from === null ? [] : [`${column} >= ${shown(from)}`]), ...(to === null ? [] : [`${column} < ${shown(to)}`])]
}

function dimension(entity: EntityId, id: DimensionId): Dimension {
  const found = entities[entity].dimensions[id]
  if (!found) throw new Error(`${entity} have no ${id}`)
  return found
}

function groupOf({ entity, range }: Query, group: NonNullable<Query['group']>, when: When): { sql: string; name: string; isTime: boolean } {
  if (group.by === 'dimension') {
    const { column } = dimension(entity, group.dimension)
    return { sql: column, name: column, isTime: false }
  }
  const column = range?.column ?? entities[entity].time ?? 'at'
  return { ...bucketOf(column, group.unit, when), isTime: true }
}

/** The moment that a row's hour, day or week began; months have names. */
function bucketOf(column: string, unit: TimeUnit, { begin, now, timeZone }: When): { sql: string; name: string } {
  const offsets = offsetsBetween(begin, now, timeZone)
  const [first] = offsets
  const isSteady = offsets.length === 1
  /** Of the clocks, at a moment; or where they show it. */
  const ahead = (of: string, isWall: boolean): string =>
    isSteady ? String(first?.offset ?? 0) : `case ${offsets.slice(1).toReversed().map(({ from, offset }) => `when ${of} >= ${isWall ? from + offset : from} then ${offset}`).join(' ')} else ${first?.offset ?? 0} end`
  const isUtc = isSteady && first?.offset === 0
  const wall = isUtc ? column : `(${column} + ${ahead(column, false)})`
  const length = lengths[unit]
  if (length === undefined) return { sql: `strftime('%Y-%m', ${wall} / 1000, 'unixepoch')`, name: 'month' }
  if (length < dayMs) return { sql: offsets.every(({ offset }) => offset % length === 0) ? `${column} - ${column} % ${length}` : `${column} - ${wall} % ${length}`, name: `${unit}_at` }
  // The first of January 1970 was a Thursday.
  const since = unit === 'week' ? `(${wall} + ${3 * dayMs}) % ${length}` : `${wall} % ${length}`
  if (isSteady) return { sql: `${column} - ${since}`, name: `${unit}_at` }
  // Where the clocks were changed on that day, it has begun by the clocks as they were.
  const start = `(${wall} - ${since})`
  return { sql: `${start} - ${ahead(start, true)}`, name: `${unit}_at` }
}

const lengths: Partial<Record<TimeUnit, number>> = { second: 1_000, minute: 60_000, hour: 3_600_000, day: dayMs, week: 7 * dayMs }

/** What the rows of a query are called by, and how they are drawn. */
export const chartOf = ({ shape, group }: Query): { kind: 'bar' | 'line'; x: number; y: number } | null =>
  group === null || shape.is === 'list' ? null : { kind: group.by === 'time' && (shape.is === 'aggregate' || shape.is === 'durations') ? 'line' : 'bar', x: 0, y: 1 }

