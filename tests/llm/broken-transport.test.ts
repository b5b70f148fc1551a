import { inspect } from 'node:util'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, test, vi, type MockInstance } from 'vitest'
import { ModelError } from '../../lib/contract/errors.ts'
import type { Script } from '../fixtures/llm/fake-server.ts'
import { ask, kinds, modelAt, secret, serve, type Kind } from './ask.ts'

/** What a call may end in: the code of its error, or an answer. */
type End = 'answer' | 'unreachable' | 'denied' | 'limited' | 'failed' | 'refused' | 'timeout' | 'answer-error'
type Case = [name: string, script: Script, end: End, requests?: number]

const ndjson = (fields: object): string => `${JSON.stringify(fields)}\n`
const sse = (data: unknown): string => `data: ${typeof data === 'string' ? data : JSON.stringify(data)}\n\n`
const tooMuch = 'x'.repeat(64 * 1024)
const http = (...lines: string[]): string => `${lines.join('\r\n')}\r\n\r\n`
const echo = `no such thing; you sent Authorization: Bearer ${secret} and ${encodeURIComponent(secret)} and ${Buffer.from(secret).toString('base64')}`
const bomb = gzipSync(Buffer.alloc(60 * 1024 * 1024, 'a'))

const statusCases: Case[] = [
  ['401 that repeats the key', { status: 401, body: { error: { message: echo } } }, 'denied', 1],
  ['401 with nothing', { status: 401 }, 'denied', 1],
  ['403 in HTML', { status: 403, body: `<h1>Forbidden</h1>${echo}`, headers: { 'content-type': 'text/html' } }, 'denied', 1],
  ['402', { status: 402, body: { error: echo } }, 'refused', 1],
  ['404 that repeats the key', { status: 404, body: { error: echo } }, 'refused', 1],
  ['400 that repeats the key', { status: 400, body: { error: { message: `${'-'.repeat(170)}${echo}` } } }, 'refused', 1],
  ['400 that repeats the key, cut in it', { status: 400, body: `${'.'.repeat(185)}${secret}` }, 'refused', 1],
  ['400 in a list', { status: 400, body: [{ error: { message: echo, code: 400 } }] }, 'refused', 1],
  ['400 with wrong JSON types', { status: 400, body: { error: { message: { deep: [secret] } } } }, 'refused', 1],
  ['400 with broken JSON', { status: 400, body: `{"error": "${secret}`, headers: { 'content-type': 'application/json' } }, 'refused', 1],
  ['400 with binary', { status: 400, body: Buffer.from([0xff, 0xfe, 0, 1, 2]) }, 'refused', 1],
  ['400 with 50 MB', { status: 400, body: Buffer.alloc(50 * 1024 * 1024, 'e') }, 'refused', 1],
  ['405', { status: 405 }, 'refused', 1],
  ['413', { status: 413 }, 'refused', 1],
  ['418', { status: 418, body: 'teapot' }, 'refused', 1],
  ['408', { status: 408 }, 'failed', 3],
  ['429 without a word on when', { status: 429, body: { error: { message: echo } } }, 'limited', 3],
  ['429 that can be waited for', { status: 429, headers: { 'retry-after-ms': '2' } }, 'limited', 3],
  ['429 that asks for an hour', { status: 429, headers: { 'retry-after': '3600' } }, 'limited', 1],
  ['429 with a date far off', { status: 429, headers: { 'retry-after': 'Fri, 31 Dec 2100 23:59:59 GMT' } }, 'limited', 1],
  ['429 with nonsense on when', { status: 429, headers: { 'retry-after': '-5; DROP', 'retry-after-ms': 'NaN' } }, 'limited', 3],
  ['429 for want of credit', { status: 429, body: { error: { code: 'insufficient_quota', message: echo } } }, 'refused', 1],
  ['500 that repeats the key', { status: 500, body: { error: echo } }, 'failed', 3],
  ['500 with prose', { status: 500, body: echo }, 'failed', 3],
  ['502 from a proxy', { status: 502, body: `<html>${'nginx '.repeat(1_000)}${secret}</html>`, headers: { 'content-type': 'text/html' } }, 'failed', 3],
  ['503', { status: 503, headers: { 'retry-after': '1' } }, 'failed', 3],
  ['529', { status: 529 }, 'limited', 3],
  ['301 to another host', { status: 301, headers: { location: `http://evil.example/?key=${secret}` } }, 'refused', 1],
  ['302 to metadata', { status: 302, headers: { location: 'http://169.254.169.254/latest/meta-data' } }, 'refused', 1],
  ['307 to itself', { status: 307, headers: { location: '/again' } }, 'refused', 1],
  ['308 with the key for a host', { status: 308, headers: { location: `http://${secret.replaceAll(/[^a-z0-9]/gi, '')}.example/` } }, 'refused', 1],
  ['302 to nowhere', { status: 302 }, 'refused', 1],
  ['304', { status: 304 }, 'refused', 1],
  ['204', { status: 204 }, 'answer-error', 1],
  ['status 999', { wire: http('HTTP/1.1 999 What', 'content-length: 0') }, 'answer-error', 1],
]

