import { createHash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, describe, expect, test, vi } from 'vitest'
import type { EventOf, LedgerEvent } from '../../lib/contract/event.ts'
import { openTraces, type Traces, type TracesOptions } from '../../lib/core/incident-traces.ts'
import { incidentTrace } from '../../lib/core/traces/incident-trace.ts'
import { openLog } from '../../lib/log.ts'
import { keepSecret } from '../../lib/log/secrets.ts'
import { openOtlpCollector, type CollectedSpan } from '../fixtures/otlp-collector.ts'
import { scenarios, type ScenarioName } from '../fixtures/ui-server/scenarios.ts'
import { Scribe } from '../fixtures/ui-server/scribe.ts'

const now = 1_790_000_000_000

/** All events of the last incident of a ledger's past. */
function story(name: ScenarioName): { incident: string; events: LedgerEvent[] } {
  const scribe = new Scribe(() => undefined)
  scenarios[name](scribe, now)
  const incident = scribe.events.findLast(({ kind }) => kind === 'incident-open')!.incident!
  return { incident, events: scribe.events.filter((event) => event.incident === incident) }
}

const closing: { close: () => Promise<void> }[] = []
afterEach(async () => {
  for (const each of closing.splice(0)) await each.close()
})
const openCollector = async (...manner: Parameters<typeof openOtlpCollector>) => {
  const collector = await openOtlpCollector(...manner)
  closing.unshift(collector)
  return collector
}
function tracesTo(endpoint: string | undefined, events: LedgerEvent[], more: Partial<TracesOptions> = {}): Traces & { lines: Record<string, unknown>[] } {
  const lines: Record<string, unknown>[] = []
  const log = openLog('core', 'debug', { write: (line) => void lines.push(JSON.parse(line) as Record<string, unknown>) })
  const traces = openTraces({ endpoint, headers: {}, version: '9.9.9', events: (incident) => events.filter((event) => event.incident === incident), log, ...more })
  closing.push(traces)
  return { ...traces, lines }
}

/** What a collector has of one incident. */
async function told({ incident, events }: { incident: string; events: LedgerEvent[] }): Promise<CollectedSpan[]> {
  const collector = await openCollector()
  const traces = tracesTo(collector.url, events)
  traces.closed(incident)
  await vi.waitFor(() => expect(collector.requests.map(({ refused }) => refused)).toEqual([null]))
  expect(traces.lines).toEqual([])
  return collector.spans
}
const root = (spans: CollectedSpan[]): CollectedSpan => spans.find(({ parentSpanId }) => parentSpanId === undefined)!
const under = (spans: CollectedSpan[], parent: CollectedSpan): CollectedSpan[] => spans.filter(({ parentSpanId }) => parentSpanId === parent.spanId)
const named = (spans: CollectedSpan[], name: string): CollectedSpan[] => spans.filter((span) => span.name === name)
const code = { unset: 0, ok: 1, error: 2 }

