import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { ModelFailedError, ModelRecordingError, ModelTimeoutError } from '../../lib/contract/errors.ts'
import type { Model } from '../../lib/contract/ports/model.ts'
import { systemClock } from '../../lib/process/clock.ts'
import { openModel } from '../../lib/llm/open-model.ts'
import { recorded } from '../../lib/llm/recording.ts'
import type { ReplayOptions } from '../../lib/llm/replay.ts'
import { FakeClock, settle } from '../fixtures/fake-clock.ts'
import { ask, kinds, modelAt, order, secret, serve } from './ask.ts'

let folder: string
let path: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ouroboros-llm-'))
  path = join(folder, 'talks', 'a.ndjson')
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const replay = (options: ReplayOptions = {}, clock = systemClock): Model => openModel(`replay/${path}`, { key: () => undefined, allowedHosts: [], clock, replay: options })
const saying = (text: string) => ({ messages: [{ role: 'user' as const, text }] })
const lines = async (): Promise<Record<string, unknown>[]> => (await readFile(path, 'utf8')).trim().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>)

describe.each(kinds)('%s', (kind) => {
  test('what was recorded comes back byte for byte, with nobody asked', async () => {
    const odd = ['{"edits":', ' "ü↯😀\u2028\u0001\\n\r\n', '"}\n', '']
    const server = await serve(kind, { answers: [{ pieces: odd, usage: { inputTokens: 5, outputTokens: 6 } }, { pieces: ['second'], finish: 'length', usage: null }] })
    const model = recorded(modelAt(kind, server.url), path, systemClock)
    const schema = { type: 'object', required: ['edits'] }
    const first = await ask(model, { schema })
    const second = await ask(model, saying('more'))
    expect(server.requests).toHaveLength(2)
    await server.close()

    const player = replay()
    expect(player).toMatchObject({ isReplay: true, provider: 'replay', model: path })
    // In another order than they were asked, and with the keys of the schema in another order.
    expect(await ask(player, { ...saying('more'), seed: 99 })).toEqual(second)
    expect(await ask(player, { schema: { required: ['edits'], type: 'object' } })).toEqual(first)
    expect(first.end!.text).toBe(odd.join(''))
    expect(await player.list(order().stop)).toEqual(['some/model:7b'])
    expect(await readFile(path, 'utf8')).not.toContain(secret.slice(0, 10))
  })
})

