import fc from 'fast-check'
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { beforeEach, describe, expect, test } from 'vitest'
import { OuroborosError } from '../lib/contract/errors.ts'
import { openLog } from '../lib/log.ts'
import type * as Secrets from '../lib/log/secrets.ts'
import { keepSecret, withoutSecrets } from '../lib/log/secrets.ts'

const written: string[] = []
const log = openLog('test', 'debug', { write: (line) => void written.push(line) })
beforeEach(() => void (written.length = 0))

/** The one line that was written since the test began. */
const line = (): Record<string, unknown> => {
  expect(written).toHaveLength(1)
  return JSON.parse(written[0]!) as Record<string, unknown>
}

const modelKey = 'sk-proj-0123456789abcdef'
const password = 'correct horse "battery" staple'
keepSecret(modelKey)
keepSecret(password)
keepSecret('postgres://ouroboros:s3cr%2Ft-of-db@db.example.org/ledger')
keepSecret('Bearer collector-token-1')
keepSecret('pw12')
keepSecret('abc')

describe('a line', () => {
  test('says who speaks, how grave it is, when, and what', () => {
    log.warn({ pid: 7, why: 'silent', list: [1, null, { deep: true }] }, 'core killed')
    expect(line()).toEqual({ level: 40, time: expect.closeTo(Date.now(), -4), part: 'test', pid: 7, why: 'silent', list: [1, null, { deep: true }], msg: 'core killed' })
  })

  test('below the level that is asked for is not written', () => {
    const quiet = openLog('test', 'warn', { write: (text) => void written.push(text) })
    quiet.info('nothing')
    quiet.warn('something')
    expect(line()['msg']).toBe('something')
    openLog('test', 'silent', { write: (text) => void written.push(text) }).error('nothing')
    expect(written).toHaveLength(1)
  })

  test('goes to stderr, where it is even if the process ends at once', () => {
    const program = `import { openLog } from ${JSON.stringify(fileURLToPath(new URL('../lib/log.ts', import.meta.url)))}
      openLog('core', 'info').error(new Error('the last word'))
      process.exit(3)`
    const { stdout, stderr, status } = spawnSync(process.execPath, ['--input-type=module', '-e', program], { encoding: 'utf8' })
    expect([stdout, status]).toEqual(['', 3])
    expect(JSON.parse(stderr)).toMatchObject({ part: 'core', msg: 'the last word', err: { type: 'Error', message: 'the last word' } })
  })

  test('tells an error with its kind, its stack, what it has of its own, and its cause', () => {
    class BrokenError extends OuroborosError { readonly code = 'broken' }
    log.error({ err: new BrokenError('it broke', { cause: new TypeError('x is not a function'), detail: 'for logs' }) }, 'a command broke')
    expect(line()).toMatchObject({
      msg: 'a command broke',
      err: { type: 'BrokenError', message: 'it broke', code: 'broken', detail: 'for logs', stack: expect.stringContaining('log.test.ts'), cause: { type: 'TypeError', message: 'x is not a function' } },
    })
  })

  test('tells every error of several', () => {
    log.error(new AggregateError([new Error('one'), new Error('two')], 'both'))
    expect(line()).toMatchObject({ msg: 'both', err: { errors: [{ message: 'one' }, { message: 'two' }] } })
  })
})

