// POST /api/ask and its vocabulary, as a request meets them.
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { warmGuard } from '../../lib/ask/warm-guards.ts'
import { answerSchema, vocabularySchema } from '../../lib/contract/ask.ts'
import { problemSchema } from '../../lib/contract/api.ts'
import type { CommandOutcome } from '../../lib/contract/command.ts'
import type { CommandDesk } from '../../lib/contract/ports/ledger.ts'
import type { House } from '../../lib/gate/lab.ts'
import { askQuestion, readVocabulary } from '../../lib/gate/operations/ask.ts'
import { route } from '../../lib/gate/route.ts'
import { openApiLab } from '../fixtures/gate/api-lab.ts'
import { incidentOpen, organismAdd } from '../conformance/event-samples.ts'

vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 })

let api: Awaited<ReturnType<typeof openApiLab>>
let house: House
beforeAll(async () => {
  api = await openApiLab()
  api.start()
  await api.append(organismAdd('ant'), incidentOpen('ant', 'i1'))
  const { visitor: _visitor, ...rest } = api.lab
  house = rest
})
afterAll(async () => {
  warmGuard(house.readingPath).close()
  await api.close()
})

/** @param change of what the handlers work with */
async function post(body: unknown, change: Partial<House> = {}): Promise<{ status: number; body: unknown }> {
  const { POST } = route(() => ({ ...house, ...change }), askQuestion)
  const response = await POST(new Request('http://localhost/api/ask', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }), { params: Promise.resolve({}) })
  return { status: response.status, body: await response.json() }
}

test('a question is answered', async () => {
  const { status, body } = await post({ question: 'how many incidents of ant' })
  expect(status).toBe(200)
  expect(answerSchema.parse(body)).toMatchObject({ by: 'grammar', rows: [[1]], events: [expect.any(Number)] })
})

test('a fault that the ledger has never seen is known by the list', async () => {
  expect((await post({ question: 'how many memory-squeeze faults' })).body).toMatchObject({ by: 'grammar', rows: [[0]] })
})

test('a statement that does more than read is refused as a problem, with the way out', async () => {
  const { status, body } = await post({ question: 'x', sql: 'drop view events' })
  expect(status).toBe(422)
  expect(problemSchema.parse(body)).toMatchObject({ code: 'query-refused', detail: expect.stringContaining('DROP') })
})

test('what is no question is malformed', async () => {
  for (const body of [{}, { question: ' ' }, { question: 'x'.repeat(501) }, { question: 'x', more: 1 }]) expect((await post(body)).status).toBe(400)
})

test('the vocabulary tells the views and questions', async () => {
  const { GET } = route(() => house, readVocabulary)
  const body: unknown = await (await GET(new Request('http://localhost/api/ask/vocabulary'), { params: Promise.resolve({}) })).json()
  const { views, examples } = vocabularySchema.parse(body)
  expect(views.find(({ name }) => name === 'incidents')?.columns.find(({ name }) => name === 'heal_ms')).toMatchObject({ kind: 'duration' })
  expect(examples.length).toBeGreaterThan(10)
})

describe('where a model is set', () => {
  const config = (): House['config'] => ({ ...house.config, mind: 'ollama/small' })
  /** A desk whose core has an outcome for every command. */
  function deskWith(state: 'done' | 'refused', outcome: CommandOutcome): { desk: CommandDesk; asked: unknown[] } {
    const asked: unknown[] = []
    const row = { id: 'c1', kind: 'ledger-ask', author: 'operator', role: null, reason: null, createdAt: 1, request: { kind: 'ledger-ask' as const, question: 'x' } }
    return {
      asked,
      desk: {
        insert: (request, by) => { asked.push({ request, by }); return { ...row, state: 'queued', outcome: null } },
        read: () => ({ ...row, state, outcome }),
        recent: () => [], by: () => [],
      },
    }
  }

  test('it is asked, by the core, only what the grammar does not understand', async () => {
    const { desk, asked } = deskWith('done', { message: 'made', sql: 'select count(*) as unicorns from incidents' })
    expect((await post({ question: 'how many incidents' }, { desk, config: config() })).body).toMatchObject({ by: 'grammar' })
    expect(asked).toEqual([])
    expect((await post({ question: 'how many unicorns' }, { desk, config: config() })).body).toMatchObject({ by: 'model', rows: [[1]], sql: 'select count(*) as unicorns from incidents' })
    expect(asked).toEqual([{ request: { kind: 'ledger-ask', question: 'how many unicorns' }, by: expect.objectContaining({ author: 'operator' }) }])
  })

  test('what it says passes the same guard', async () => {
    const { desk } = deskWith('done', { message: 'made', sql: 'select body from attachments' })
    expect((await post({ question: 'how many unicorns' }, { desk, config: config() })).body).toMatchObject({ by: null, sql: null, sentence: expect.stringContaining('attachments') })
  })

  test('where it cannot be asked, the answer says why', async () => {
    const { desk } = deskWith('refused', { message: 'the budget of this hour is spent', code: 'model-budget' })
    expect((await post({ question: 'how many unicorns' }, { desk, config: config() })).body).toMatchObject({ by: null, unknown: ['unicorns'], sentence: expect.stringContaining('the budget of this hour is spent') })
  })

  test('whoever may only look asks none', async () => {
    const { desk, asked } = deskWith('done', { message: 'made', sql: 'select 1' })
    const closed = await openApiLab({ isOpen: false })
    const { token } = closed.lab.access.sessions.make({ role: 'viewer', by: 'link', address: 'x', agent: 'x', lastsMs: 60_000 })
    const { POST } = route(() => ({ ...house, access: closed.lab.access, desk, config: config() }), askQuestion)
    const response = await POST(new Request('http://localhost/api/ask', { method: 'POST', headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` }, body: '{"question":"how many unicorns"}' }), { params: Promise.resolve({}) })
    expect(await response.json()).toMatchObject({ by: null })
    expect(asked).toEqual([])
    await closed.close()
  })
})