describe('the file', () => {
  test('says what it is, and has a line for each call', async () => {
    const server = await serve('openai', { answers: [{ pieces: ['a', 'b'] }, { status: 400 }] })
    const model = recorded(modelAt('openai', server.url), path, systemClock)
    await ask(model)
    await ask(model)
    const [head, ...calls] = await lines()
    expect(head).toEqual({ format: 'ouroboros-model-recording', version: 1, provider: 'openai', model: 'some/model:7b', recordedAt: expect.stringMatching(/^\d{4}-.*Z$/) })
    expect(calls).toEqual([
      { question: expect.stringMatching(/^[0-9a-f]{64}$/), pieces: [[expect.any(Number), 'a'], [expect.any(Number), 'b']], end: expect.objectContaining({ finish: 'stop', requests: 1 }) },
      { question: calls[0]!['question'], pieces: [], error: { code: 'model-refused', message: expect.any(String), ms: expect.any(Number) } },
    ])
  })

  test('is continued by the same model, and by no other', async () => {
    const server = await serve('openai')
    for (const _ of [1, 2]) await ask(recorded(modelAt('openai', server.url), path, systemClock))
    expect(await lines()).toHaveLength(3)
    const { error } = await ask(recorded({ ...modelAt('openai', server.url), provider: 'openai', model: 'other', isReplay: false, chat: (given) => modelAt('openai', server.url).chat(given) }, path, systemClock))
    expect(error).toBeInstanceOf(ModelRecordingError)
    expect(await lines()).toHaveLength(3)
  })

  test('calls that end together do not mix', async () => {
    const server = await serve('openai')
    const model = recorded(modelAt('openai', server.url), path, systemClock)
    await Promise.all(Array.from({ length: 12 }, (_, index) => ask(model, saying(`question ${index}`))))
    expect(await lines()).toHaveLength(13)
  })

  test('that cannot be written is told', async () => {
    const server = await serve('openai')
    await writeFile(join(folder, 'talks'), 'a file, no folder')
    expect((await ask(recorded(modelAt('openai', server.url), path, systemClock))).error).toBeInstanceOf(ModelRecordingError)
  })

  test('whose last line was torn off is not continued in the middle of it', async () => {
    const server = await serve('openai')
    await ask(recorded(modelAt('openai', server.url), path, systemClock))
    await appendFile(path, '{"question":"')
    expect((await ask(recorded(modelAt('openai', server.url), path, systemClock))).error).toBeInstanceOf(ModelRecordingError)
  })

  test('a stopped call is recorded as such, and answers nothing', async () => {
    const server = await serve('openai', { answers: [{ hang: 'after-a-piece' }] })
    const model = recorded(modelAt('openai', server.url), path, systemClock)
    const stop = new AbortController()
    expect((await ask(model, { stop: stop.signal }, () => stop.abort(new Error('enough')))).error).toMatchObject({ message: 'enough' })
    for await (const _ of model.chat(order())) break
    expect(await lines()).toMatchObject([{}, { pieces: [[expect.any(Number), 'Once']], error: { code: 'stopped' } }, { error: { code: 'stopped' } }])
    expect(await ask(replay({ isLoose: true }))).toMatchObject({ pieces: [], error: { code: 'model-recording', message: expect.stringContaining('no further answer') } })
  })

  test('whoever listens no more is told on to the model', async () => {
    let isLeft = false
    const model = recorded(
      {
        ...{ provider: 'x', model: 'y', isReplay: false, list: async () => [] },
        chat: async function* () {
          try {
            for (;;) yield 'more'
          } finally {
            isLeft = true
          }
        },
      },
      path,
      systemClock,
    )
    for await (const _ of model.chat(order())) break
    expect(isLeft).toBe(true)
  })
})

const head = JSON.stringify({ format: 'ouroboros-model-recording', version: 1, provider: 'ollama', model: 'm', recordedAt: '2026-01-01T00:00:00.000Z' })
const end = { finish: 'stop', usage: null, firstTokenMs: 1, ms: 400, requests: 1 }
const call = (text: string, more: object = { end }) => JSON.stringify({ question: 'a'.repeat(64), pieces: [[100, text], [300, '!']], ...more })

async function write(...written: string[]): Promise<void> {
  path = join(folder, 'b.ndjson')
  await writeFile(path, `${written.join('\n')}\n`)
}

