import { expect, test } from 'vitest'
import { openApi, type Api } from './open-api.ts'

type Run = (...args: unknown[]) => unknown
interface Style { test: Run & Record<string, Run>; it: Run; describe: Run & Record<string, Run>; expect: Run & Record<string, Run>; beforeEach: Run; beforeAll: Run; afterAll: Run; vi: Record<string, Run>; jest: Record<string, Run> }
const vitest = (api: Api): Style => api.modules.vitest as unknown as Style
const passed = (api: Api): boolean[] => api.checks.map((check) => check.passed)
const attempt = (run: () => unknown): unknown => {
  try {
    run()
    return undefined
  } catch (error) {
    return error
  }
}
const runAll = async (api: Api): Promise<unknown[]> => {
  const errors: unknown[] = []
  for (const { run } of api.tests()) errors.push(await Promise.resolve().then(run).then(() => undefined, (error: unknown) => error))
  return errors
}

test('every assertion is told of, in order, with the error that it throws', () => {
  const api = openApi()
  const assert = api.modules['node:assert'] as unknown as Record<string, Run>
  assert.equal?.(1, 1)
  const error = attempt(() => assert.equal?.(1, 2))
  vitest(api).expect('a')
  expect(passed(api)).toEqual([true, false])
  expect(api.checks[1]?.error).toBe(error)
})

test('assertions within another are part of it', async () => {
  const api = openApi()
  const assert = api.modules['node:assert'] as unknown as Record<string, Run>
  assert.throws?.(() => assert.equal?.(1, 2))
  await (assert.rejects?.(async () => { await Promise.resolve(); assert.equal?.(1, 2) }) as Promise<void>)
  expect(passed(api)).toEqual([true, true])
  assert.equal?.(1, 1)
  expect(passed(api)).toEqual([true, true, true])
})

test('a test that has to fail is one check', async () => {
  const api = openApi()
  const { test: define, expect: inner } = vitest(api)
  define.fails?.('fails', () => { (inner(1) as Record<string, Run>).toBe?.(2) })
  define.fails?.('passes', () => { (inner(1) as Record<string, Run>).toBe?.(1) })
  expect((await runAll(api)).map((error) => error === undefined)).toEqual([true, false])
  expect(passed(api)).toEqual([true, false])
})

test('a test that waits for nothing is over at once', () => {
  const api = openApi()
  const { test: define, beforeEach, describe } = vitest(api)
  beforeEach(() => undefined)
  describe('outer', () => { define('inner', () => undefined) })
  define('waits', async () => { await Promise.resolve() })
  const node = api.modules['node:test'] as unknown as Style
  node.test('node', (t: unknown) => { void (t as Style).test('one', () => undefined) })
  node.test('calls back', (_: unknown, done: () => void) => { done() })
  const returned = api.tests().map(({ name, run }) => [name, run() instanceof Promise])
  expect(returned).toEqual([['outer > inner', false], ['waits', true], ['node', false], ['calls back', false]])
})

const gaps: [string, (api: Api) => unknown][] = [
  ['a snapshot', (api) => (vitest(api).expect(1) as Record<string, Run>).toMatchSnapshot?.()],
  ['a matcher nobody knows', (api) => (vitest(api).expect(1) as Record<string, Run>).toBeQuick?.()],
  ['chai', (api) => (vitest(api).expect(1) as Record<string, Run>).to],
  ['matchers of their own', (api) => vitest(api).expect.extend?.({})],
  ['fake timers', (api) => vitest(api).vi.useFakeTimers?.()],
  ['module mocks', (api) => vitest(api).vi.mock?.('./x.js')],
  ["jest's fake timers", (api) => (api.globals as unknown as Style).jest.useFakeTimers?.()],
  ['benchmarks', (api) => (api.modules.vitest as unknown as Record<string, Run>).bench],
  ['fixtures', (api) => vitest(api).test.extend?.({})],
  ['retries', (api) => vitest(api).test('x', { retry: 2 }, () => undefined)],
  ['accessors', (api) => vitest(api).vi.spyOn?.({ get a() { return 1 } }, 'a', 'get')],
  ['what is frozen', (api) => vitest(api).vi.spyOn?.(Object.freeze({ a: () => 1 }), 'a')],
  ['a suite that waits', (api) => vitest(api).describe('x', async () => { await Promise.resolve() })],
  ["node's snapshots", (api) => (api.modules['node:test'] as unknown as Record<string, Run>).snapshot],
  ["node's mock timers", (api) => (api.modules['node:test'] as unknown as { mock: Record<string, Run> }).mock.timers],
]
test.each(gaps)('%s cannot be had here, which is said', (_, use) => {
  expect(attempt(() => use(openApi()))).toMatchObject({ code: 'UNSUPPORTED' })
})