const bodyCases: Case[] = [
  ['nothing at all', { raw: '' }, 'answer-error'],
  ['only blank lines', { raw: '\n\r\n\n' }, 'answer-error'],
  ['prose', { raw: `I am a teapot, and the key is ${secret}.` }, 'answer-error'],
  ['a web page', { raw: `<!doctype html><title>Log in</title>${secret}`, headers: { 'content-type': 'text/html' } }, 'answer-error'],
  ['JSON null', { raw: 'null\n' }, 'answer-error'],
  ['a JSON number', { raw: '42\n' }, 'answer-error'],
  ['a JSON list', { raw: '[1, 2]\n' }, 'answer-error'],
  ['another kind of object', { raw: ndjson({ hello: secret }) }, 'answer-error'],
  ['half a JSON', { raw: '{"message": {"content": "Hel' }, 'answer-error'],
  ['deep JSON', { raw: `${'['.repeat(100_000)}\n` }, 'answer-error'],
  ['binary', { raw: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0xff, 0xfe, 0xfd, 10, 10]) }, 'answer-error'],
  ['NUL characters', { raw: Buffer.alloc(100) }, 'answer-error'],
  ['half a UTF-8 character at the end', { raw: Buffer.from([0x0a, 0xe2, 0x86]) }, 'answer-error'],
  ['Latin-1', { raw: Buffer.from('data: caf\xe9\n\n', 'latin1') }, 'answer-error'],
  ['UTF-16', { raw: Buffer.from('data: hello\n\n', 'utf16le') }, 'answer-error'],
  ['50 MB of one line', { raw: Array.from({ length: 800 }, () => tooMuch), delayMs: 0 }, 'answer-error'],
  ['50 MB of pieces', { endless: tooMuch }, 'answer-error'],
  ['50 MB of blank lines', { endless: '\n'.repeat(64 * 1024), asBytes: true }, 'answer-error'],
  ['a length of 50 MB', { wire: http('HTTP/1.1 200 OK', 'content-length: 52428800') }, 'answer-error'],
  ['a small bomb', { raw: bomb, headers: { 'content-encoding': 'gzip' } }, 'answer-error'],
  ['gzip that is none', { raw: 'not gzip', headers: { 'content-encoding': 'gzip' } }, 'answer-error'],
  ['an endless stream', { endless: 'more ', everyMs: 1 }, 'timeout'],
  ['one byte at a time, for ever', { endless: ' ', everyMs: 5, asBytes: true }, 'timeout'],
  ['no headers', { hang: 'before-headers' }, 'timeout'],
  ['headers and then nothing', { hang: 'after-headers' }, 'timeout'],
  ['a piece and then nothing', { hang: 'after-a-piece' }, 'timeout'],
  ['a hang-up before headers', { reset: true }, 'unreachable', 3],
  ['an end without headers', { wire: '' }, 'unreachable', 3],
  ['a hang-up before the first piece', { pieces: ['a', 'b'], cutAfter: 0 }, 'unreachable', 3],
  ['a hang-up after a piece', { pieces: ['a', 'b', 'c'], cutAfter: 1 }, 'unreachable', 1],
  ['a hang-up before the end', { pieces: ['a', 'b'], cutAfter: 2 }, 'unreachable', 1],
  ['an end that is none', { pieces: ['a', 'b'], withoutEnd: true }, 'answer-error', 1],
  ['something that is not HTTP', { wire: 'SSH-2.0-OpenSSH_9.6\r\n' }, 'answer-error'],
  ['HTTP with a broken header', { wire: 'HTTP/1.1 200 OK\r\nbad header\x01: x\r\n\r\n' }, 'answer-error'],
  ['a header of 1 MB', { wire: http('HTTP/1.1 200 OK', `x-long: ${'h'.repeat(1024 * 1024)}`) }, 'answer-error'],
  ['two lengths', { wire: http('HTTP/1.1 200 OK', 'content-length: 5', 'content-length: 7') + 'hello' }, 'answer-error'],
  ['broken chunks', { wire: http('HTTP/1.1 200 OK', 'transfer-encoding: chunked') + 'zz\r\nhello\r\n' }, 'answer-error'],
  ['a body shorter than it says', { wire: http('HTTP/1.1 200 OK', 'content-length: 500') + 'data: short' }, 'unreachable', 3],
  ['a NUL character in a piece', { pieces: ['a', 'b\0c'] }, 'answer-error'],
  ['half a character in a piece', { pieces: ['a', '\ud83d'] }, 'answer-error'],
  ['good, and slow', { pieces: ['a', 'b'], delayMs: 15 }, 'answer'],
  ['good, with an unknown finish', { pieces: ['a'], finish: 'because' }, 'answer'],
  ['good, with odd characters', { pieces: ['\u2028\u2029\ufeff‮ ', '\u0007\u001b[31m'] }, 'answer'],
]

