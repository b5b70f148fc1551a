import { describe, expect, test } from 'vitest'
import { ModelError, ModelHostError, ModelRefusedError } from '../../lib/contract/errors.ts'
import { systemClock } from '../../lib/process/clock.ts'
import { isAllowed } from '../../lib/llm/allowed-hosts.ts'
import { guardedFetch, type Resolve } from '../../lib/llm/guarded-fetch.ts'
import { openModel } from '../../lib/llm/open-model.ts'
import { whyPrivate, whyPrivateName } from '../../lib/llm/private-address.ts'
import { ask, kinds, modelAt, secret, serve } from './ask.ts'

const resolveTo = (...addresses: string[]): Resolve => async () => addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))

describe('addresses', () => {
  test.each([
    ...['127.0.0.1', '127.255.255.254', '0.0.0.0', '0.1.2.3', '10.0.0.1', '10.255.255.255', '172.16.0.1', '172.31.255.255', '192.168.0.1', '192.168.255.255'],
    ...['169.254.169.254', '169.254.0.1', '169.254.170.2', '100.64.0.1', '100.100.100.200', '100.127.255.255', '224.0.0.1', '239.255.255.250', '255.255.255.255', '240.0.0.1'],
    ...['168.63.129.16', '192.0.0.192', '192.0.2.1', '198.18.0.1', '198.51.100.1', '203.0.113.9', '192.88.99.1'],
    ...['::', '::1', 'fe80::1', 'fe80::1%eth0', 'fec0::1', 'fc00::1', 'fd00:ec2::254', 'fd12:3456::1', 'ff02::1', '2001:db8::1', '100::1', '2001::1', '2002:a00:1::'],
    ...['::ffff:10.0.0.1', '::ffff:a9fe:a9fe', '::ffff:127.0.0.1', '::ffff:0:0', '::10.0.0.1', '::a00:1', '64:ff9b::a00:1', '64:ff9b::169.254.169.254', '64:ff9b:1::808:808', '::ffff:0:10.0.0.1', '4000::1'],
    ...['', 'nonsense', '10.1', '256.1.1.1', '10.0.0.1:80'],
  ])('%s is refused', (address) => {
    expect(whyPrivate(address)).toEqual(expect.any(String))
  })

  test.each(['8.8.8.8', '1.1.1.1', '172.15.255.255', '172.32.0.1', '100.63.255.255', '100.128.0.1', '169.253.1.1', '192.167.1.1', '11.0.0.1', '223.255.255.255', '2606:4700::1111', '2a00:1450::8a', '::ffff:8.8.8.8', '64:ff9b::8.8.8.8'])('%s is public', (address) => {
    expect(whyPrivate(address)).toBeNull()
  })

  test.each(['localhost', 'LOCALHOST', 'localhost.', 'a.localhost', 'localhost.localdomain', 'ip6-localhost', 'metadata.google.internal', 'Metadata.Google.Internal.', 'metadata', 'instance-data.ec2.internal'])('the name %s is refused', (name) => {
    expect(whyPrivateName(name)).toEqual(expect.any(String))
  })

  test.each(['api.openai.com', 'localhost.example', 'notlocalhost', 'metadata.example'])('the name %s is looked up', (name) => {
    expect(whyPrivateName(name)).toBeNull()
  })
})

describe('allowed hosts', () => {
  test.each([
    ['http://10.0.0.5:8000/v1', '10.0.0.5'],
    ['http://10.0.0.5:8000/v1', '10.0.0.5:8000'],
    ['http://10.0.0.5/', '10.0.0.5:80'],
    ['https://gpu.internal/v1', 'GPU.internal.'],
    ['https://gpu.internal/v1', 'gpu.internal:443'],
    ['http://gpu.internal.:8000/v1', ' gpu.internal:8000 '],
    ['http://[::1]:8000/', '::1'],
    ['http://[::1]:8000/', '[::1]:8000'],
    ['http://[0:0::1]:8000/', '[::1]'],
    ['http://2130706433/', '127.0.0.1'],
  ])('%s by %s', (url, entry) => {
    expect(isAllowed(new URL(url), ['other', entry])).toBe(true)
  })

  test.each([
    ['http://10.0.0.5:8000/', '10.0.0.5:8001'],
    ['http://10.0.0.5:8000/', '10.0.0.50'],
    ['http://10.0.0.5/', '10.0.0.5:443'],
    ['http://evil.gpu.internal/', 'gpu.internal'],
    ['http://gpu.internal.evil/', 'gpu.internal'],
    ['http://gpu.internal@evil/', 'gpu.internal'],
    ['http://127.0.0.1/', 'localhost'],
    ['http://127.0.0.1/', ''],
    ['http://127.0.0.1/', '*'],
    ['http://127.0.0.1/', 'http://127.0.0.1'],
    ['http://127.0.0.1/', '127.0.0.1/8'],
  ])('%s not by %j', (url, entry) => {
    expect(isAllowed(new URL(url), [entry])).toBe(false)
  })
})