test('what cannot be had is no error that a test may wait for', async () => {
  const api = openApi()
  const { expect: inner, vi, test: define } = vitest(api)
  const assert = api.modules['node:assert'] as unknown as Record<string, Run>
  const use = (): unknown => vi.useFakeTimers?.()
  expect(attempt(() => (inner(use) as Record<string, Run>).toThrow?.())).toMatchObject({ code: 'UNSUPPORTED' })
  expect(attempt(() => assert.throws?.(use))).toMatchObject({ code: 'UNSUPPORTED' })
  await expect(assert.rejects?.(async () => { use() })).rejects.toMatchObject({ code: 'UNSUPPORTED' })
  define.fails?.('x', use)
  expect(await runAll(api)).toMatchObject([{ code: 'UNSUPPORTED' }])
  expect(api.checks).toEqual([])
})

test('only what is marked runs, where something is', () => {
  const api = openApi()
  const { test: define, describe } = vitest(api)
  define('a', () => undefined)
  describe('d', () => { define('b', () => undefined); define.only?.('c', () => undefined) })
  describe.only?.('e', () => { define('f', () => undefined); define.only?.('g', () => undefined) })
  describe.only?.('h', () => { define('i', () => undefined) })
  api.startFile()
  define('of another file', () => undefined)
  expect(api.tests().filter(({ skipped }) => !skipped).map(({ name }) => name)).toEqual(['d > c', 'e > g', 'h > i', 'of another file'])
})

test('hooks belong to their file, and what comes behind all tests fails the last one', async () => {
  const api = openApi()
  const { test: define, beforeAll, afterAll } = vitest(api)
  const seen: string[] = []
  beforeAll(() => { seen.push('before a'); return () => { seen.push('undone') } })
  afterAll(() => { seen.push('after a'); throw new Error('behind') })
  define('a1', () => { seen.push('a1') })
  define('a2', () => { seen.push('a2') })
  api.startFile()
  define('b1', () => { seen.push('b1') })
  expect(await runAll(api)).toMatchObject([undefined, { message: 'behind' }, undefined])
  expect(seen).toEqual(['before a', 'a1', 'a2', 'undone', 'after a', 'b1'])
  expect(attempt(() => define('behind all', () => undefined))).toBeUndefined()
})

test('a test may be run in any order, and its hooks still run once', async () => {
  const api = openApi()
  const { test: define, describe, beforeAll, afterAll } = vitest(api)
  const seen: string[] = []
  describe('d', () => {
    beforeAll(() => { seen.push('before') })
    afterAll(() => { seen.push('after') })
    for (const name of ['a', 'b', 'c']) define(name, () => { seen.push(name) })
  })
  for (const { run } of api.tests().toReversed()) await run()
  expect(seen).toEqual(['before', 'c', 'b', 'a', 'after'])
})

test('jest takes callbacks, compares thrown errors by their message, and does not mind what is not awaited', async () => {
  const api = openApi()
  const { test: define, expect: inner, jest } = api.globals as unknown as Style
  define('calls back', (done: (error?: unknown) => void) => { setImmediate(done) })
  define('calls back with an error', (done: (error?: unknown) => void) => { done(new Error('no')) })
  ;(define.each?.([{ a: 1 }]) as Run)('calls back for each row', ({ a }: { a: number }, done: Run) => { (inner(a) as Record<string, Run>).toBe?.(1); done() })
  define('takes a context', ({ expect: own }: Style) => { (own(1) as Record<string, Run>).toBe?.(1) })
  define('compares messages', () => { (inner(() => { throw new TypeError('x') }) as Record<string, Run>).toThrow?.(new Error('x')) })
  define('does not await', () => { void ((inner(Promise.resolve(1)) as Style & { resolves: Record<string, Run> }).resolves.toBe?.(1)) })
  define('resets', () => { const mock = jest.fn?.(() => 1) as Run & Record<string, Run>; mock.mockReset?.(); (inner(mock()) as Record<string, Run>).toBeUndefined?.() })
  expect((await runAll(api)).map((error) => error === undefined)).toEqual([true, false, true, true, true, true, true])
})

test('the next candidate finds nothing of the last one’s spies', () => {
  const target = { say: () => 'a' }
  const { vi } = vitest(openApi())
  ;(vi.spyOn?.(target, 'say') as Record<string, Run>).mockReturnValue?.('b')
  expect(target.say()).toBe('b')
  openApi()
  expect(target.say()).toBe('a')
})