describe('an incident', () => {
  test('that was healed is one trace, well, with its rungs and what they did in them', async () => {
    const one = story('repaired')
    const spans = await told(one)
    const incident = root(spans)
    const opened = one.events.find((event): event is EventOf<'incident-open'> => event.kind === 'incident-open')!
    expect(incident).toMatchObject({
      name: 'incident', kind: 1, status: { code: code.ok }, from: opened.at - opened.data.detectMs, until: one.events.find(({ kind }) => kind === 'incident-close')!.at,
      attributes: {
        'ouroboros.incident': one.incident, 'ouroboros.organism': 'bubble-sort', 'ouroboros.fault': opened.data.fault, 'ouroboros.verdict': 'crash', 'ouroboros.end': 'healed', 'ouroboros.rung': 'repair',
        'ouroboros.genome': 'bubble-sort.g0002', 'ouroboros.genome.after': 'bubble-sort.g0003', 'ouroboros.heal_ms': 1420, 'ouroboros.detect_ms': 12, 'ouroboros.cores': [opened.core], 'ouroboros.epoch': opened.epoch,
      },
    })
    expect(under(spans, incident).map(({ name }) => name)).toEqual(['rung restart', 'rung repair', 'detect', 'analyse'])
    const [restart, repair] = [named(spans, 'rung restart')[0]!, named(spans, 'rung repair')[0]!]
    expect([restart.status, repair.status]).toEqual([{ code: code.unset }, { code: code.ok }])
    expect(repair.attributes).toMatchObject({ 'ouroboros.rung': 'repair', 'ouroboros.outcome': 'accepted', 'ouroboros.budget_ms': 15_000 })
    expect(under(spans, repair).map(({ name }) => name).toSorted()).toEqual(['analyse', 'candidate', 'candidate', 'plan', 'promote'])
    expect(repair.events.map(({ name }) => name)).toEqual(['genome-add', 'antibody-learn', 'search-end'])
  })

  test('tells of each candidate what it was checked for and what it died of', async () => {
    const spans = await told(story('repaired'))
    const [refused, taken] = under(spans, named(spans, 'rung repair')[0]!).filter(({ name }) => name === 'candidate') as [CollectedSpan, CollectedSpan]
    expect(refused).toMatchObject({ status: { code: code.error, message: 'properties: ran out of time for [1,2]' }, attributes: { 'ouroboros.accepted': false } })
    expect(refused.events.map(({ name, attributes }) => [name, attributes['ouroboros.ok']])).toEqual([['check parse', true], ['check failing-task', true], ['check examples', true], ['check properties', false]])
    expect(taken).toMatchObject({ status: { code: code.ok }, attributes: { 'ouroboros.genome': 'bubble-sort.g0003', 'ouroboros.proof': 'held-out' } })
    expect(refused.events.at(-1)!.at - refused.from, 'one check after the other').toBeCloseTo(87.6, 2)
    expect(taken.until - taken.from).toBeCloseTo(214, 2)
    expect(taken.events.map(({ at }) => at)).toEqual(taken.events.map(({ at }) => at).toSorted((a, b) => a - b))
  })

  test('that was rolled back is a trace with an error, and so is one that was quarantined', async () => {
    const back = root(await told(story('past')))
    expect(back).toMatchObject({ status: { code: code.error, message: 'rolled-back: the last proven version lives again' }, attributes: { 'ouroboros.end': 'rolled-back' } })
    const apart = await told(story('quarantined'))
    expect(root(apart)).toMatchObject({ status: { code: code.error, message: 'quarantined: no rung brought a version that passes the gate' }, attributes: { 'ouroboros.end': 'quarantined', 'ouroboros.rung': 'quarantine' } })
  })

  test('in which models were asked tells of each call, by the conventions for them', async () => {
    const spans = await told(story('taught'))
    expect(named(spans, 'chat qwen3-coder:30b')).toMatchObject([{
      kind: 3, status: { code: code.ok }, parentSpanId: named(spans, 'rung resident')[0]!.spanId,
      attributes: { 'gen_ai.operation.name': 'chat', 'gen_ai.provider.name': 'ollama', 'gen_ai.request.model': 'qwen3-coder:30b', 'gen_ai.usage.input_tokens': 2140, 'gen_ai.usage.output_tokens': 96, 'ouroboros.seat': 'resident', 'ouroboros.purpose': 'heal' },
    }])
    expect(named(spans, 'chat gpt-5')).toMatchObject([{ parentSpanId: named(spans, 'rung teacher')[0]!.spanId, attributes: { 'ouroboros.cost_usd': 0.0042, 'ouroboros.seat': 'teacher' } }])
    expect(under(spans, named(spans, 'rung teacher')[0]!).map(({ name }) => name)).toContain('promote')
  })

  test('that another core took up tells which core did what, and of the first one that it did not live to its end', async () => {
    const incident = 'left-behind'
    const on = { organism: 'clock', incident }
    const verdict = { kind: 'timeout', summary: 'it did not answer', signature: 's', frames: [] } as const
    const told_ = (epoch: number, core: string) => (seq: number, at: number, event: object) => ({ ...on, seq, at: now + at, epoch, core, hash: '', ...event }) as LedgerEvent
    const [a, b] = [told_(4, 'a'), told_(5, 'b')]
    const call = { call: 'call-1', seat: 'resident', purpose: 'heal', provider: 'ollama', model: 'm', isReplay: false, counted: { tokens: 1, usd: 0 } }
    const spans = await told({ incident, events: [
      a(1, 0, { kind: 'incident-open', data: { verdict, genome: 'clock.g0001', fault: null, detectMs: 40.5 } }),
      a(2, 10, { kind: 'rung-start', data: { rung: 'resident', budgetMs: 1000 } }),
      a(3, 20, { kind: 'model-ask', data: call }),
      a(4, 30, { kind: 'promote-start', data: { genome: 'clock.g0002', from: 'clock.g0001', why: 'x' } }),
      b(7, 500, { kind: 'promote-undo', data: { genome: 'clock.g0002', from: 'clock.g0001', why: 'it was half written' } }),
      b(9, 520, { kind: 'rung-start', data: { rung: 'restart', budgetMs: 1000 } }),
      b(10, 525, { kind: 'organism-restart', data: { delayMs: 50, used: 1, allowed: 5, periodMs: 60_000 } }),
      b(11, 600, { kind: 'pulse-end', data: { number: 8, genome: 'clock.g0001', run: null, workMs: 20, seed: 1, task: null, result: null, verdict: { ...verdict, kind: 'healthy' }, fitness: null, probe: true } }),
      b(12, 610, { kind: 'candidate-judge', data: { rung: 'restart', genome: 'clock.g0001', accepted: true, tried: 'again', why: 'good', checks: [], startedAt: now + 522.25, ms: 80 } }),
      b(13, 611, { kind: 'rung-end', data: { rung: 'restart', outcome: 'accepted', why: 'good', ms: 90 } }),
      b(14, 611, { kind: 'incident-close', data: { end: 'healed', rung: 'restart', why: 'good', healMs: 610 } }),
    ] })
    expect(root(spans)).toMatchObject({ status: { code: code.ok }, from: now - 40.5, attributes: { 'ouroboros.cores': ['a', 'b'], 'ouroboros.epoch': 5, 'ouroboros.genome': 'clock.g0001', 'ouroboros.genome.after': 'clock.g0001' } })
    expect(root(spans).attributes, 'there was no fault').not.toHaveProperty('ouroboros.fault')
    const [resident, restart] = [named(spans, 'rung resident')[0]!, named(spans, 'rung restart')[0]!]
    const broken = { code: code.error, message: 'the core that was at it ended' }
    expect(resident).toMatchObject({ status: broken, attributes: { 'ouroboros.core': 'a', 'ouroboros.epoch': 4 } })
    expect(restart).toMatchObject({ status: { code: code.ok }, attributes: { 'ouroboros.core': 'b' } })
    expect(resident.until, 'when the first core was heard last').toBe(now + 30)
    expect(named(spans, 'chat m')).toMatchObject([{ status: broken, parentSpanId: resident.spanId }])
    expect(named(spans, 'promote')).toMatchObject([{ status: { code: code.error, message: 'it was half written' } }])
    expect(named(spans, 'restart')).toMatchObject([{ from: now + 525, until: now + 575, parentSpanId: restart.spanId }])
    expect(named(spans, 'pulse')).toMatchObject([{ from: now + 580, until: now + 600, status: { code: code.ok } }])
    expect(named(spans, 'candidate')).toMatchObject([{ from: now + 522.25, until: now + 602.25 }])
  })

  test('that was ended from outside, by a reset, ends what was under way', async () => {
    const { incident, events } = story('healing')
    const at = events.at(-1)!.at + 700
    const outside = (seq: number, kind: string, data: object) => ({ ...events[0]!, seq, at, kind, data }) as LedgerEvent
    const spans = await told({ incident, events: [
      ...events, { ...outside(900, 'promote-start', { genome: 'bubble-sort.g0003', from: 'bubble-sort.g0002', why: 'x' }), at: at - 600 }, outside(901, 'incident-close', { end: 'rolled-back', rung: 'rollback', why: 'the demo was reset', healMs: 900 }),
    ] })
    for (const name of ['rung rollback', 'promote']) expect(named(spans, name), name).toMatchObject([{ until: at, status: { code: code.error, message: 'the core that was at it ended' } }])
  })

  test.each(['repaired', 'past', 'quarantined', 'taught', 'nothingFound'] as const)('%s: every span lies within the one that it is part of, all in one trace, no id twice', async (name) => {
    const one = story(name)
    const spans = await told(one)
    expect(new Set(spans.map(({ traceId }) => traceId))).toEqual(new Set([createHash('sha256').update(one.incident).digest('hex').slice(0, 32)]))
    expect(new Set(spans.map(({ spanId }) => spanId)).size).toBe(spans.length)
    expect(spans.filter(({ parentSpanId }) => parentSpanId === undefined)).toHaveLength(1)
    for (const span of spans) {
      for (const { at } of span.events) expect(at >= span.from && at <= span.until, `${span.name}: a moment outside of it`).toBe(true)
      if (span.parentSpanId === undefined) continue
      const parent = spans.find(({ spanId }) => spanId === span.parentSpanId)!
      expect(span.from >= parent.from && span.until <= parent.until, `${span.name} in ${parent.name}`).toBe(true)
    }
  })

  test('is the same trace each time that it is told, to the byte', async () => {
    const { incident, events } = story('repaired')
    const collector = await openCollector()
    for (const core of ['a', 'b']) {
      const traces = tracesTo(collector.url, events)
      traces.closed(incident)
      await vi.waitFor(() => expect(collector.requests, core).toHaveLength(core === 'a' ? 1 : 2))
    }
    expect(collector.requests[1]!.body).toBe(collector.requests[0]!.body)
  })

  test('of endless attempts is cut, and says how much is missing', () => {
    const { incident, events } = story('past')
    const judged = events.find(({ kind }) => kind === 'candidate-judge')!
    const many = events.flatMap((event) => (event === judged ? Array.from({ length: 2_000 }, (_, index) => ({ ...event, seq: 10_000 + index })) : [event]))
    const trace = incidentTrace(incident, many)!
    expect(trace.spans).toHaveLength(500)
    expect(trace.spans[0]!.attributes['ouroboros.spans.dropped']).toBe(trace.dropped)
    expect(trace.dropped).toBeGreaterThan(1_500)
  })

  test('that is open, or of which nothing is known, is no trace', async () => {
    const { incident, events } = story('healing')
    expect(incidentTrace(incident, events)).toBeNull()
    const collector = await openCollector()
    const traces = tracesTo(collector.url, events)
    traces.closed(incident)
    traces.closed('nobody-knows')
    await traces.close()
    expect(collector.requests).toEqual([])
    expect(traces.lines.map(({ lost, why }) => [lost, why])).toEqual([[1, 'its end is not in the ledger'], [1, 'its end is not in the ledger']])
  })

  test('whose end shows a moment later, since a copy of the ledger is read, is told then', async () => {
    const { incident, events } = story('repaired')
    let asked = 0
    const collector = await openCollector()
    const traces = tracesTo(collector.url, events, { events: () => ((asked += 1) < 3 ? events.filter(({ kind }) => kind !== 'incident-close') : events) })
    traces.closed(incident)
    await vi.waitFor(() => expect(collector.spans.length).toBeGreaterThan(0), 3_000)
    expect([asked, traces.lines]).toEqual([3, []])
  })
})

