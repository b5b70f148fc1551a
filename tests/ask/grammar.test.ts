// A question taken apart: nothing is guessed, and no word that says something goes unheard.
import Sqlite from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import { examples } from '../../lib/ask/examples.ts'
import { lex } from '../../lib/ask/grammar/lex.ts'
import { formsOf } from '../../lib/language/forms.ts'
import { english } from '../../lib/ask/grammar/lexicon-en.ts'
import { polish } from '../../lib/ask/grammar/lexicon-pl.ts'
import { valuesOfContract } from '../../lib/ask/grammar/lexicon-values.ts'
import { lexiconOf } from '../../lib/ask/grammar/lexicon.ts'
import type { Names } from '../../lib/ask/grammar/names.ts'
import { toSql } from '../../lib/ask/grammar/to-sql.ts'
import { tokensOf } from '../../lib/ask/grammar/tokens.ts'
import { understandQuestion } from '../../lib/ask/grammar/understand-question.ts'
import type { Query } from '../../lib/ask/grammar/query.ts'

const timeZone = 'Europe/Warsaw'
/** A Wednesday. */
const now = Date.parse('2026-11-18T16:30:00+01:00')
const names: Names = {
  organism: [{ name: 'bubble-sort', also: 'Bubble sort' }, { name: 'beacon', also: 'Beacon' }, { name: 'today' }],
  fault: [{ name: 'syntax-error', also: 'Break the syntax' }, { name: 'sigkill', also: 'Kill the process' }],
  core: [{ name: 'a' }, { name: 'b' }], author: [{ name: 'operator' }, { name: 'player-ania' }],
}
const understood = (question: string, at = now) => understandQuestion(question, names, { now: at, timeZone })
const why = (question: string): string => {
  const result = understood(question)
  return result.query === null ? result.why : `understood as ${sqlOf(question) ?? ''}`
}
function sqlOf(question: string): string | null {
  const { query } = understood(question)
  return query && toSql(query, { begin: now - 1e9, now, timeZone }).sql
}

test('forms are multiplied out', () => {
  expect(formsOf('(|the )last')).toEqual(['last', 'the last'])
  expect(formsOf('a(b|c)d(e|f)')).toEqual(['abde', 'abdf', 'acde', 'acdf'])
})

test('a question is words, numbers, dates and times; what only parts them is left out', () => {
  expect(tokensOf('Jak długo, od 14:30 — “Bubble-sort’s” 5s?').map(({ word }) => word)).toEqual(['jak', 'dlugo', ',', 'od', '14:30', 'bubble', 'sort', '5', 's'])
  expect(tokensOf('2026-11-18 bubble-sort.g0007 95th 90%').map(({ word }) => word)).toEqual(['2026-11-18', 'bubble-sort.g0007', '95th', '90', '%'])
})

test.each(examples)('an example is understood: $question', ({ question, language }) => {
  expect(understood(question)).toMatchObject({ language, query: expect.anything() })
})

