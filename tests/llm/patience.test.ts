import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { ModelRestingError, ModelTimeoutError } from '../../lib/contract/errors.ts'
import { systemClock } from '../../lib/process/clock.ts'
import { Breakers } from '../../lib/llm/breaker.ts'
import { FakeClock, settle } from '../fixtures/fake-clock.ts'
import type { Script } from '../fixtures/llm/fake-server.ts'
import { ask, kinds, modelAt, order, serve } from './ask.ts'

const failing: Script = { status: 500 }
const good: Script = { pieces: ['Well.'] }

describe.each(kinds)('%s is asked again', (kind) => {
  test.each([1, 2])('where it failed %i times', async (times) => {
    const server = await serve(kind, { answers: [...Array<Script>(times).fill(failing), good] })
    expect(await ask(modelAt(kind, server.url))).toMatchObject({ pieces: ['Well.'], end: { text: 'Well.', requests: times + 1 } })
  })

  test('but not more than twice', async () => {
    const server = await serve(kind, { answers: [failing, failing, failing, good] })
    expect((await ask(modelAt(kind, server.url))).error).toMatchObject({ code: 'model-failed' })
    expect(server.requests).toHaveLength(3)
  })

  test('never once a piece is there: a text does not begin twice', async () => {
    const server = await serve(kind, { answers: [{ pieces: ['Half', 'way'], cutAfter: 1 }, good] })
    expect(await ask(modelAt(kind, server.url))).toMatchObject({ pieces: ['Half'], error: { code: 'model-unreachable' } })
    expect(server.requests).toHaveLength(1)
  })

  test('where nobody listened, and then somebody does', async () => {
    const server = await serve(kind, { answers: [{ reset: true }, { pieces: ['x'], cutAfter: 0 }, good] })
    expect((await ask(modelAt(kind, server.url))).end).toMatchObject({ text: 'Well.', requests: 3 })
  })
})

/** Waits until the call sleeps for something besides its time limit. */
async function untilItWaits(clock: FakeClock): Promise<number> {
  return vi.waitFor(async () => {
    await settle()
    expect(clock.waiting.length).toBeGreaterThan(1)
    return clock.waiting[0]!
  })
}

describe('the wait', () => {
  test('grows, and half of it is chance', async () => {
    const waits: number[][] = []
    for (let round = 0; round < 6; round += 1) {
      const clock = new FakeClock()
      const server = await serve('openai', { answers: [failing, failing, good] })
      const asked = ask(modelAt('openai', server.url, { clock, firstBackOffMs: 1_000 }), { timeoutMs: 60_000 })
      const first = await untilItWaits(clock)
      await clock.advance(first)
      const second = await untilItWaits(clock)
      await clock.advance(second)
      expect((await asked).end).toMatchObject({ requests: 3 })
      waits.push([first, second])
    }
    for (const [first, second] of waits) {
      expect(first).toBeGreaterThanOrEqual(500)
      expect(first).toBeLessThanOrEqual(1_000)
      expect(second).toBeGreaterThanOrEqual(1_000)
      expect(second).toBeLessThanOrEqual(2_000)
    }
    expect(new Set(waits.flat()).size).toBeGreaterThan(6)
  })

  test.each<[string, Record<string, string>, number, number]>([
    ['seconds', { 'retry-after': '20' }, 20_000, 20_000],
    ['milliseconds', { 'retry-after-ms': '7000', 'retry-after': '20' }, 7_000, 7_000],
    ['a date', { 'retry-after': new Date(new FakeClock().now() + 15_000).toUTCString() }, 14_000, 15_000],
    ['less than its own wait', { 'retry-after': '0' }, 500, 1_000],
  ])('is as long as the provider asks: %s', async (_, headers, least, most) => {
    const clock = new FakeClock()
    const server = await serve('openai', { answers: [{ status: 429, headers }, good] })
    const asked = ask(modelAt('openai', server.url, { clock, firstBackOffMs: 1_000 }), { timeoutMs: 60_000 })
    const wait = await untilItWaits(clock)
    expect(wait).toBeGreaterThanOrEqual(least)
    expect(wait).toBeLessThanOrEqual(most)
    await clock.advance(wait)
    expect((await asked).end).toMatchObject({ text: 'Well.', requests: 2 })
  })

  test('is not begun where it would not end in time', async () => {
    const server = await serve('openai', { answers: [{ status: 429, headers: { 'retry-after': '20' } }, good] })
    const { error } = await ask(modelAt('openai', server.url), { timeoutMs: 19_000 })
    expect(error).toMatchObject({ code: 'model-limited', retryAfterMs: 20_000, message: expect.stringContaining('20 s') })
    expect(server.requests).toHaveLength(1)
  })

  test('ends with the time that the order has', async () => {
    const server = await serve('openai', { answers: [failing, good] })
    const { error } = await ask(modelAt('openai', server.url, { firstBackOffMs: 60_000 }), { timeoutMs: 150 })
    expect(error).toBeInstanceOf(ModelTimeoutError)
    expect(server.requests).toHaveLength(1)
  })
})

