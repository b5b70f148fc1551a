import type { Column, Language } from '../../contract/ask.ts'
import type { Json } from '../../contract/json.ts'
import { formatDay, formatDuration, formatNumber, formatTime, formatValue, type Tongue } from '../format.ts'
import { entities } from './entities.ts'
import type { Filter, Query } from './query.ts'
import { wordsOf, type Words } from './words.ts'

interface Result { columns: readonly Column[]; rows: readonly (readonly Json[])[]; truncated: boolean }

/** So many groups are named; the table has them all. */
const namedGroups = 3
/** Of those that share the first place. */
const namedTies = 5

/** The answer in words, with what was understood: so that a question that was misread shows. */
export function toSentence(query: Query, result: Result, tongue: Tongue): string {
  const words = wordsOf[tongue.language]
  const noun = words.nouns[query.noun] ?? words.nouns[query.entity]
  const about = conditionsIn(query, words, tongue)
  return `${capital(`${whatIs(query, result, noun, words, tongue)}${about === '' ? '' : ` (${about})`}`)}.`
}

function whatIs(query: Query, result: Result, noun: string, words: Words, tongue: Tongue): string {
  const { shape, group } = query
  const [first] = result.rows
  const isDaily = group?.by === 'time' && (group.unit === 'day' || group.unit === 'week')
  const shown = (row: readonly Json[] | undefined, place: number): string => {
    const value = row?.[place] ?? null
    return isDaily && place === 0 && typeof value === 'number' ? formatDay(value, tongue) : formatValue(value, result.columns[place]?.kind ?? 'text', tongue)
  }
  const name = (part: keyof typeof phrases, ...said: string[]): string => phrases[part][tongue.language](...said)
  if (shape.is === 'list') return listed(query, result, noun, words, tongue)
  const value = shape.is === 'share' ? name('shareOf', noun, shape.of.map((filter) => filterIn(filter, words, tongue)).join(', ')) : valueName(query, words, noun, tongue)
  if (group) {
    const by = group.by === 'time' ? words.units[group.unit] : (words.dimensions[group.dimension] ?? group.dimension)
    if (first === undefined) return name('none', noun)
    if (query.limit === 1) return `${name(shape.is === 'count' ? (query.order?.direction === 'asc' ? 'least' : 'most') : query.order?.direction === 'asc' ? 'lowest' : 'highest', value)}: ${result.rows.slice(0, namedTies).map((row) => shown(row, 0)).join(', ')}${result.rows.length > namedTies ? ` ${name('more', String(result.rows.length - namedTies))}` : ''} – ${shown(first, 1)}`
    const named = group.by === 'time' && query.order === null ? result.rows.toSorted((a, b) => Number(b[1] ?? 0) - Number(a[1] ?? 0)) : result.rows
    const few = named.slice(0, namedGroups).map((row) => `${shown(row, 0)} ${shown(row, 1)}`).join(', ')
    const more = result.rows.length - namedGroups
    return `${name('by', value, by)}: ${few}${more > 0 ? ` ${name('more', String(more))}` : ''}`
  }
  switch (shape.is) {
    case 'count':
    case 'distinct': return `${value}: ${shown(first, 0)}`
    case 'share': return first?.[0] === null || first === undefined ? name('none', noun) : `${shown(first, 0)} (${name('of', shown(first, 1), shown(first, 2))} – ${noun}): ${shape.of.map((filter) => filterIn(filter, words, tongue)).join(', ')}`
    case 'parts': return name('none', noun)
    case 'aggregate': return first?.[0] === null ? name('unmeasured', noun) : `${value}: ${shown(first, 0)} (${noun}: ${shown(first, 1)})`
    case 'durations': return first?.[0] === null ? name('unmeasured', noun) : `${words.measures[shape.measure]}: ${name('durations', shown(first, 0), shown(first, 1), shown(first, 2), shown(first, 3))} (${noun}: ${shown(first, 4)})`
  }
}

function valueName({ shape }: Query, words: Words, noun: string, { language }: Tongue): string {
  switch (shape.is) {
    case 'aggregate': return shape.function === 'percentile' ? words.percentile(shape.percent ?? 50, words.measures[shape.measure]) : words.aggregates[shape.function](words.measures[shape.measure])
    case 'durations': return words.aggregates.average(words.measures[shape.measure])
    case 'distinct': return phrases.different[language](noun, words.dimensions[shape.dimension] ?? shape.dimension)
    case 'count':
    case 'share':
    case 'parts':
    case 'list': return noun
  }
}

