import { createContext, runInContext } from 'node:vm'
import { expect, test } from 'vitest'
import { openApi } from './open-api.ts'

const { then } = Promise.prototype

/** Runs a candidate's mischief and then a test that has to fail, in a realm of their own; tells what was reported. */
async function reported(mischief: string, check: string): Promise<boolean[]> {
  const api = openApi()
  const { expect, vi } = api.modules.vitest
  const context = createContext({ expect, vi, assert: api.modules['node:assert'], test: api.modules['node:test'] })
  runInContext(`(() => { try { ${mischief} } catch {} })()`, context)
  try {
    // Whatever `then` has become there.
    const promise = runInContext(`(async () => { ${check} })()`, context) as Promise<unknown>
    await new Promise((resolve, reject) => void Reflect.apply(then, promise, [resolve, reject]))
  } catch {
    // What counts is what was reported.
  }
  for (const { run } of api.tests()) {
    try {
      await run()
    } catch {
      // As above.
    }
  }
  return api.checks.map(({ passed }) => passed)
}

const mischiefs = {
  'array methods': 'for (const name of ["every", "some", "map", "filter", "includes", "indexOf", "find"]) Array.prototype[name] = () => true',
  'iterators': 'Array.prototype[Symbol.iterator] = function* () {}; Set.prototype[Symbol.iterator] = function* () {}; Map.prototype[Symbol.iterator] = function* () {}',
  'sets and maps': 'Set.prototype.has = () => true; Map.prototype.has = () => true; Map.prototype.get = () => 2; Set.prototype.values = () => [][Symbol.iterator]()',
  'Object': 'Object.is = () => true; Object.keys = () => []; Object.getOwnPropertyNames = () => []; Object.prototype.hasOwnProperty = () => false; Object.entries = () => []',
  'Object.prototype': 'Object.prototype.toString = () => "same"; Object.prototype.valueOf = () => 1; Object.prototype.toJSON = () => 1',
  'getters for all': 'Object.defineProperty(Object.prototype, "message", { get() { return "x" } }); Object.defineProperty(Object.prototype, "skip", { get() { return true } }); Object.defineProperty(Object.prototype, "code", { get() { return "UNSUPPORTED" } })',
  'functions': 'Function.prototype.call = () => true; Function.prototype.apply = () => true; Function.prototype.toString = () => "function Error() { [native code] }"',
  'numbers and texts': 'Number.isNaN = () => true; Number.prototype.valueOf = () => 1; String.prototype.includes = () => true; String.prototype.indexOf = () => 0; String.prototype.valueOf = () => "x"',
  'patterns': 'RegExp.prototype.test = () => true; RegExp.prototype.exec = () => []; RegExp.prototype[Symbol.match] = () => []',
  'dates': 'Date.prototype.getTime = () => 1; Date.prototype.valueOf = () => 1; Date.prototype[Symbol.toPrimitive] = () => 1',
  'promises': 'Promise.prototype.then = function (ok) { ok(1) }; Promise.prototype.catch = () => 1',
  'assert': 'assert.equal = assert.strictEqual = assert.deepStrictEqual = assert.throws = assert.rejects = assert.match = () => true; assert.strict.equal = () => true',
  'expect': 'const proto = Object.getPrototypeOf(expect(1)); for (const name of Object.getOwnPropertyNames(proto)) proto[name] = () => true; expect.soft = () => ({})',
  'what all of them share': 'Object.setPrototypeOf(Object.getPrototypeOf(expect(1)), null); Object.defineProperty(Object.getPrototypeOf(expect(1)), "toBe", { value: () => true })',
}
const checks = {
  'toBe': 'expect(1).toBe(2)',
  'toEqual': 'expect([1, { a: [2] }]).toEqual([1, { a: [3] }])',
  'toEqual of sets': 'expect(new Set().add(1)).toEqual(new Set().add(2))',
  'toEqual of maps': 'expect(new Map().set("a", 1)).toEqual(new Map().set("a", 2))',
  'toEqual of dates': 'expect(new Date(1)).toEqual(new Date(2))',
  'toStrictEqual': 'expect([1, , 2]).toStrictEqual([1, undefined, 2])',
  'toMatchObject': 'expect({ a: { b: 1 } }).toMatchObject({ a: { b: 2 } })',
  'toContain': 'expect([1, 2]).toContain(3)',
  'toContain of a text': 'expect("abc").toContain("d")',
  'toBeNaN': 'expect(5).toBeNaN()',
  'toMatch': 'expect("abc").toMatch(/d/)',
  'toThrow': 'expect(() => 1).toThrow()',
  'toThrow of a text': 'expect(() => { throw new Error("x") }).toThrow("other")',
  'toThrow of a pattern': 'expect(() => { throw new Error("x") }).toThrow(/other/)',
  'toThrow of a class': 'expect(() => { throw new Error("x") }).toThrow(TypeError)',
  'resolves': 'await expect(Promise.resolve(3)).resolves.toBe(2)',
  'rejects': 'await expect(Promise.resolve(3)).rejects.toBe(2)',
  'resolves of what rejects': 'await expect(Promise.reject(1)).resolves.toBe(1)',
  'assert.doesNotReject': 'await assert.doesNotReject(Promise.reject(1))',
  'calls': 'const f = vi.fn(); f(1); expect(f).toHaveBeenCalledWith(2)',
  'assert.equal': 'assert.equal(1, 2)',
  'assert.strict': 'assert.strict.equal(1, 2)',
  'assert.deepStrictEqual': 'assert.deepStrictEqual([1, { a: 2 }], [1, { a: 3 }])',
  'assert.deepEqual': 'assert.deepEqual([1, { a: 2 }], [1, { a: 3 }])',
  'assert.deepEqual of sets': 'assert.deepEqual(new Set().add(1), new Set().add(2))',
  'assert.deepEqual of sets of objects': 'assert.deepEqual(new Set().add({ a: 1 }), new Set().add({ a: 2 }))',
  'assert.deepStrictEqual of sets': 'assert.deepStrictEqual(new Set().add(1), new Set().add(2))',
  'assert.deepStrictEqual of maps': 'assert.deepStrictEqual(new Map().set("a", 1), new Map().set("a", 2))',
  'assert.deepStrictEqual of maps of objects': 'assert.deepStrictEqual(new Map().set({ a: 1 }, 1), new Map().set({ a: 2 }, 1))',
  'assert.deepStrictEqual of dates': 'assert.deepStrictEqual(new Date(1), new Date(2))',
  'assert.match': 'assert.match("abc", /d/)',
  'assert.throws': 'assert.throws(() => 1)',
  'assert.throws with a class': 'assert.throws(() => { throw new Error("x") }, TypeError)',
  'assert.throws with a pattern': 'assert.throws(() => { throw new Error("x") }, /other/)',
  'assert.rejects': 'await assert.rejects(Promise.resolve(3))',
}