describe('under the name of a secret', () => {
  test.each([
    'authorization', 'Authorization', 'proxy-authorization', 'cookie', 'Set-Cookie', 'cookies', 'password', 'PASSWORD', 'operatorPassword', 'OUROBOROS_OPERATOR_PASSWORD', 'passwords', 'passwd', 'passphrase', 'pwd', 'secret', 'clientSecret', 'secrets',
    'token', 'access_token', 'refreshToken', 'tokens', 'apiKey', 'api_key', 'x-api-key', 'OPENAI_API_KEY', 'mindKey', 'teacherKey', 'key', 'privateKey', 'databaseUrl', 'DATABASE_URL', 'redisUrl', 'REDIS_URL', 'otlpHeaders', 'OTEL_EXPORTER_OTLP_HEADERS', 'credentials', 'auth',
  ])('%s: nothing is said, at any depth', (name) => {
    log.info({ [name]: 'unknown-to-anybody-1', a: { b: [{ c: { [name]: { inside: 'unknown-to-anybody-2' } } }] } }, 'x')
    expect(written[0]).not.toContain('unknown-to-anybody')
    expect(line()).toMatchObject({ [name]: '[hidden]', a: { b: [{ c: { [name]: '[hidden]' } }] } })
  })

  test('that it is there may be said, and how many tokens were used', () => {
    const told = { password: true, token: null, inputTokens: 512, usage: { outputTokens: 7 }, firstTokenMs: 31, secretNames: 'x', monkey: 'y', keyboard: 'z', passed: 4, author: 'me' }
    log.info(told, 'x')
    expect(line()).toMatchObject(told)
  })

  test('in a list of headers, the value after the name is hidden', () => {
    log.info({ rawHeaders: ['Host', 'x', 'Cookie', 'unknown-1'], pairs: [['authorization', 'unknown-2'], ['accept', '*/*']], map: new Map([['set-cookie', 'unknown-3'], ['accept', 'b']]) }, 'x')
    expect(line()).toMatchObject({ rawHeaders: ['Host', 'x', 'Cookie', '[hidden]'], pairs: [['authorization', '[hidden]'], ['accept', '*/*']], map: { 'set-cookie': '[hidden]', accept: 'b' } })
  })
})

describe('a secret that is known', () => {
  const said = (): string => written.join('')

  test.each<[string, () => void]>([
    ['in the message', () => log.info(`the key is ${modelKey}`)],
    ['in what is put into the message', () => log.info('the key is %s and %j', modelKey, { modelKey })],
    ['in a value', () => log.info({ answer: `401 for ${modelKey}` }, 'x')],
    ['in a list', () => log.info({ list: [['x', modelKey]] }, 'x')],
    ['as the name of something', () => log.info({ [modelKey]: 1 }, 'x')],
    ['in the message of an error', () => log.error(new Error(`bad key ${modelKey}`))],
    ['in the stack alone', () => log.error({ err: Object.assign(new Error('x'), { stack: `Error: x\n at ${modelKey}.js:1` }) }, 'x')],
    ['in a cause', () => log.error({ err: new Error('x', { cause: new Error('y', { cause: { said: modelKey } }) }) }, 'x')],
    ['in what an error has of its own', () => log.error({ err: Object.assign(new Error('x'), { request: { headers: { 'x-custom': modelKey } } }) }, 'x')],
    ['behind a getter', () => log.info({ get it() { return modelKey } }, 'x')],
    ['behind toJSON', () => log.info({ it: { toJSON: () => ({ it: modelKey }) } }, 'x')],
    ['in an address', () => log.info({ url: new URL(`https://example.org/${modelKey}`) }, 'x')],
    ['in a set', () => log.info({ it: new Set([modelKey]) }, 'x')],
    ['in JSON that is text', () => log.info({ body: JSON.stringify({ it: modelKey }) }, 'x')],
    ['as base64', () => log.info({ body: `Basic ${Buffer.from(modelKey).toString('base64')}` }, 'x')],
    ['in the last characters that a line bears', () => log.info({ text: `${'x'.repeat(8_180)}${modelKey}` }, 'x')],
    ['in the last characters of a message', () => log.info(`${'x'.repeat(8_180)}${modelKey}${'y'.repeat(100_000)}`)],
    ['where it is cut in two once others were hidden', () => log.info(`${modelKey.repeat(511)}${'x'.repeat(10)}${modelKey}`.padEnd(100_000, 'y'))],
  ])('is not said %s', (_where, say) => {
    say()
    expect(said()).toContain('"part":"test"')
    for (const part of [modelKey, modelKey.slice(0, 12), Buffer.from(modelKey).toString('base64')]) expect(said()).not.toContain(part)
    expect(() => line()).not.toThrow()
  })

  test('with quotes and spaces is found in JSON, in JSON within JSON, and in an address', () => {
    log.info({ body: JSON.stringify({ it: password }), address: `/x/${encodeURIComponent(password)}`, plain: password }, password)
    expect(said()).not.toMatch(/battery|horse/)
    expect(JSON.parse((line()['body'] as string))).toEqual({ it: '[hidden]' })
  })

  test('of an address is its password alone, as it is written and as it is meant', () => {
    log.info({ a: 'user ouroboros at db.example.org with s3cr%2Ft-of-db or s3cr/t-of-db' }, 'x')
    expect(line()['a']).toBe('user ouroboros at db.example.org with [hidden] or [hidden]')
  })

  test('of a header is what comes after its scheme', () => {
    log.info({ a: 'sent collector-token-1' }, 'x')
    expect(line()['a']).toBe('sent [hidden]')
  })

  test('that is short is hidden where it stands alone, and one of three characters not at all', () => {
    log.info({ a: 'pw12, "pw12" and xpw12 pw12x _pw12; abc' }, 'x')
    expect(line()['a']).toBe('[hidden], "[hidden]" and xpw12 pw12x _pw12; abc')
  })

  test('that is the beginning of another leaves nothing of that one', () => {
    keepSecret('first-half-of')
    keepSecret('first-half-of-something-longer')
    expect(withoutSecrets('a first-half-of-something-longer b first-half-of c')).toBe('a [hidden] b [hidden] c')
  })

  test('is hidden for every copy of this module', async () => {
    keepSecret('known-to-all-copies')
    const copy = await import(`${'../lib/log/secrets.ts'}?again`) as typeof Secrets
    expect(copy.withoutSecrets).not.toBe(withoutSecrets)
    expect(copy.withoutSecrets('known-to-all-copies')).toBe('[hidden]')
  })

  test('is never said, whatever it is and wherever it stands', () => {
    fc.assert(fc.property(fc.string({ minLength: 8, maxLength: 40, unit: 'grapheme' }).filter((text) => text.trim().length >= 8), fc.string(), fc.string(), (secret, before, after) => {
      const [bare, text] = [secret.trim(), `${before}${secret}${after}`]
      // What it is hidden behind may be part of a secret, too.
      fc.pre(!'[hidden]'.includes(bare))
      keepSecret(secret)
      written.length = 0
      log.info({ text, [text]: [text], err: new Error(text) }, text)
      const { text: a, msg, err, ...rest } = line() as { text: string; msg: string; err: { message: string } }
      for (const said of [a, msg, err.message, JSON.stringify(rest)]) expect(said.replaceAll('[hidden]', '\0')).not.toContain(bare)
    }), { numRuns: 300 })
  })
})