function listed({ order, limit, shape }: Query, { rows, columns, truncated }: Result, noun: string, words: Words, tongue: Tongue): string {
  const { language } = tongue
  const [first] = rows
  if (first === undefined) return phrases.none[language](noun)
  const cell = (place: number): string => formatValue(first[place] ?? null, columns[place]?.kind ?? 'text', tongue)
  const lead = shape.is === 'list' ? shape.first.length : 0
  const told = [...first.keys()].slice(0, Math.max(2, lead)).filter((place) => first[place] !== null).map(cell).join(', ')
  if (rows.length === 1) return `${noun}: ${told}`
  const count = `${noun}: ${truncated ? '> ' : ''}${formatNumber(rows.length, language)}`
  const by = order === null || order.by === 'time' ? phrases[order?.direction === 'asc' ? 'oldestFirst' : 'newestFirst'][language]() : `${words.measures[order.by as keyof Words['measures']]} ${order.direction === 'desc' ? '↓' : '↑'}`
  return `${count}${limit === null && order === null ? '' : `, ${by}`}; ${phrases.firstOf[language]()} ${told}`
}

function conditionsIn({ filters, range, having }: Query, words: Words, tongue: Tongue): string {
  const all = filters.map((filter) => filterIn(filter, words, tongue))
  if (having) all.push(`${words.comparisons[having.op]} ${having.number}`)
  if (range) all.push(rangeIn(range, tongue))
  return all.join('; ')
}

function filterIn(filter: Filter, words: Words, { language }: Tongue): string {
  if (filter.is === 'compare') {
    const isTime = Object.values(entities).some(({ measures }) => measures[filter.measure]?.endsWith('ms'))
    return `${words.measures[filter.measure]} ${words.comparisons[filter.op]} ${isTime ? formatDuration(filter.number, language) : formatNumber(filter.number, language)}`
  }
  const test = words.tests[filter.dimension]
  if (test) return (filter.values[0] === 1) === !filter.isNot ? test[0] : test[1]
  return `${words.dimensions[filter.dimension] ?? filter.dimension}: ${filter.isNot ? phrases.not[language]() : ''}${filter.values.join(phrases.or[language]())}`
}

function rangeIn({ from, to, column }: NonNullable<Query['range']>, tongue: Tongue): string {
  const { language } = tongue
  const which = column === 'closed_at' || column === 'ended_at' ? `${phrases.ended[language]()} ` : ''
  if (from !== null && to !== null) return `${which}${formatTime(from, tongue)} – ${formatTime(to, tongue)}`
  return from !== null ? `${which}${phrases.since[language](formatTime(from, tongue))}` : `${which}${phrases.before[language](formatTime(to ?? 0, tongue))}`
}

type Phrase = Record<Language, (...said: string[]) => string>
const phrases = {
  none: { en: (noun = '') => `no ${noun}`, pl: (noun = '') => `brak (${noun})` },
  unmeasured: { en: (noun = '') => `no ${noun} that it could be measured of`, pl: (noun = '') => `brak danych (${noun})` },
  by: { en: (value = '', by = '') => `${value} by ${by}`, pl: (value = '', by = '') => `${value}, podział: ${by}` },
  most: { en: (value = '') => `most ${value}`, pl: (value = '') => `${value}, najwięcej` },
  least: { en: (value = '') => `fewest ${value}`, pl: (value = '') => `${value}, najmniej` },
  highest: { en: (value = '') => `highest ${value}`, pl: (value = '') => `${value}, najwyżej` },
  lowest: { en: (value = '') => `lowest ${value}`, pl: (value = '') => `${value}, najniżej` },
  more: { en: (count = '') => `and ${count} more`, pl: (count = '') => `i jeszcze ${count}` },
  of: { en: (part = '', all = '') => `${part} of ${all}`, pl: (part = '', all = '') => `${part} z ${all}` },
  durations: {
    en: (average = '', median = '', least = '', most = '') => `average ${average}, median ${median}, from ${least} to ${most}`,
    pl: (average = '', median = '', least = '', most = '') => `średnio ${average}, mediana ${median}, od ${least} do ${most}`,
  },
  different: { en: (noun = '', by = '') => `${noun}, counted by ${by}`, pl: (noun = '', by = '') => `${noun}, różne (${by})` },
  shareOf: { en: (noun = '', what = '') => `share of ${what} among ${noun}`, pl: (noun = '', what = '') => `udział (${what}), ${noun}` },
  newestFirst: { en: () => 'the newest first', pl: () => 'od najnowszych' },
  oldestFirst: { en: () => 'the oldest first', pl: () => 'od najstarszych' },
  firstOf: { en: () => 'first of all', pl: () => 'na początku' },
  not: { en: () => 'not ', pl: () => 'nie ' },
  or: { en: () => ' or ', pl: () => ' lub ' },
  ended: { en: () => 'ended', pl: () => 'zakończone' },
  since: { en: (time = '') => `since ${time}`, pl: (time = '') => `od ${time}` },
  before: { en: (time = '') => `before ${time}`, pl: (time = '') => `przed ${time}` },
} satisfies Record<string, Phrase>

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