describe.each(kinds)('%s', (kind) => {
  test.each([
    ...['http://169.254.169.254/latest/meta-data', 'http://metadata.google.internal/v1', 'http://[::ffff:10.0.0.1]/v1', 'http://[::ffff:a9fe:a9fe]/', 'http://0.0.0.0:90/', 'http://[::]:90/'],
    ...['http://2852039166/', 'http://0xa9fea9fe/', 'http://0251.0376.0251.0376/', 'http://127.1:90/', 'http://0x7f.1/', 'http://10.1/', 'http://[fd00:ec2::254]/', 'http://[fe80::1]/', 'http://100.100.100.200/', 'https://192.168.1.1/'],
    ...['http://localhost:11434', 'http://localhost./', 'http://a.localhost/', 'http://127.0.0.1:90', 'http://１６９.254.169.254/', 'http://169。254。169。254/'],
  ])('%s is not asked', async (baseUrl) => {
    const { error } = await ask(modelAt(kind, baseUrl, { allowedHosts: ['10.9.9.9', '127.0.0.1:10'] }))
    expect(error).toBeInstanceOf(ModelHostError)
    expect((error as Error).message).toContain('mindHosts')
    await expect(modelAt(kind, baseUrl, { allowedHosts: [] }).list(new AbortController().signal)).rejects.toBeInstanceOf(ModelHostError)
  })

  test('a server of this machine is asked only if it is named', async () => {
    const server = await serve(kind)
    const { host } = new URL(server.url)
    expect((await ask(modelAt(kind, server.url, { allowedHosts: [] }))).error).toBeInstanceOf(ModelHostError)
    expect((await ask(modelAt(kind, server.url, { allowedHosts: ['127.0.0.1:1'] }))).error).toBeInstanceOf(ModelHostError)
    expect(server.requests).toEqual([])
    expect((await ask(modelAt(kind, server.url, { allowedHosts: [host] }))).end).toBeDefined()
    expect((await ask(modelAt(kind, server.url, { allowedHosts: ['127.0.0.1'] }))).end).toBeDefined()
  })

  test.each([[['10.0.0.1']], [['127.0.0.1']], [['::1']], [['::ffff:127.0.0.1']], [['93.184.215.14', '10.0.0.1']], [['2606:4700::1', '::1']]])('a name that resolves to %j is not asked', async (addresses) => {
    const server = await serve(kind)
    const { port } = new URL(server.url)
    const { error } = await ask(modelAt(kind, `http://models.example:${port}/v1`, { allowedHosts: [], guard: { resolve: resolveTo(...addresses) } }))
    expect(error).toBeInstanceOf(ModelHostError)
    expect((error as Error).message).toContain('models.example')
    expect(server.requests).toEqual([])
  })

  test('a redirect to a named host is not followed either', async () => {
    const target = await serve(kind)
    const server = await serve(kind, { answers: [{ status: 307, headers: { location: target.url } }] })
    expect((await ask(modelAt(kind, server.url))).error).toBeInstanceOf(ModelRefusedError)
    expect(target.requests).toEqual([])
  })
})

describe('names that change their mind', () => {
  test('what is checked is what is connected to: it is resolved once for a connection', async () => {
    const server = await serve('openai')
    const { port } = new URL(server.url)
    const answers = [['93.184.215.14'], ['127.0.0.1']]
    const asked: string[] = []
    const resolve: Resolve = async (host) => {
      asked.push(host)
      return (answers.shift() ?? ['127.0.0.1']).map((address) => ({ address, family: 4 }))
    }
    const fetch = guardedFetch({ clock: systemClock, allowedHosts: [], resolve, connectTimeoutMs: 200 })
    const url = `http://models.example:${port}/v1/models`
    // A public address: the connection goes there and nowhere else.
    await expect(fetch(url, {})).rejects.not.toBeInstanceOf(ModelError)
    expect(asked).toEqual(['models.example'])
    // The next one resolves anew, and is checked anew.
    await expect(fetch(url, {})).rejects.toMatchObject({ cause: expect.any(ModelHostError) })
    expect(asked).toHaveLength(2)
    expect(server.requests).toEqual([])
  })

  test('a name without an address, and one that cannot be looked up', async () => {
    const at = (resolve: Resolve) => ask(modelAt('openai', 'http://models.example/v1', { allowedHosts: [], guard: { resolve } }))
    expect((await at(resolveTo())).error).toMatchObject({ code: 'model-unreachable' })
    expect((await at(() => Promise.reject(Object.assign(new Error(secret), { code: 'EAI_AGAIN' })))).error).toMatchObject({ code: 'model-unreachable', message: expect.stringContaining('not known') })
  })

  test('a port of something else', async () => {
    expect((await ask(modelAt('openai', 'http://127.0.0.1:25/v1'))).error).toMatchObject({ code: 'model-host', message: expect.stringContaining('port') })
  })

  test('only http and https', async () => {
    await expect(guardedFetch({ clock: systemClock, allowedHosts: [] })('file:///etc/passwd', {})).rejects.toBeInstanceOf(ModelHostError)
  })
})

test('a local provider at its own address needs no word, and only there', async () => {
  const reach = async (name: string, baseUrl?: string) =>
    (await ask(openModel(name, { ...(baseUrl !== undefined && { baseUrl }), key: () => undefined, allowedHosts: [], clock: systemClock, firstBackOffMs: 1 }), { timeoutMs: 300 })).error
  // Nobody may listen there, or somebody does: it is asked at any rate.
  for (const name of ['ollama/x', 'lmstudio/x']) expect(await reach(name)).not.toBeInstanceOf(ModelHostError)
  expect(await reach('ollama/x', 'http://127.0.0.1:11434')).not.toBeInstanceOf(ModelHostError)
  expect(await reach('ollama/x', 'http://127.0.0.1:11435')).toBeInstanceOf(ModelHostError)
  expect(await reach('openai-compatible/x', 'http://127.0.0.1:11434')).toBeInstanceOf(ModelHostError)
})