describe('a time', () => {
  const local = (time: number | null | undefined): string | null => (time == null ? null : new Date(time + 3_600_000).toISOString().slice(0, 16).replace('T', ' '))
  const range = (question: string): (string | null)[] => {
    const { query } = understood(question)
    return query?.range ? [local(query.range.from), local(query.range.to)] : []
  }
  test.each<[string, string | null, string | null]>([
    ['incidents today', '2026-11-18 00:00', '2026-11-19 00:00'],
    ['incidents yesterday', '2026-11-17 00:00', '2026-11-18 00:00'],
    ['incidents since yesterday', '2026-11-17 00:00', null],
    ['incidents since 14:00', '2026-11-18 14:00', null],
    ['incidents since 18:00', '2026-11-17 18:00', null],
    ['incidents between 9 and 12', '2026-11-18 09:00', '2026-11-18 12:00'],
    ['incidents yesterday between 9:00 and 12:30', '2026-11-17 09:00', '2026-11-17 12:30'],
    ['incidents before noon', null, '2026-11-18 12:00'],
    ['incidents since yesterday at 18:00', '2026-11-17 18:00', null],
    ['incidents in the last hour', '2026-11-18 15:30', null],
    ['incidents in the last half hour', '2026-11-18 16:00', null],
    ['incidents of the past 3 days', '2026-11-15 16:30', null],
    ['incidents last week', '2026-11-09 00:00', '2026-11-16 00:00'],
    ['incidents in the last week', '2026-11-11 16:30', null],
    ['incidents this week', '2026-11-16 00:00', '2026-11-23 00:00'],
    ['incidents on Monday', '2026-11-16 00:00', '2026-11-17 00:00'],
    ['incidents on Thursday', '2026-11-12 00:00', '2026-11-13 00:00'],
    ['incidents on 3 November', '2026-11-03 00:00', '2026-11-04 00:00'],
    ['incidents on December 24th', '2025-12-24 00:00', '2025-12-25 00:00'],
    ['incidents in November', '2026-11-01 00:00', '2026-12-01 00:00'],
    ['incidents on 2026-11-01', '2026-11-01 00:00', '2026-11-02 00:00'],
    ['incidents from Monday to Tuesday', '2026-11-16 00:00', '2026-11-18 00:00'],
    ['incidents 2 days ago', '2026-11-16 00:00', '2026-11-17 00:00'],
    ['incidents since 2 hours ago', '2026-11-18 14:30', null],
    ['incydenty od poniedziałku do wtorku', '2026-11-16 00:00', '2026-11-18 00:00'],
    ['incydenty w ostatniej godzinie', '2026-11-18 15:30', null],
    ['incydenty z ostatnich 20 minut', '2026-11-18 16:10', null],
    ['incydenty w zeszłym tygodniu', '2026-11-09 00:00', '2026-11-16 00:00'],
    ['incydenty 3 listopada', '2026-11-03 00:00', '2026-11-04 00:00'],
    ['incydenty od wczoraj od 18:00', null, null],
  ])('%s', (question, from, to) => {
    expect(range(question)).toEqual(from === null && to === null ? [] : [from, to])
  })

  test.each(['incidents on 31 February', 'incidents between 12:00 and 9:00', 'incidents today and yesterday', 'incidents since 25:00', 'incidents at 14:00'])('%s: none', (question) => {
    expect(understood(question).query).toBeNull()
  })
})

describe('hours, days and weeks across a change of the clocks', () => {
  // In Warsaw, on 29 March 2026 the clock goes from 02:00 to 03:00, on 25 October 2026 from 03:00 back to 02:00.
  const bucket = (unit: 'hour' | 'day' | 'week', times: readonly string[], timeZone = 'Europe/Warsaw'): string[] => {
    const query: Query = { entity: 'pulses', noun: 'pulse', shape: { is: 'count' }, filters: [], range: null, group: { by: 'time', unit }, having: null, order: null, limit: null }
    const { sql } = toSql(query, { begin: Date.parse('2026-01-01T00:00:00Z'), now: Date.parse('2026-12-31T00:00:00Z'), timeZone })
    const db = new Sqlite(':memory:')
    db.exec('create table pulses (at integer)')
    for (const time of times) db.prepare('insert into pulses values (?)').run(Date.parse(time))
    return db.prepare<[], number>(sql).pluck().all().map((time) => new Date(time).toISOString())
  }
  test('a day begins by the clock of its own midnight', () => {
    expect(bucket('day', ['2026-03-29T00:30:00+01:00', '2026-03-29T23:30:00+02:00', '2026-03-30T00:30:00+02:00'])).toEqual(['2026-03-28T23:00:00.000Z', '2026-03-29T22:00:00.000Z'])
    expect(bucket('day', ['2026-10-25T00:30:00+02:00', '2026-10-25T23:30:00+01:00', '2026-10-26T00:30:00+01:00'])).toEqual(['2026-10-24T22:00:00.000Z', '2026-10-25T23:00:00.000Z'])
  })
  test('far ahead of UTC too', () => {
    expect(bucket('day', ['2026-09-27T01:00:00+12:00', '2026-09-27T10:00:00+13:00', '2026-09-28T01:00:00+13:00'], 'Pacific/Auckland')).toEqual(['2026-09-26T12:00:00.000Z', '2026-09-27T11:00:00.000Z'])
  })
  test('a week begins on Monday', () => {
    expect(bucket('week', ['2026-03-23T00:30:00+01:00', '2026-03-29T23:30:00+02:00', '2026-03-30T00:30:00+02:00'])).toEqual(['2026-03-22T23:00:00.000Z', '2026-03-29T22:00:00.000Z'])
  })
  test('the hour that comes twice is two hours', () => {
    expect(bucket('hour', ['2026-10-25T02:30:00+02:00', '2026-10-25T02:30:00+01:00'])).toEqual(['2026-10-25T00:00:00.000Z', '2026-10-25T01:00:00.000Z'])
  })
})

