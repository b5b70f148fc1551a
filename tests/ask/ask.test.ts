import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { ask, type TextToSql } from '../../lib/ask/ask.ts'
import { warmGuard } from '../../lib/ask/warm-guards.ts'
import { answerSchema, type Answer } from '../../lib/contract/ask.ts'
import { ModelTimeoutError, QueryRefusedError } from '../../lib/contract/errors.ts'
import { now, timeZone } from './seeded-scenes.ts'
import { seedLedger, type Seeded } from './seeded-ledger.ts'

vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 })

let seeded: Seeded
beforeAll(async () => { seeded = await seedLedger() })
afterAll(() => {
  warmGuard(seeded.path).close()
  seeded.cleanup()
})

async function asked(question: string, more: { sql?: string; model?: TextToSql } = {}): Promise<Answer> {
  const { sql, model } = more
  const answer = await ask({ request: { question, ...(sql !== undefined && { sql }) }, ledgerPath: seeded.path, now: () => now, timeZone, faults: [{ id: 'leak', label: 'Leak memory' }], ...(model && { model }) })
  return answerSchema.parse(answer)
}

describe('by the grammar', () => {
  test.each<[string, string]>([
    ['how many incidents of beacon were healed today', 'Incidents: 2 (organism: beacon; end: healed; ended 17 Nov, 00:00 – 18 Nov, 00:00).'],
    ['ile incydentów w beacon dzisiaj', 'Incydenty: 2 (organizm: beacon; 17 lis, 00:00 – 18 lis, 00:00).'],
    ['average healing time of bubble-sort', 'Average healing time: 2.22 s (incidents: 9) (organism: bubble-sort).'],
    ['which organism had the most incidents', 'Most incidents: bubble-sort – 9.'],
    ['which organism had the most restarts', 'Most restarts: beacon, bubble-sort – 9.'],
    ['incidents per day', 'Incidents by day: Thu 16 Nov 9, Fri 17 Nov 9, Wed 15 Nov 7 and 1 more.'],
    ['what share of incidents were healed by antibody', '17.9% (5 of 28 – incidents): end: healed, rung: antibody.'],
    ['how long did takeovers take', 'Takeover time: average 328 ms, median 120 ms, from 14 ms to 850 ms (takeovers: 3) (taken over from another core).'],
    ['incidents of beacon that were quarantined', 'No incidents (organism: beacon; end: quarantined).'],
    ['faults leak', 'No faults (fault: leak).'],
    ['3 najdłuższe incydenty', 'Incydenty: 3, czas leczenia ↓; na początku 29,84 s, inc-14.'],
  ])('%s', async (question, sentence) => {
    expect(await asked(question)).toMatchObject({ question, by: 'grammar', unknown: [], sentence })
  })

  test('its statement can be run again as it stands, with the same rows', async () => {
    const answer = await asked('average healing time per fault since Wednesday')
    const again = await asked('average healing time per fault since Wednesday', { sql: answer.sql! })
    expect(again).toMatchObject({ by: 'you', columns: answer.columns, rows: answer.rows })
  })

  test('rows of days are drawn as bars over time, averages over time as a line, one row not at all', async () => {
    expect(await asked('incidents per day')).toMatchObject({ chart: { kind: 'bar', x: 0, y: 1 }, columns: [{ name: 'day_at', kind: 'time' }, { name: 'incidents', kind: 'number' }] })
    expect(await asked('average healing time per day')).toMatchObject({ chart: { kind: 'line', x: 0, y: 1 }, columns: [{ kind: 'time' }, { name: 'average_heal_ms', kind: 'duration' }, { kind: 'number' }] })
    expect(await asked('how many incidents')).toMatchObject({ chart: null })
  })

  test('the events behind it are those that were counted, the newest first', async () => {
    const seqs = (of: (organism: string | null) => boolean): number[] => seeded.events.filter(({ kind, organism }) => kind === 'incident-open' && of(organism)).map(({ seq }) => seq).toReversed()
    expect((await asked('how many incidents')).events).toEqual(seqs(() => true))
    expect((await asked('which organism had the most incidents')).events).toEqual(seqs((organism) => organism === 'bubble-sort'))
    expect((await asked('last 2 incidents of beacon')).events).toEqual(seqs((organism) => organism === 'beacon').slice(0, 2))
    expect((await asked('heartbeats')).events).toEqual([])
    expect((await asked('how many pulses')).events).toHaveLength(50)
  })
})