test.each(Object.entries(mischiefs))('no tampering with %s lets a failed assertion pass', async (_, mischief) => {
  const passed: string[] = []
  for (const [name, check] of Object.entries(checks)) {
    const found = await reported(mischief, check)
    if (found.length === 0 || found.every((one) => one)) passed.push(name)
  }
  expect(passed).toEqual([])
})

const strange = {
  'a proxy that throws': 'new Proxy({}, { get() { throw 1 }, has() { throw 1 }, ownKeys() { throw 1 }, getPrototypeOf() { throw 1 }, getOwnPropertyDescriptor() { throw 1 } })',
  'a proxy that has been revoked': '(() => { const { proxy, revoke } = Proxy.revocable({}, {}); revoke(); return proxy })()',
  'getters that throw': '({ get a() { throw 1 }, get then() { throw 1 }, get message() { throw 1 }, get constructor() { throw 1 } })',
  'a tag that throws': '({ get [Symbol.toStringTag]() { throw 1 } })',
  'something that pretends to match': '({ asymmetricMatch: () => true, $$typeof: Symbol.for("jest.asymmetricMatcher") })',
  'nothing': 'null',
  'a symbol': 'Symbol("x")',
  'what holds itself': '(() => { const a = []; a.push(a); return a })()',
  'what has no prototype': 'Object.create(null)',
}

test.each(Object.entries(strange))('%s is not equal to a number, and can be thrown', async (_, value) => {
  expect(await reported('', `expect(${value}).toEqual(5)`)).toEqual([false])
  expect(await reported('', `expect({ a: ${value} }).toEqual({ a: 5 })`)).toEqual([false])
  expect(await reported('', `expect({ a: ${value} }).toMatchObject({ a: 5 })`)).toEqual([false])
  expect(await reported('', `assert.deepStrictEqual(${value}, 5)`)).toEqual([false])
  expect(await reported('', `expect(() => { throw ${value} }).not.toThrow()`)).toEqual([false])
  expect(await reported('', `assert.throws(() => { throw ${value} }, TypeError)`)).toEqual([false])
  expect(await reported('', `await assert.doesNotReject(Promise.reject(${value}))`)).toEqual([false])
})

test.each(Object.entries(strange))('a test that throws %s fails with it', async (_, value) => {
  const api = openApi()
  const thrown = runInContext(value, createContext({})) as unknown
  const { it } = api.modules.vitest as unknown as { it: (name: string, run: () => unknown) => void }
  it('now', () => { throw thrown })
  it('later', async () => { await Promise.resolve(); throw thrown })
  const [now, later] = api.tests()
  let caught: { error: unknown } | null = null
  try {
    void now?.run()
  } catch (error) {
    caught = { error }
  }
  expect(caught !== null && Object.is(caught.error, thrown)).toBe(true)
  await (later?.run() ?? Promise.resolve()).then(() => { caught = null }, (error: unknown) => { caught = { error } })
  expect(caught !== null && Object.is(caught.error, thrown)).toBe(true)
})