describe.each(kinds)('%s: the time limit', (kind) => {
  test('holds for everything together, and hangs up', async () => {
    let closed: Promise<void> | undefined
    const server = await serve(kind, {
      answers: [(_, response) => { closed = new Promise((resolve) => { response.once('close', resolve) }) }],
    })
    const { error } = await ask(modelAt(kind, server.url), { timeoutMs: 120 })
    expect(error).toBeInstanceOf(ModelTimeoutError)
    expect((error as Error).message).toContain('0.12 s')
    await closed
  })

  test('holds where pieces go on coming', async () => {
    const server = await serve(kind, { answers: [{ endless: 'more ', everyMs: 5 }] })
    const { pieces, error } = await ask(modelAt(kind, server.url), { timeoutMs: 300 })
    expect(error).toBeInstanceOf(ModelTimeoutError)
    expect(pieces.length).toBeGreaterThan(0)
  })

  test('silence in the middle ends it sooner, before the first piece it does not', async () => {
    const server = await serve(kind, { answers: [{ hang: 'after-a-piece' }, { pieces: ['late'], delayMs: 200 }] })
    const model = modelAt(kind, server.url, { guard: { silenceMs: 80 } })
    const { pieces, error } = await ask(model, { timeoutMs: 60_000 })
    expect(pieces).toEqual(['Once'])
    expect(error).toBeInstanceOf(ModelTimeoutError)
    expect((error as Error).message).toContain('stopped in the middle')
    expect((await ask(model)).end).toMatchObject({ text: 'late' })
  })
})

describe.each(kinds)('%s: a stop', (kind) => {
  const reason = new Error('enough')

  test('before the call: nothing is asked', async () => {
    const server = await serve(kind)
    expect((await ask(modelAt(kind, server.url), { stop: AbortSignal.abort(reason) })).error).toBe(reason)
    await expect(modelAt(kind, server.url).list(AbortSignal.abort(reason))).rejects.toBe(reason)
    expect(server.requests).toEqual([])
  })

  test.each<[string, Script, number?]>([
    ['while it waits for headers', { hang: 'before-headers' }],
    ['while it waits for a piece', { hang: 'after-headers' }],
    ['while it waits for the next piece', { hang: 'after-a-piece' }],
    ['while pieces come', { endless: 'x', everyMs: 2 }],
    ['while it waits to ask again', failing, 60_000],
  ])('%s: ends at once, with its reason', async (_, script, firstBackOffMs = 1) => {
    const server = await serve(kind, { answers: [script] })
    const stop = new AbortController()
    const asked = ask(modelAt(kind, server.url, { firstBackOffMs }), { stop: stop.signal, timeoutMs: 120_000 })
    await vi.waitFor(() => expect(server.requests).toHaveLength(1))
    setTimeout(() => stop.abort(reason), 60)
    expect((await asked).error).toBe(reason)
    expect(server.requests, 'and nothing is asked any more').toHaveLength(1)
  })

  test('of a list', async () => {
    const server = await serve(kind)
    const stop = new AbortController()
    const listed = modelAt(kind, server.url).list(stop.signal)
    stop.abort(reason)
    await expect(listed).rejects.toBe(reason)
  })

  test('whoever listens no more hangs up', async () => {
    let closed = false
    const server = await serve(kind)
    server.script(async (_, response) => {
      response.once('close', () => { closed = true })
      response.writeHead(200)
      const line = JSON.stringify(kind === 'ollama' ? { message: { content: 'x' }, done: false } : { choices: [{ delta: { content: 'x' } }] })
      response.write(kind === 'ollama' ? `${line}\n` : `data: ${line}\n\n`)
    })
    for await (const piece of modelAt(kind, server.url).chat(order())) {
      expect(piece).toBe('x')
      break
    }
    await vi.waitFor(() => expect(closed).toBe(true))
  })
})