describe('not understood', () => {
  test('says what, and what could be asked, and looks nothing up', async () => {
    expect(await asked('how many unicorns today')).toMatchObject({ by: null, unknown: ['unicorns'], sql: null, rows: [], events: [], sentence: expect.stringMatching(/^I do not understand “unicorns”\. You can ask, for example: “.+”\.$/) })
    expect(await asked('ile jednorożców dzisiaj')).toMatchObject({ language: 'pl', unknown: ['jednorożców'], sentence: expect.stringMatching(/^Nie rozumiem „jednorożców”\. Możesz zapytać na przykład: „.+”\.$/) })
  })
})

describe('by a statement of one’s own', () => {
  test('is run as it stands; what its columns are is told by their names', async () => {
    const answer = await asked('anything', { sql: 'select organism, max(heal_ms) as longest_ms, min(opened_at) as first_at, 0.5 as share, seq from incidents group by 1 order by 1 limit 2' })
    expect(answer).toMatchObject({ by: 'you', columns: [{ name: 'organism', kind: 'text' }, { name: 'longest_ms', kind: 'duration' }, { name: 'first_at', kind: 'time' }, { name: 'share', kind: 'share' }, { name: 'seq', kind: 'number' }] })
    expect(answer.events).toEqual(answer.rows.map((row) => row[4]).toSorted((a, b) => Number(b) - Number(a)))
  })
  test('a name that says more than its values is not believed', async () => {
    expect((await asked('x', { sql: `select 'monday' as first_at` })).columns).toEqual([{ name: 'first_at', kind: 'text' }])
  })
  test('one value is the answer', async () => {
    expect((await asked('x', { sql: 'select sum(heal_ms) as lost_ms from incidents' })).sentence).toBe('lost_ms: 2 min 10 s.')
  })
  test('what is refused says so', async () => {
    await expect(asked('x', { sql: 'delete from events' })).rejects.toThrow(QueryRefusedError)
  })
})

describe('by a model', () => {
  const strange = 'how many unicorns today'
  test('is asked only where the grammar does not understand, with the views', async () => {
    const model = vi.fn<TextToSql>(async () => 'select count(*) as unicorns from incidents')
    expect(await asked('how many incidents', { model })).toMatchObject({ by: 'grammar' })
    expect(model).not.toHaveBeenCalled()
    expect(await asked(strange, { model })).toMatchObject({ by: 'model', rows: [[28]], unknown: [], sentence: 'unicorns: 28.' })
    expect(model).toHaveBeenCalledExactlyOnceWith(strange, expect.stringContaining('incidents -- One row for each incident'), null)
  })
  test('may mend its statement once', async () => {
    const model = vi.fn<TextToSql>(async (_question, _schema, problem) => (problem === null ? 'select unicorns from incidents' : 'select 1 as one'))
    expect(await asked(strange, { model })).toMatchObject({ by: 'model', rows: [[1]] })
    expect(model.mock.calls[1]?.[2]).toEqual({ sql: 'select unicorns from incidents', error: expect.stringContaining('no such column: unicorns') })
  })
  test('that writes more than it may, twice, has not understood either', async () => {
    const model = vi.fn<TextToSql>(async () => 'drop table events')
    expect(await asked(strange, { model })).toMatchObject({ by: null, unknown: ['unicorns'], sql: null, sentence: expect.stringContaining('DROP') })
    expect(model).toHaveBeenCalledTimes(2)
  })
  test('that does not answer has not understood either', async () => {
    expect(await asked(strange, { model: async () => { throw new ModelTimeoutError('It took too long.') } })).toMatchObject({ by: null, sentence: expect.stringContaining('It took too long.') })
  })
  test('a mistake of ours is not hidden', async () => {
    await expect(asked(strange, { model: async () => { throw new TypeError('oops') } })).rejects.toThrow(TypeError)
  })
})