describe('what is refused, and why', () => {
  test.each<[string, RegExp]>([
    ['how many frobnications today', /“frobnications”/],
    ['how many incidets today', /“incidets”.*“incidents”/],
    ['ile incydetów dzisiaj', /„incydetów”.*„incydentow”/],
    ['syntax-error incidents', /may be a verdict or a fault/],
    ['incidents not healed by repair', /what of it is denied/],
    ['organisms that do not have incidents', /denies/],
    ['which organisms were not quarantined', /not to which it has not/],
    ['which organisms crashed', /now, or were/],
    ['which rung is fastest', /on average/],
    ['incidents and faults', /./],
    ['incidents per organism per day', /one thing at a time/],
    ['average incidents per day', /of what “average”/],
    ['healed incidents that were quarantined', /together/],
    ['share of incidents with verdict timeout that were healed', /which part/],
    ['open incidents longer than 5 minutes', /once it is over/],
    ['how many of the last 10 incidents were healed', /how many of them/],
    ['organisms today', /understand/],
    ['top 5 organisms', /not what is asked of what/],
    ['most common verdict', /not what is asked of what/],
    ['incidents after the last takeover', /./],
    ['is beacon healthy', /not what is asked of what/],
    ['what did beacon do', /not what is asked of what/],
    ['pulses of ant.g0001', /ant.g0001/],
  ])('%s', (question, reason) => {
    expect(why(question)).toMatch(reason)
    expect(why(question)).not.toMatch(/^understood/)
  })
})

describe('names', () => {
  test('are known by their ids and by what people call them', () => {
    expect(sqlOf('incidents of Bubble sort')).toContain(`organism is 'bubble-sort'`)
    expect(sqlOf('how often did somebody kill the process')).toBeNull()
    expect(sqlOf('faults “Kill the process”')).toContain(`fault is 'sigkill'`)
  })
  test('that the language needs for something else are names beside their noun alone', () => {
    expect(sqlOf('incidents today')).toContain('opened_at >=')
    expect(sqlOf('incidents of organism today')).toContain(`organism is 'today'`)
    expect(sqlOf('a takeover of core a')).toContain(`core is 'a'`)
  })
  test('with a quote in them stay texts', () => {
    const { query } = understandQuestion('incidents of o’brien', { organism: [{ name: `o'brien` }] }, { now, timeZone })
    expect(query && toSql(query, { begin: now, now, timeZone }).sql).toContain(`organism is 'o''brien'`)
  })
})

test('marks are optional, and a language is told by its words', () => {
  expect(sqlOf('ile błędów wstrzyknięto dziś')).toBe(sqlOf('ile bledow wstrzyknieto dzis'))
  expect([understood('beacon incidents').language, understood('incydenty beacon').language]).toEqual(['en', 'pl'])
})

describe('no word that says something goes unheard', () => {
  const lexicons = { en: lexiconOf([...english, ...valuesOfContract]), pl: lexiconOf([...polish, ...valuesOfContract]) }
  /** What a question would be another one without. */
  const telling = ['value', 'not', 'day', 'since', 'until', 'before', 'after', 'between', 'aggregate', 'compare', 'unit', 'per-unit', 'month', 'previous', 'this', 'ago', 'or', 'half', 'superlative', 'top']
  const wordsIn = (language: 'en' | 'pl'): string[] => [...lexicons[language]].filter(([, meanings]) => meanings.every(({ is }) => telling.includes(is))).map(([phrase]) => phrase)

  test.each<['en' | 'pl', string]>([
    ['en', 'how many incidents of beacon were healed'], ['en', 'average healing time per organism'], ['en', 'which fault was injected most often'],
    ['en', 'show the longest incidents of bubble-sort'], ['en', 'when did core b take over'], ['en', 'what share of attempts were accepted'],
    ['pl', 'ile incydentów w beacon'], ['pl', 'średni czas leczenia według błędu'], ['pl', 'które organizmy są zdrowe'],
  ])('%s: %s', (language, question) => {
    const said = sqlOf(question)
    expect(said).not.toBeNull()
    const own = lexicons[language]
    const meant = new Set(lex(question, own, () => false).items.flatMap(({ meanings }) => meanings.map((meaning) => JSON.stringify(meaning))))
    // What means the same as a word that is there may be said twice.
    const others = wordsIn(language).filter((phrase, place) => place % 5 === 0 && phrase !== 'open' && !(own.get(phrase) ?? []).some((meaning) => meant.has(JSON.stringify(meaning))))
    expect(others.length).toBeGreaterThan(30)
    const unheard = others.filter((phrase) => [`${question} ${phrase}`, `${phrase} ${question}`].some((longer) => sqlOf(longer) === said))
    expect(unheard).toEqual([])
  })
})