describe('what looks like a secret', () => {
  test.each([
    ['postgres://user:hunter2@db/ledger', 'postgres://user:[hidden]@db/ledger'],
    ['redis://:hunter2@cache:6379', 'redis://:[hidden]@cache:6379'],
    ['connect to https://me:p@ss:word@example.org/x failed', 'connect to https://me:[hidden]@example.org/x failed'],
    ['http://127.0.0.1:4318/v1/traces', 'http://127.0.0.1:4318/v1/traces'],
    ['see https://example.org:8080/@name and mail a@b.c', 'see https://example.org:8080/@name and mail a@b.c'],
    ['/sign-in?link=abc-123&x=1', '/sign-in?link=[hidden]&x=1'],
    ['/x?a=1&access_token=abc#top', '/x?a=1&access_token=[hidden]#top'],
    ['/api/events?after=12&organism=clock', '/api/events?after=12&organism=clock'],
    ['authorization: Bearer abc.def-ghi', 'authorization: Bearer [hidden]'],
  ])('%s', (text, shown) => {
    log.info({ text }, text)
    expect(line()).toMatchObject({ text: shown, msg: shown })
  })
})

describe('what would break a line or go on for ever', () => {
  test('a text of ten megabytes is cut, and it is said how much is missing', () => {
    const started = performance.now()
    log.info({ text: 'x'.repeat(10_000_000), err: new Error('y'.repeat(10_000_000)) }, 'z'.repeat(10_000_000))
    expect(performance.now() - started).toBeLessThan(500)
    expect(written[0]!.length).toBeLessThan(50_000)
    expect(line()['text']).toMatch(/^x{4000,8192}… \[\d+ characters more\]$/)
  })

  test.each<[string, () => object]>([
    ['many texts', () => Object.fromEntries(Array.from({ length: 5_000 }, (_, index) => [`k${index}`, 'x'.repeat(8_000)]))],
    ['many names', () => Object.fromEntries(Array.from({ length: 5_000 }, (_, index) => [`${'k'.repeat(5_000)}${index}`, 1]))],
    ['a long list', () => ({ list: Array.from({ length: 1_000_000 }, (_, index) => index) })],
    ['lists of lists', () => ({ list: Array.from({ length: 90 }, () => Array.from({ length: 90 }, () => Array.from({ length: 90 }, () => 12345678))) })],
    ['objects of many names', () => ({ list: Array.from({ length: 90 }, (_, at) => Object.fromEntries(Array.from({ length: 90 }, (_, index) => [`${'k'.repeat(190)}${at}-${index}`, 1]))) })],
    ['objects of objects', () => Object.fromEntries(Array.from({ length: 90 }, (_, a) => [a, Object.fromEntries(Array.from({ length: 90 }, (_, b) => [b, Object.fromEntries(Array.from({ length: 90 }, (_, c) => [c, 12345678]))]))]))],
    ['a buffer', () => ({ body: Buffer.alloc(5_000_000, 'secret') })],
  ])('%s', (_name, make) => {
    log.info(make(), 'x')
    expect(written[0]!.length).toBeLessThan(130_000)
    expect(line()['msg']).toBe('x')
  })

  test('of what is many the first hundred are told, and how many there are', () => {
    log.info({ list: Array.from({ length: 150 }, (_, index) => index), object: Object.fromEntries(Array.from({ length: 150 }, (_, index) => [`k${index}`, index])) }, 'x')
    const { list, object } = line() as { list: unknown[]; object: object }
    expect([list.length, list.at(-1)]).toEqual([101, '[50 more]'])
    expect([Object.keys(object).length, object]).toEqual([101, expect.objectContaining({ k99: 99, '[more]': 50 })])
  })

  test('what is nested without end is cut, and so is what leads back to itself', () => {
    const deep: Record<string, unknown> = {}
    let at = deep
    for (let depth = 0; depth < 10_000; depth += 1) at = at['in'] = {} as Record<string, unknown>
    const round: Record<string, unknown> = { name: 'round' }
    round['self'] = round
    const endless = { toJSON: (): unknown => ({ ...endless }) }
    log.info({ deep, round, endless, same: [round, round] }, 'x')
    expect(written[0]).toContain('[deeper]')
    expect(line()).toMatchObject({ round: { name: 'round', self: '[circular]' }, same: [{ name: 'round' }, { name: 'round' }] })
  })

  test.each<[string, () => object]>([
    ['a getter that throws', () => ({ get it(): never { throw new Error('no') }, other: 1 })],
    ['a toJSON that throws', () => ({ it: { toJSON(): never { throw new Error('no') } }, other: 1 })],
    ['a revoked proxy', () => { const { proxy, revoke } = Proxy.revocable({}, {}); revoke(); return { it: proxy, other: 1 } }],
    ['a bigint, a symbol, a function and no number', () => ({ it: [10n, Symbol('x'), () => 1, Number.NaN], other: 1 })],
    ['a date that is none', () => ({ it: new Date(Number.NaN), other: 1 })],
    ['__proto__', () => ({ it: JSON.parse('{"__proto__":{"x":1}}') as object, other: 1 })],
    ['half a character', () => ({ it: '\ud800', other: 1 })],
  ])('%s', (_name, make) => {
    log.info(make(), 'x')
    expect(line()).toMatchObject({ other: 1, msg: 'x' })
    expect(line()).toHaveProperty('it')
  })

  test('a proxy in the place of the whole line', () => {
    log.info(new Proxy({}, { ownKeys: () => { throw new Error('no') } }), 'x')
    expect(line()).toMatchObject({ msg: 'x' })
  })

  test('a text that is written to make a search take for ever is done with at once', () => {
    const started = performance.now()
    for (const text of ['://a:'.repeat(1_600), `://${'a'.repeat(8_000)}:`, '?'.repeat(8_000), `?${'a='.repeat(4_000)}`, '&link'.repeat(1_600), 'Bearer '.repeat(1_100)]) log.info({ text }, text)
    expect(performance.now() - started).toBeLessThan(300)
  })
})