const own: Record<Kind, Case[]> = {
  ollama: [
    ['an error in the middle', { raw: [ndjson({ message: { content: 'a' }, done: false }), ndjson({ error: echo })] }, 'failed', 1],
    ['an error at once', { raw: ndjson({ error: echo }) }, 'failed', 3],
    ['an error that is no text', { raw: ndjson({ error: { deep: secret } }) }, 'failed', 3],
    ['a number for content', { raw: ndjson({ message: { content: 5 }, done: true }) }, 'answer-error'],
    ['a text for done', { raw: ndjson({ message: { content: 'x' }, done: 'yes' }) }, 'answer-error'],
    ['a text for the message', { raw: ndjson({ message: 'x', done: true }) }, 'answer-error'],
    ['wrong counts', { raw: ndjson({ message: { content: 'x' }, done: true, eval_count: 'many', prompt_eval_count: -1 }) }, 'answer'],
    ['bytes that are no UTF-8, in a good line', { raw: Buffer.from(ndjson({ message: { content: 'caf\xe9' }, done: true }), 'latin1') }, 'answer-error'],
    ['a line torn into bytes', { raw: [...Buffer.from(ndjson({ message: { content: 'ü↯😀' }, done: true }))].map((byte) => Buffer.from([byte])), delayMs: 0 }, 'answer'],
    ['no line end after the last line', { raw: ndjson({ message: { content: 'x' }, done: true }).trim() }, 'answer'],
    ['carriage returns and blank lines', { raw: `\r\n\n${ndjson({ message: { content: 'x' }, done: false }).trim()}\r\n\r\n${ndjson({ done: true })}` }, 'answer'],
    ['events instead of lines', { raw: sse({ choices: [{ delta: { content: 'x' } }] }) }, 'answer-error'],
    ['more after the end', { raw: ndjson({ message: { content: 'x' }, done: true }) + ndjson({ message: { content: secret }, done: false }) }, 'answer'],
  ],
  openai: [
    ['an error in the middle', { raw: [sse({ choices: [{ index: 0, delta: { content: 'a' } }] }), sse({ error: { message: echo } })] }, 'failed', 1],
    ['an error at once', { raw: sse({ error: { message: echo, type: 'server_error' } }) }, 'failed', 3],
    ['an error event', { raw: `event: error\n${sse({ message: secret })}` }, 'failed', 3],
    ['too many requests in the stream', { raw: sse({ error: { message: echo, code: 'rate_limit_exceeded' } }) }, 'limited', 3],
    ['a text for an error', { raw: sse({ error: echo }) }, 'failed', 3],
    ['data that is no JSON', { raw: sse(`hello ${secret}`) }, 'answer-error'],
    ['data that is null', { raw: sse(null) }, 'answer-error'],
    ['a number for content', { raw: sse({ choices: [{ index: 0, delta: { content: 5 }, finish_reason: 'stop' }] }) }, 'answer-error'],
    ['a text for choices', { raw: sse({ choices: 'all' }) }, 'answer-error'],
    ['a text for a delta', { raw: sse({ choices: [{ delta: 'x', finish_reason: 'stop' }] }) }, 'answer-error'],
    ['only [DONE]', { raw: sse('[DONE]') }, 'answer-error'],
    ['no finish before [DONE]', { raw: sse({ choices: [{ delta: { content: 'x' } }] }) + sse('[DONE]') }, 'answer-error'],
    ['bytes that are no UTF-8, in a good event', { raw: Buffer.from(sse({ choices: [{ delta: { content: 'caf\xe9' }, finish_reason: 'stop' }] }), 'latin1') }, 'answer-error'],
    ['no [DONE]', { raw: sse({ choices: [{ delta: { content: 'x' }, finish_reason: 'stop' }] }) }, 'answer'],
    ['wrong counts', { raw: sse({ choices: [{ delta: { content: 'x' }, finish_reason: 'stop' }], usage: { prompt_tokens: 'many' } }) }, 'answer'],
    ['comments and unknown fields', { raw: `: ping\n\nid: 7\nretry: 1\nodd\n${sse({ choices: [{ delta: { content: 'x' }, finish_reason: 'stop' }] })}` }, 'answer'],
    ['carriage returns, torn into bytes', { raw: [...Buffer.from(sse({ choices: [{ delta: { content: 'ü↯😀' }, finish_reason: 'stop' }] }).replaceAll('\n', '\r\n'))].map((byte) => Buffer.from([byte])), delayMs: 0 }, 'answer'],
    ['lines instead of events', { raw: ndjson({ message: { content: 'x' }, done: true }) }, 'answer-error'],
    ['one answer instead of a stream', { raw: ndjson({ choices: [{ message: { content: 'x' }, finish_reason: 'stop' }] }), headers: { 'content-type': 'application/json' } }, 'answer-error'],
    ['another choice', { raw: sse({ choices: [{ index: 1, delta: { content: secret } }] }) + sse({ choices: [{ index: 0, delta: { content: 'x' }, finish_reason: 'stop' }] }) }, 'answer'],
    ['more after [DONE]', { raw: sse({ choices: [{ delta: { content: 'x' }, finish_reason: 'stop' }] }) + sse('[DONE]') + sse({ choices: [{ delta: { content: secret } }] }) }, 'answer'],
  ],
}