describe('the collector', () => {
  const one = story('repaired')

  test('is told which program speaks, in which version, with the headers that it wants', async () => {
    const collector = await openCollector()
    const traces = tracesTo(`${collector.url}/`, one.events, { headers: { 'x-tenant': 'lab-of-mine', authorization: 'Bearer collector-key-1' } })
    traces.closed(one.incident)
    await vi.waitFor(() => expect(collector.spans.length).toBeGreaterThan(0))
    expect(collector.resources).toEqual([{ 'service.name': 'ouroboros', 'service.version': '9.9.9' }])
    expect(collector.requests[0]).toMatchObject({ path: '/v1/traces', headers: { 'x-tenant': 'lab-of-mine', authorization: 'Bearer collector-key-1' } })
  })

  test('may be named with the path of its traces, too', async () => {
    const collector = await openCollector()
    const traces = tracesTo(`${collector.url}/v1/traces`, one.events)
    traces.closed(one.incident)
    await vi.waitFor(() => expect(collector.requests.map(({ path }) => path)).toEqual(['/v1/traces']))
  })

  test('is never told a secret, whoever has said it, nor is the log', async () => {
    const secrets = { key: 'sk-model-0123456789', header: 'collector-key-2', inAddress: 'hunter2-of-the-database', inEndpoint: 'pass-of-the-collector' }
    keepSecret(secrets.key)
    const events = one.events.map((event) => ({ ...event, data: JSON.parse(JSON.stringify(event.data), (name, value: unknown) => (['why', 'tried', 'detail', 'summary', 'reason', 'model', 'signature'].includes(name) && typeof value === 'string' ? `${value} ${secrets.key} ${secrets.header} ${secrets.inEndpoint} postgres://me:${secrets.inAddress}@db` : value)) as unknown }) as LedgerEvent)
    const collector = await openCollector({ status: 401, body: `no: ${secrets.header}` })
    const traces = tracesTo(collector.url.replace('//', `//me:${secrets.inEndpoint}@`), events, { headers: { authorization: `Bearer ${secrets.header}` } })
    traces.closed(one.incident)
    await vi.waitFor(() => expect(traces.lines).toHaveLength(1))
    const [{ body, headers, refused }] = collector.requests as [typeof collector.requests[number]]
    expect([refused, headers.authorization]).toEqual([null, `Bearer ${secrets.header}`])
    expect(body).toContain('[hidden]')
    for (const secret of Object.values(secrets)) {
      expect(body).not.toContain(secret)
      expect(JSON.stringify(traces.lines)).not.toContain(secret)
    }
    expect(traces.lines[0]).toMatchObject({ level: 40, msg: 'traces of incidents were lost', lost: 1, why: 'it answered 401' })
  })

  test('is asked again where it is busy for a moment', async () => {
    const collector = await openCollector({ status: 503, headers: { 'retry-after': '1' } })
    const traces = tracesTo(collector.url, one.events)
    traces.closed(one.incident)
    await vi.waitFor(() => expect(collector.requests).toHaveLength(1))
    collector.behave({ status: 200 })
    await vi.waitFor(() => expect(collector.spans.length).toBeGreaterThan(0), 3_000)
    expect(traces.lines).toEqual([])
  })

  test.each<[string, Parameters<typeof openOtlpCollector>[0], string]>([
    ['answers 500', { status: 500 }, 'it answered 500'],
    ['sends elsewhere', { status: 302, headers: { location: 'http://127.0.0.1:1/' } }, 'it answered 302'],
    ['never answers', 'hang', 'it did not answer within 0.3 s'],
    ['answers for ever', { dripMs: 20 }, 'it did not answer within 0.3 s'],
  ])('that %s costs one line in the log, and no connection stays open', async (_how, manner, why) => {
    const collector = await openCollector(manner)
    const traces = tracesTo(collector.url, one.events, { timeLimitMs: 300 })
    traces.closed(one.incident)
    traces.closed(one.incident)
    traces.closed(one.incident)
    await vi.waitFor(() => expect(collector.requests).toHaveLength(3), 3_000)
    await vi.waitFor(async () => expect(await collector.openConnections()).toBe(0), 3_000)
    expect(traces.lines).toMatchObject([{ why, lost: 1, collector: new URL(collector.url).host }])
    await traces.close()
    expect(traces.lines, 'the others are told at the end').toMatchObject([{ lost: 1 }, { lost: 2, why }])
  })

  test('that is not there costs one line in a while, which says how many were lost since the last', async () => {
    const collector = await openOtlpCollector()
    await collector.close()
    const traces = tracesTo(collector.url, one.events, { timeLimitMs: 60, complainMs: 200 })
    for (let count = 0; count < 5; count += 1) traces.closed(one.incident)
    await sleep(300)
    expect(traces.lines).toMatchObject([{ lost: 1, why: expect.stringContaining('ECONNREFUSED') }])
    traces.closed(one.incident)
    await vi.waitFor(() => expect(traces.lines).toMatchObject([{ lost: 1 }, { lost: 5 }]))
  })

  test('that is slow holds nobody up: what waits is bounded, and the rest is lost', async () => {
    const collector = await openCollector({ afterMs: 150 })
    const traces = tracesTo(collector.url, one.events, { most: 3 })
    const started = performance.now()
    for (let count = 0; count < 500; count += 1) traces.closed(one.incident)
    expect(performance.now() - started).toBeLessThan(50)
    await vi.waitFor(() => expect(new Set(collector.requests)).toHaveProperty('size', 3), 5_000)
    expect(traces.lines).toMatchObject([{ lost: 1, why: 'more than 3 were waiting' }])
  })

  test('is asked about no trace while whoever has closed the incident still works', async () => {
    const order: string[] = []
    const collector = await openCollector()
    const traces = tracesTo(collector.url, one.events, { events: () => { order.push('events are read'); return one.events } })
    traces.closed(one.incident)
    order.push('closed has returned')
    await Promise.resolve().then(() => order.push('and what follows at once'))
    await vi.waitFor(() => expect(collector.requests).toHaveLength(1))
    expect(order).toEqual(['closed has returned', 'and what follows at once', 'events are read'])
  })

  test('is of no matter to healing where the ledger cannot be read', async () => {
    const collector = await openCollector()
    const traces = tracesTo(collector.url, [], { events: () => { throw new Error('the disk is gone') } })
    expect(() => traces.closed(one.incident)).not.toThrow()
    await vi.waitFor(() => expect(traces.lines).toMatchObject([{ why: 'the disk is gone' }]))
    traces.closed(one.incident)
    await traces.close()
    expect(collector.requests).toEqual([])
  })
})

