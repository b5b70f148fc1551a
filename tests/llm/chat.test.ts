import { describe, expect, test } from 'vitest'
import { ModelDeniedError, ModelRefusedError, ModelUnknownError } from '../../lib/contract/errors.ts'
import { systemClock } from '../../lib/process/clock.ts'
import { parseModelName } from '../../lib/llm/model-name.ts'
import { openModel } from '../../lib/llm/open-model.ts'
import { ask, kinds, modelAt, order, secret, serve } from './ask.ts'

const schema = { type: 'object', properties: { edits: { type: 'array' } }, required: ['edits'] }

describe.each(kinds)('%s', (kind) => {
  test('gives the pieces as they come, and the end with what the provider counted', async () => {
    const server = await serve(kind, { key: secret, answers: [{ pieces: ['Füg ', '', 'ein ↯', '\n'], usage: { inputTokens: 12, outputTokens: 3 } }] })
    const { pieces, end } = await ask(modelAt(kind, server.url))
    expect(pieces).toEqual(['Füg ', 'ein ↯', '\n'])
    expect(end).toMatchObject({ text: 'Füg ein ↯\n', finish: 'stop', usage: { inputTokens: 12, outputTokens: 3 }, requests: 1 })
    expect(end!.firstTokenMs).toBeLessThanOrEqual(end!.ms)
  })

  test('asks with the key, the model, the seed and the most tokens', async () => {
    const server = await serve(kind)
    await ask(modelAt(kind, server.url), { schema })
    expect(server.requests).toHaveLength(1)
    const { headers, body } = server.requests[0]!
    expect(headers.authorization).toBe(`Bearer ${secret}`)
    expect(body).toMatchObject({ model: 'some/model:7b', stream: true, messages: [{ role: 'system', content: 'You mend programs.' }, { role: 'user', content: 'Mend this one: ↯' }] })
    if (kind === 'ollama') expect(body).toMatchObject({ format: schema, options: { seed: 7, num_predict: 500 } })
    else expect(body).toMatchObject({ seed: 7, max_completion_tokens: 500, stream_options: { include_usage: true }, response_format: { type: 'json_schema', json_schema: { schema } } })
  })

  test('without a schema and without a key, asks for neither', async () => {
    const server = await serve(kind)
    await ask(modelAt(kind, server.url, { key: () => undefined }))
    const { headers, body } = server.requests[0]!
    expect(headers.authorization).toBeUndefined()
    expect(body).not.toHaveProperty(kind === 'ollama' ? 'format' : 'response_format')
  })

  test('reads the key at each call', async () => {
    const server = await serve(kind)
    const keys = ['first', 'second']
    let at = 0
    const model = modelAt(kind, server.url, { key: () => keys[at] })
    await ask(model)
    at = 1
    await ask(model)
    expect(server.requests.map(({ headers }) => headers.authorization)).toEqual(['Bearer first', 'Bearer second'])
  })

  test('says what cut it off, and that nobody counted', async () => {
    const server = await serve(kind, { answers: [{ pieces: ['Half'], finish: 'length', usage: null }, { pieces: ['x'], finish: 'content_filter' }, { pieces: [] }] })
    const model = modelAt(kind, server.url)
    expect((await ask(model)).end).toMatchObject({ text: 'Half', finish: 'length', usage: null })
    expect((await ask(model)).end).toMatchObject({ finish: 'other' })
    expect((await ask(model)).end, 'an answer without a word').toMatchObject({ text: '', firstTokenMs: null })
  })

  test('lists what there is', async () => {
    const server = await serve(kind, { key: secret, models: ['a:1b', 'b'] })
    expect(await modelAt(kind, server.url).list(order().stop)).toEqual(['a:1b', 'b'])
    await expect(modelAt(kind, server.url, { key: () => 'wrong' }).list(order().stop)).rejects.toBeInstanceOf(ModelDeniedError)
  })

  test('a model that is not there: says how to get it', async () => {
    const server = await serve(kind, { models: ['other'] })
    const { error } = await ask(modelAt(kind, server.url))
    expect(error).toBeInstanceOf(ModelRefusedError)
    expect((error as Error).message).toContain(kind === 'ollama' ? 'ollama pull some/model:7b' : 'some/model:7b')
    expect(server.requests, 'asked once').toHaveLength(1)
  })
})

describe('Ollama', () => {
  test('is given room for a long question, which it would else cut without a word', async () => {
    const server = await serve('ollama')
    await ask(modelAt('ollama', server.url), { messages: [{ role: 'user', text: 'x'.repeat(30_000) }] })
    await ask(modelAt('ollama', server.url))
    expect(server.requests.map(({ body }) => (body['options'] as Record<string, unknown>)['num_ctx'])).toEqual([16_384, undefined])
  })
})

