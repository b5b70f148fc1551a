// The ledger's tools over HTTP, against a real ledger: what they answer, and that nobody waits for them.
import Sqlite from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { problemSchema } from '../../../lib/contract/api.ts'
import type { NewEvent } from '../../../lib/contract/event.ts'
import { operations } from '../../../lib/gate/openapi.ts'
import { route } from '../../../lib/gate/route.ts'
import { openApiLab } from '../../fixtures/gate/api-lab.ts'
import { event, logChunk, pulseEnd } from '../../conformance/event-samples.ts'

let house: Awaited<ReturnType<typeof openApiLab>>
beforeEach(async () => { house = await openApiLab() })
afterEach(() => house.close())

function ask(method: 'GET' | 'POST', url: string): Promise<Response> {
  const [path] = url.split('?')
  return route(() => house.lab, ...operations.filter((each) => each.path === path))[method](new Request(`http://localhost${url}`, { method }), { params: Promise.resolve({}) })
}
async function refusal(method: 'GET' | 'POST', url: string): Promise<string> {
  const answer = await ask(method, url)
  const { code, detail } = problemSchema.parse(await answer.json())
  return `${answer.status} ${code}: ${detail}`
}
async function filled(events = 0): Promise<void> {
  house.start()
  await house.addOrganism('bubble-sort')
  await house.append(...Array.from({ length: events }, (_, number): NewEvent => pulseEnd('bubble-sort', { number, result: [NaN, -0] })))
}
const tamper = (sql: string): void => {
  const db = new Sqlite(house.lab.config.ledgerPath)
  db.exec(sql)
  db.close()
}

describe('verify', () => {
  const verify = async () => (await ask('POST', '/api/ledger/verify')).json() as Promise<Record<string, unknown>>

  test('a chain that holds', async () => {
    await filled(1000)
    expect(await verify()).toEqual({ events: 1004, from: expect.any(Number), to: expect.any(Number), holds: true, brokenAt: null, what: null, ms: expect.any(Number) })
  })

  test('one that breaks: the first event that is not what was written', async () => {
    await filled(1000)
    tamper('update events set at = at + 1 where seq in (700, 800)')
    expect(await verify()).toMatchObject({ events: 699, holds: false, brokenAt: 700, what: expect.stringContaining('event 700 is not what was written') })
  })

  test('others are answered while it looks, and two may ask at once', async () => {
    await filled(8000)
    let isOver = false
    const verdicts = Promise.all([verify(), verify()]).then((both) => {
      isOver = true
      return both
    })
    let answered = 0
    while (!isOver) {
      expect((await ask('GET', '/api/commands')).status).toBe(200)
      await new Promise((resolve) => setImmediate(resolve))
      answered += 1
    }
    expect(await verdicts).toMatchObject([{ holds: true, events: 8004 }, { holds: true, events: 8004 }])
    expect(answered).toBeGreaterThanOrEqual(8000 / 200)
  })

  test('says nothing of a ledger that is not there, nor of one that it does not know', async () => {
    expect(await refusal('POST', '/api/ledger/verify')).toMatch(/^503 ledger-unavailable/)
    await filled()
    tamper('pragma user_version = 2')
    expect(await refusal('POST', '/api/ledger/verify')).toMatch(/^503 ledger-unavailable/)
  })
})

describe('export', () => {
  const seqs = async (query: string) => (await (await ask('GET', `/api/ledger/export${query}`)).text()).split('\n').filter(Boolean).map((line) => (JSON.parse(line) as { seq: number }).seq)

  test('every event a line, as a file to keep', async () => {
    await filled(1300)
    const answer = await ask('GET', '/api/ledger/export')
    expect([answer.headers.get('content-type'), answer.headers.get('cache-control')]).toEqual(['application/x-ndjson; charset=utf-8', 'no-store'])
    expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename="ouroboros-[\dT-]+\.ndjson"$/)
    const text = await answer.text()
    expect(text.split('\n').filter(Boolean).map((line) => (JSON.parse(line) as { seq: number }).seq)).toEqual(Array.from({ length: 1304 }, (_, index) => index + 1))
    expect(text).toContain('"result":[{"$number":"NaN"},{"$number":"-0"}]')
  })

  test('as CSV that no spreadsheet computes', async () => {
    house.start()
    await house.append(logChunk('=HYPERLINK("http://evil")', 'x'), event('chaos-stop', { by: '=1+1' }))
    const answer = await ask('GET', '/api/ledger/export?format=csv')
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8')
    expect(answer.headers.get('content-disposition')).toMatch(/\.csv"$/)
    const rows = (await answer.text()).split('\r\n')
    expect(rows).toHaveLength(4)
    expect(rows[1]).toContain(`,log-chunk,"'=HYPERLINK(""http://evil"")",`)
  })

  test('what was asked for: an organism, kinds, what comes after', async () => {
    await filled(3)
    await house.append(event('chaos-stop', { by: 'you' }), event('chaos-allow', { by: 'you' }))
    expect(await seqs('?organism=bubble-sort&kinds=pulse-end')).toEqual([5, 6, 7])
    expect(await seqs('?kinds=chaos-stop,chaos-allow')).toEqual([8, 9])
    expect(await seqs('?after=6')).toEqual([7, 8, 9])
    expect(await seqs('?after=999')).toEqual([])
  })

  test.each([
    ['?format=xlsx', /^400 request-invalid: query\.format/], ['?kinds=party', /^400 request-invalid: query\.kinds: there is no kind "party"; there are core-start/], ['?kinds=', /^400 request-invalid: query\.kinds/],
    ['?after=-1', /^400 request-invalid: query\.after/], ['?after=1e999', /^400 request-invalid/], ['?limit=5', /^400 request-invalid/], ['?organism=..%2Fetc', /^400 request-invalid: query\.organism/], ['?organism=nobody', /^404 organism-unknown/],
  ])('refuses %s', async (query, message) => {
    await filled()
    expect(await refusal('GET', `/api/ledger/export${query}`)).toMatch(message)
  })

  test('is read as it is taken: who goes away leaves the rest unread', async () => {
    await filled(3000)
    const read = { pieces: 0 }
    const { events } = house.lab.readers
    house.lab.readers.events = (query) => {
      read.pieces += 1
      return events(query)
    }
    const reader = (await ask('GET', '/api/ledger/export')).body!.getReader()
    await reader.read()
    await reader.cancel()
    expect(read.pieces).toBeLessThanOrEqual(2)
  })

  test('of a ledger that is not there yet is empty', async () => {
    expect(await seqs('')).toEqual([])
  })
})