describe('at the end', () => {
  const one = story('repaired')

  test('what waits is sent', async () => {
    const collector = await openCollector({ afterMs: 20 })
    const traces = tracesTo(collector.url, one.events)
    for (let count = 0; count < 5; count += 1) traces.closed(one.incident)
    await traces.close()
    expect([collector.requests.length, traces.lines]).toEqual([5, []])
  })

  test('nobody waits longer than a second for a collector that hangs, and it is said what was lost', async () => {
    const collector = await openCollector('hang')
    const traces = tracesTo(collector.url, one.events)
    for (let count = 0; count < 4; count += 1) traces.closed(one.incident)
    const started = performance.now()
    await Promise.all([traces.close(), traces.close()])
    expect(performance.now() - started).toBeLessThan(1_300)
    expect(traces.lines).toMatchObject([{ lost: 4, why: 'there was no more time' }])
    await vi.waitFor(async () => expect(await collector.openConnections()).toBe(0))
    await sleep(50)
    expect([collector.requests.length, traces.lines.length], 'nothing comes after the end').toEqual([1, 1])
  })

  test('nothing is taken any more', async () => {
    const collector = await openCollector()
    const traces = tracesTo(collector.url, one.events)
    await traces.close()
    traces.closed(one.incident)
    await sleep(50)
    expect(collector.requests).toEqual([])
  })
})