describe('a server that takes less than OpenAI', () => {
  const refuse = (...words: string[]) => ({ status: 400, body: { error: { message: `Unsupported parameter: ${words.join(', ')}`, type: 'invalid_request_error', param: words[0], code: 'unsupported_parameter' } } })

  test.each([
    ['response_format', 'response_format'],
    ['stream_options', 'stream_options'],
    ['seed', 'seed'],
    ['max_completion_tokens', 'max_completion_tokens'],
  ])('refuses %s: is asked once more without it', async (word, field) => {
    const server = await serve('openai', { answers: [refuse(word)] })
    const model = modelAt('openai', server.url)
    expect((await ask(model, { schema })).end).toMatchObject({ text: 'All is well.', requests: 2 })
    expect(server.requests[0]!.body).toHaveProperty(field)
    expect(server.requests[1]!.body).not.toHaveProperty(field)
    if (field === 'max_completion_tokens') expect(server.requests[1]!.body).toMatchObject({ max_tokens: 500 })
    expect((await ask(model, { schema })).end, 'the next call knows').toMatchObject({ requests: 1 })
  })

  test('refuses one after the other: not more than three requests', async () => {
    const server = await serve('openai', { answers: [refuse('seed'), refuse('stream_options'), refuse('response_format')] })
    const { error } = await ask(modelAt('openai', server.url), { schema })
    expect(error).toBeInstanceOf(ModelRefusedError)
    expect(server.requests).toHaveLength(3)
  })

  test('refuses what cannot be left out: is not asked again', async () => {
    const server = await serve('openai', { answers: [refuse('messages[0].role'), refuse('max_tokens: the context length is 4096, seed')] })
    const model = modelAt('openai', server.url)
    for (const _ of [1, 2]) expect((await ask(model)).error).toBeInstanceOf(ModelRefusedError)
    expect(server.requests).toHaveLength(2)
  })

  test('and one that is no OpenAI is asked with the older name first', async () => {
    const server = await serve('openai')
    await ask(openModel('openai-compatible/x', { baseUrl: server.url, key: () => undefined, allowedHosts: ['127.0.0.1'], clock: systemClock }))
    expect(server.requests[0]!.body).toMatchObject({ max_tokens: 500 })
    expect(server.requests[0]!.body).not.toHaveProperty('max_completion_tokens')
  })
})

describe('names', () => {
  const options = { key: () => secret, allowedHosts: [], clock: systemClock }

  test.each([['ollama', 'ollama/qwen3-coder'], ['anthropic', 'anthropic/claude-sonnet-4-5'], ['ollama/x:1b', 'ollama/x:1b']])('%s means %s', (name, means) => {
    const { provider, model } = parseModelName(name)
    expect(`${provider}/${model}`).toBe(means)
  })

  test.each(['', 'none', 'vllm', 'openai-compatible', '/x', 'ollama/', 'nobody/x', 'constructor/x', 'ollama/a b', 'ollama/a\nb'])('%j names no model', (name) => {
    expect(() => openModel(name, options)).toThrow(ModelUnknownError)
    expect(() => openModel(name, options)).toThrow(/ollama, openai, gemini/)
  })

  test.each([
    ['ollama/qwen3-coder:30b', 'ollama', 'qwen3-coder:30b'],
    ['groq/openai/gpt-oss-20b', 'groq', 'openai/gpt-oss-20b'],
    ['replay/talks/a.ndjson', 'replay', 'talks/a.ndjson'],
    ['replay//tmp/a.ndjson', 'replay', '/tmp/a.ndjson'],
  ])('%s', (name, provider, model) => {
    expect(openModel(name, options)).toMatchObject({ provider, model, isReplay: provider === 'replay' })
  })

  test.each([undefined, '', 'nonsense', 'ftp://127.0.0.1', 'file:///etc/passwd', `http://me:${encodeURIComponent(secret)}@127.0.0.1`])('a server at %j cannot be asked', (baseUrl) => {
    let error
    try {
      openModel('openai-compatible/x', { ...options, ...(baseUrl !== undefined && { baseUrl }) })
    } catch (caught) {
      error = caught
    }
    expect(error).toBeInstanceOf(ModelUnknownError)
    expect(String(error)).not.toContain('s3cr3t')
  })

  test('a provider that wants a key is not asked without one', async () => {
    const { error } = await ask(openModel('openai/gpt-5', { ...options, key: () => '' }))
    expect(error).toBeInstanceOf(ModelDeniedError)
    expect((error as Error).message).toContain('OPENAI_API_KEY')
  })

  test('a key that no header can carry is refused, and not shown', async () => {
    const server = await serve('openai')
    const { error } = await ask(modelAt('openai', server.url, { key: () => `${secret}\nx-evil: 1` }))
    expect(error).toBeInstanceOf(ModelDeniedError)
    expect(JSON.stringify([(error as Error).message, (error as ModelDeniedError).detail])).not.toContain('s3cr3t')
    expect(server.requests).toEqual([])
  })
})