describe('replay', () => {
  test('several answers to one question come in their order, and then none', async () => {
    const server = await serve('openai', { answers: ['one', 'two', 'three'].map((text) => ({ pieces: [text] })) })
    const model = recorded(modelAt('openai', server.url), path, systemClock)
    for (const text of ['x', 'y', 'x']) await ask(model, saying(text))
    const player = replay()
    expect((await ask(player, saying('x'))).end?.text).toBe('one')
    expect((await ask(player, saying('x'))).end?.text).toBe('three')
    expect((await ask(player, saying('x'))).error).toBeInstanceOf(ModelRecordingError)
    expect((await ask(player, saying('z'))).error).toBeInstanceOf(ModelRecordingError)
    expect((await ask(player, saying('y'))).end?.text).toBe('two')
    expect((await ask(player, saying('y'))).error).toMatchObject({ message: expect.stringContaining('no further answer') })
  })

  test('loose: an unknown question gets the next call that is unused', async () => {
    const server = await serve('openai', { answers: ['one', 'two', 'three'].map((text) => ({ pieces: [text] })) })
    const model = recorded(modelAt('openai', server.url), path, systemClock)
    for (const text of ['x', 'y', 'z']) await ask(model, saying(text))
    const player = replay({ isLoose: true })
    const texts = []
    for (const text of ['y', '?', '?']) texts.push((await ask(player, saying(text))).end?.text)
    expect(texts).toEqual(['two', 'one', 'three'])
    expect((await ask(player, saying('?'))).error).toBeInstanceOf(ModelRecordingError)
  })

  test('an error comes back as the one that it was', async () => {
    await write(head, call('half', { error: { code: 'model-failed', message: 'It failed', ms: 9 } }), call('', { error: { code: 'model-limited', message: 'Wait', ms: 9 } }), call('', { error: { code: 'unheard-of', message: 'What', ms: 9 } }))
    const player = replay({ isLoose: true })
    const told = await ask(player)
    expect(told).toMatchObject({ pieces: ['half', '!'], error: { code: 'model-failed', message: 'It failed', isRetryable: true } })
    expect(told.error).toBeInstanceOf(ModelFailedError)
    expect((await ask(player)).error).toMatchObject({ code: 'model-limited', retryAfterMs: null })
    expect((await ask(player)).error).toBeInstanceOf(ModelRecordingError)
  })

  test('pieces come at their pace', async () => {
    await write(head, call('a'))
    const clock = new FakeClock()
    const came: [number, string][] = []
    const asked = ask(replay({ isLoose: true, pace: 0.5 }, clock), {}, (text) => came.push([clock.mono(), text]))
    // The file is read in the machine's own time.
    await vi.waitFor(() => expect(clock.waiting.length).toBeGreaterThan(0), { timeout: 10_000, interval: 2 })
    for (let step = 0; step < 25; step += 1) {
      await clock.advance(10)
      await settle()
    }
    expect((await asked).end).toMatchObject({ text: 'a!', ms: 400 })
    expect(came).toEqual([[50, 'a'], [150, '!']])
    expect(clock.mono()).toBeGreaterThanOrEqual(200)
  })

  test('a stop ends its waits at once, with its reason, and the time limit holds', async () => {
    await write(head, call('a'), call('b'))
    const player = replay({ isLoose: true, pace: 10_000 })
    const stop = new AbortController()
    setTimeout(() => stop.abort(new Error('enough')), 30)
    const startedAt = performance.now()
    expect((await ask(player, { stop: stop.signal, timeoutMs: 9_000 })).error).toMatchObject({ message: 'enough' })
    expect(performance.now() - startedAt).toBeLessThan(4_000)
    expect((await ask(player, { timeoutMs: 20 })).error).toBeInstanceOf(ModelTimeoutError)
    expect((await ask(player, { stop: AbortSignal.abort(new Error('at once')) })).error).toMatchObject({ message: 'at once' })
  })

  test.each<[string, string[], string]>([
    ['nothing', [''], 'line 1'],
    ['prose', ['Dear diary'], 'line 1'],
    ['another kind of file', ['{"name":"package"}'], 'line 1'],
    ['another version', [head.replace('"version":1', '"version":2')], 'line 1'],
    ['no first line', [call('a')], 'line 1'],
    ['half a line', [head, call('a'), call('b').slice(0, 50)], 'line 3'],
    ['a blank line', [head, '', call('a')], 'line 2'],
    ['null', [head, call('a'), 'null'], 'line 3'],
    ['pieces of another kind', [head, call('a').replace('100', '"soon"')], 'line 2'],
    ['no end', [head, call('a', {})], 'line 2'],
    ['an end and an error', [head, call('a'), call('a', { end, error: { code: 'x', message: 'x', ms: 1 } })], 'line 3'],
    ['no hash', [head, call('a').replace('aaaa', 'zzzz')], 'line 2'],
  ])('a broken file is told by its line: %s', async (_, written, where) => {
    await write(...written)
    const { error } = await ask(replay({ isLoose: true }))
    expect(error).toBeInstanceOf(ModelRecordingError)
    expect((error as Error).message).toContain(where)
  })

  test('a file that is not there', async () => {
    const player = replay()
    expect((await ask(player)).error).toBeInstanceOf(ModelRecordingError)
    path = join(folder, 'talks')
    await expect(player.list(order().stop)).rejects.toBeInstanceOf(ModelRecordingError)
  })
})