describe('the endpoint', () => {
  test.each(['not an address', 'grpc://127.0.0.1:4317', '127.0.0.1:4318', 'http://', 'file:///etc/passwd'])('%j is refused in one clear line, and nothing else happens', async (endpoint) => {
    const events = vi.fn(() => [])
    const traces = tracesTo(endpoint, [], { events })
    traces.closed('x')
    traces.closed('y')
    await traces.close()
    expect(traces.lines).toMatchObject([{ level: 50, otlpEndpoint: endpoint, msg: expect.stringContaining('no traces are sent') }])
    expect(events).not.toHaveBeenCalled()
  })

  test('with a password in it shows none of it', async () => {
    const wrong = tracesTo('ftp://me:pass-of-ftp-1@x', [])
    await wrong.close()
    expect(JSON.stringify(wrong.lines)).toContain('otlpEndpoint')
    const dead = tracesTo('http://me:pass-of-http-1@127.0.0.1:1', story('past').events, { timeLimitMs: 200 })
    dead.closed(story('past').incident)
    await vi.waitFor(() => expect(dead.lines).toHaveLength(1))
    expect(JSON.stringify([wrong.lines, dead.lines])).not.toMatch(/pass-of/)
  })

  test('left out means that nothing is made, nor said', async () => {
    for (const endpoint of [undefined, '']) {
      const events = vi.fn(() => [])
      const traces = tracesTo(endpoint, [], { events })
      traces.closed('x')
      await traces.close()
      expect([traces.lines, events.mock.calls]).toEqual([[], []])
    }
  })
})