const codes: Record<Exclude<End, 'answer'>, string> = {
  ...{ unreachable: 'model-unreachable', denied: 'model-denied', limited: 'model-limited', failed: 'model-failed' },
  ...{ refused: 'model-refused', timeout: 'model-timeout', 'answer-error': 'model-answer' },
}

const words = ['log', 'info', 'warn', 'error', 'debug'] as const
let written: MockInstance[]
beforeEach(() => { written = words.map((word) => vi.spyOn(console, word).mockImplementation(() => undefined)) })
afterEach(() => { for (const spy of written) spy.mockRestore() })

describe.each(kinds)('%s', (kind) => {
  test('there are enough of them', () => {
    expect(statusCases.length + bodyCases.length + own[kind].length).toBeGreaterThanOrEqual(60)
  })

  test.each([...statusCases, ...bodyCases, ...own[kind]])('%s', async (_, script, end, requests) => {
    const server = await serve(kind, { answers: [script, script, script] })
    const model = modelAt(kind, server.url)
    const startedAt = performance.now()
    const told = await ask(model, { timeoutMs: end === 'timeout' ? 250 : 5_000 })
    const ms = performance.now() - startedAt
    if (end === 'answer') expect(told.error).toBeUndefined()
    else {
      expect(told.error, inspect(told)).toBeInstanceOf(ModelError)
      expect((told.error as ModelError).code, inspect(told.error)).toBe(codes[end])
      expect((told.error as Error).message.length).toBeLessThan(500)
      expect((told.error as Error).message).not.toMatch(/\p{Cc}/u)
    }
    expect(ms).toBeLessThan(4_000)
    if (requests !== undefined) expect(server.requests).toHaveLength(requests)

    const shown = inspect(told, { depth: 20, showHidden: true, maxStringLength: null })
    for (const form of [secret, secret.slice(0, 12), encodeURIComponent(secret), Buffer.from(secret).toString('base64')]) expect(shown).not.toContain(form)
    expect(written.flatMap(({ mock }) => mock.calls), 'nothing is written to the console').toEqual([])

    server.forget()
    expect((await ask(model)).end, 'the next call is well').toMatchObject({ text: 'All is well.', requests: 1 })
  })

  test('nobody listens: says so, and how to go on', async () => {
    const server = await serve(kind)
    await server.close()
    const { error } = await ask(modelAt(kind, server.url))
    expect(error).toMatchObject({ code: 'model-unreachable' })
    expect((error as Error).message).toContain(`Nobody listens at ${server.url}`)
    expect((error as Error).message).toContain('mindUrl')
  })

  test('a list that is none', async () => {
    const server = await serve(kind)
    const list = (baseUrl: string) => modelAt(kind, baseUrl).list(new AbortController().signal)
    await expect(list(`${server.url}/elsewhere`)).rejects.toMatchObject({ code: 'model-refused' })
    await server.close()
    await expect(list(server.url)).rejects.toMatchObject({ code: 'model-unreachable' })
  })
})