describe('the breaker', () => {
  const failed: Script[] = [failing, failing, failing]
  // It tells time by the wall clock alone, which stands still here but for what a test lets pass.
  beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'] }))
  afterEach(() => void vi.useRealTimers())
  const pass = (ms: number): unknown => vi.setSystemTime(Date.now() + ms)

  test('lets a server rest that fails again and again, then lets one call try', async () => {
    const server = await serve('openai', { answers: [...failed, ...failed] })
    const model = modelAt('openai', server.url, { breakers: new Breakers({ failures: 2, restMs: 250 }) })
    for (const _ of [1, 2]) expect((await ask(model)).error).toMatchObject({ code: 'model-failed' })
    expect(server.requests).toHaveLength(6)

    const { error } = await ask(model)
    expect(error).toBeInstanceOf(ModelRestingError)
    expect((error as Error).message).toMatch(/for 1 s more/)
    expect(server.requests, 'it is left alone').toHaveLength(6)

    pass(280)
    server.script(...failed)
    expect((await ask(model)).error, 'the call that tries').toMatchObject({ code: 'model-failed' })
    expect((await ask(model)).error, 'one failure is enough now').toBeInstanceOf(ModelRestingError)

    pass(280)
    server.script({ pieces: ['slowly', ' well'], delayMs: 200 }, ...failed)
    const trying = ask(model)
    await vi.waitFor(() => expect(server.requests).toHaveLength(10))
    expect((await ask(model)).error, 'only one at a time').toBeInstanceOf(ModelRestingError)
    expect((await trying).end).toMatchObject({ text: 'slowly well' })
    expect((await ask(model)).error, 'closed again: one failure is not enough').toMatchObject({ code: 'model-failed' })
    expect((await ask(model)).end).toMatchObject({ text: 'All is well.' })
  })

  test('counts what breaks in the middle and what is no answer, and not what is refused', async () => {
    const breakers = new Breakers({ failures: 2, restMs: 60_000 })
    const server = await serve('openai', { answers: [{ status: 400 }, { status: 401 }, { status: 404 }, { pieces: ['a', 'b'], cutAfter: 1 }, { raw: 'prose' }] })
    const model = modelAt('openai', server.url, { breakers })
    const codes = []
    for (let call = 0; call < 6; call += 1) codes.push(((await ask(model)).error as { code: string }).code)
    expect(codes).toEqual(['model-refused', 'model-denied', 'model-refused', 'model-unreachable', 'model-answer', 'model-resting'])
  })

  test('one answer that is well begins the count anew', async () => {
    const breakers = new Breakers({ failures: 2, restMs: 60_000 })
    const server = await serve('openai', { answers: [...failed, good, ...failed, good] })
    const model = modelAt('openai', server.url, { breakers })
    const ends = []
    for (let call = 0; call < 4; call += 1) ends.push((await ask(model)).end?.text)
    expect(ends).toEqual([undefined, 'Well.', undefined, 'Well.'])
  })

  test('is shared by all who ask there, and by nobody else', async () => {
    const breakers = new Breakers({ failures: 1, restMs: 60_000 })
    const [server, other] = [await serve('openai', { answers: failed }), await serve('openai')]
    await ask(modelAt('openai', server.url, { breakers }))
    expect((await ask(modelAt('openai', server.url, { breakers }))).error).toBeInstanceOf(ModelRestingError)
    expect((await ask(modelAt('openai', other.url, { breakers }))).end).toBeDefined()
  })

  test('a stop says nothing of the server, and the call that tried and was stopped leaves it resting', async () => {
    const breakers = new Breakers({ failures: 1, restMs: 100 })
    const server = await serve('openai', { answers: [{ hang: 'before-headers' }] })
    const model = modelAt('openai', server.url, { breakers })
    const stopped = async () => {
      const stop = new AbortController()
      setTimeout(() => stop.abort(new Error('enough')), 40)
      return (await ask(model, { stop: stop.signal })).error
    }
    expect(await stopped()).toMatchObject({ message: 'enough' })
    expect((await ask(model)).end).toBeDefined()

    server.script(...failed)
    await ask(model)
    pass(130)
    server.script({ hang: 'before-headers' })
    expect(await stopped()).toMatchObject({ message: 'enough' })
    expect((await ask(model)).error).toBeInstanceOf(ModelRestingError)
    pass(130)
    expect((await ask(model)).end).toBeDefined()
  })

  test('a call that nobody listens to any more does not keep it half open', async () => {
    const breakers = new Breakers({ failures: 1, restMs: 50 })
    const server = await serve('openai', { answers: failed })
    const model = modelAt('openai', server.url, { breakers })
    await ask(model)
    pass(70)
    server.script({ pieces: ['a', 'b'] })
    const left = model.chat(order({ timeoutMs: 120 }))
    await left.next()
    await systemClock.sleep(150)
    expect((await ask(model)).error).toBeInstanceOf(ModelRestingError)
    pass(70)
    expect((await ask(model)).end).toBeDefined()
    await left.return(undefined as never)
  })
})
