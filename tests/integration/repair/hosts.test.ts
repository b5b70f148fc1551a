import { describe, expect, test } from 'vitest'
import { tiers } from '../process/setting.ts'
import { openTrials } from './open-trials.ts'

const tests = "const assert = require('node:assert')\nconst { sum } = require('./sum.js')\nassert.equal(sum([1, 2]), 3)\nassert.equal(sum([]), 0)\nassert.equal(sum([5]), 5)\n"
const sum = 'function sum(list) {\n  let total = 0\n  for (const one of list) total -= one\n  return total\n}\nmodule.exports = { sum }\n'
const cure = ['-=', '+='] as const

describe.each(tiers)('candidate hosts at tier %i', (tier) => {
  const open = openTrials(tier)

  test('what is right passes, what is wrong does not, and each says why', async () => {
    const { put, baseline, close } = await open({ 'sum.js': sum }, { 'sum.test.js': tests })
    expect(baseline.checks.map(({ passes }) => passes)).toEqual([false, true, false])
    const [same, right, worse, broken, unparsed] = await put(['let', 'let'], cure, ['total = 0', 'total = 1'], ['return total', 'return lost'], ['return', 'return (('])
    expect(right).toMatchObject({ passes: true, score: 3, why: null })
    expect(same?.passes ?? false).toBe(false)
    expect(worse).toMatchObject({ score: expect.any(Number), why: expect.stringContaining('AssertionError') })
    expect(broken).toMatchObject({ why: expect.stringContaining('lost is not defined') })
    expect(unparsed).toMatchObject({ why: expect.stringContaining('SyntaxError') })
    for (const one of [worse, broken, unparsed]) expect(one?.passes ?? false).toBe(false)
    await close()
  })

  // What ends by a guard is one candidate's own matter: its batch goes on.
  test.each<[what: string, ...change: readonly [string, string]]>([
    ['a loop without an end', 'return total', 'while (true); return total'],
    ['a loop that swallows what ends it', 'return total', 'while (true) { try { while (true); } catch {} }'],
    ['a loop that swallows its end behind the last turn', '-= one', '+= one; if (list[0] === 5) try { while (true); } catch {}'],
    ['a recursion without an end', 'return total', 'return sum([...list, 1])'],
    ['a recursion that swallows its end', 'return total', 'try { return sum(list) } catch { return sum(list) }'],
    ['a list that grows for ever', 'let total = 0', 'let total = 0; const all = []; while (true) all.push(total)'],
    ['a text that doubles', 'let total = 0', 'let total = 0; let text = "x"; while (true) text += text'],
    ['a microtask after the other', 'let total = 0', 'let total = 0; const again = () => Promise.resolve().then(again); again()'],
    ['process.exit', 'return total', 'process.exit(0)'],
    ['process.exit that says it failed', 'return total', 'process.exit(1)'],
    ['a rejection that nobody catches', 'let total = 0', 'let total = 0; Promise.reject(new Error("lost"))'],
    ['a flood of output', 'let total = 0', 'let total = 0; for (let i = 0; i < 500; i++) console.log("x".repeat(1000))'],
    ['a throw of nothing', 'return total', 'throw undefined'],
    ['a throw of what throws when it is shown', 'return total', 'throw { get message() { throw 1 }, get name() { throw 1 }, get code() { throw 1 } }'],
    ['an error whose fields are strange', 'return total', 'throw Object.assign(new Error("x"), { code: "UNSUPPORTED" })'],
    ['no module at all', 'module.exports = { sum }', 'module.exports = null'],
    ['a module that throws', 'module.exports = { sum }', 'throw new Error("no")'],
  ])('%s: dies alone, and those behind it are judged right', async (_, ...change) => {
    const { put, close } = await open({ 'sum.js': sum }, { 'sum.test.js': tests })
    const tried = await put(change, cure, change, ['total = 0', 'total = 1'], cure)
    expect(tried.map(({ passes }) => passes ?? false)).toEqual([false, true, false, false, true])
    expect(tried[0]?.why).toBeTruthy()
    await close()
  })

  // What no guard can end takes its host, and with it one batch.
  test.each<readonly [what: string, ...change: readonly [string, string]]>([
    // It costs the host's whole patience: once is enough.
    ...(tier === 1 ? [['a regular expression without an end', 'return total', 'return /^(a+)+$/.test("a".repeat(60) + "b") ? 1 : 0'] as const] : []),
    ['the end of the real process', 'return total', 'return Buffer.constructor("return process")().exit(0)'],
    ['memory without bounds', 'let total = 0', 'let total = 0; const all = []; for (let i = 0; i < 4000; i++) all.push("x".repeat(9e4).split(""))'],
  ])('%s: one batch is lost at most, and the next is judged right', async (_, ...change) => {
    const { put, close } = await open({ 'sum.js': sum }, { 'sum.test.js': tests })
    const [lost] = await put(change, cure)
    expect(lost?.passes ?? false).toBe(false)
    expect((await put(cure, ['total = 0', 'total = 1'])).map(({ passes }) => passes ?? false)).toEqual([true, false])
    await close()
  })

  test('a version that is made known while its host is lost is known to the one that takes its place', async () => {
    const { put, evaluator, variant, close } = await open({ 'sum.js': sum }, { 'sum.test.js': tests })
    await put(['return total', 'return Buffer.constructor("return process")().exit(0)'])
    const next = { ...variant, id: 7 }
    await evaluator.keep(next)
    const at = sum.indexOf('-=')
    const [tried] = await evaluator.try(0, [{ variant: next, path: 'sum.js', edit: { kind: 'test', at, cost: 1, changes: [{ start: at, end: at + 2, text: '+=' }] } }], null)
    expect(tried).toMatchObject({ passes: true })
    await close()
  })

  test('many who speak at once are all answered', async () => {
    const { evaluator, variant, baseline, close } = await open({ 'sum.js': sum }, { 'sum.test.js': tests })
    const at = sum.indexOf('-=')
    const answers = await Promise.all(Array.from({ length: 12 }, async (_, index) => {
      const version = { ...variant, id: 100 + index }
      await evaluator.keep(version)
      const [tried] = await evaluator.try(0, [{ variant: version, path: 'sum.js', edit: { kind: 'test', at, cost: 1, changes: [{ start: at, end: at + 2, text: index % 2 === 0 ? '+=' : '*=' }] } }], baseline)
      return tried?.passes ?? false
    }))
    expect(answers).toEqual(Array.from({ length: 12 }, (_, index) => index % 2 === 0))
    await close()
  })
})

describe('what one candidate leaves behind', () => {
  const open = openTrials(1)
  // None of them changes what `sum` comes to: whoever passes has reached the judge.
  test.each<[what: string, code: string]>([
    ['a global', 'globalThis.total = 3'],
    ['a global without a word', 'leaked = 3'],
    ['array methods', 'Array.prototype.reduce = () => 3; Array.prototype[Symbol.iterator] = function* () {}'],
    ['Object.is', 'Object.is = () => true'],
    ['Math.max and JSON.stringify', 'Math.max = () => 3; JSON.stringify = () => "3"'],
    ['the clock', 'Date.now = () => 0'],
    ['assert.equal', 'require("node:assert").equal = () => true'],
    ['assert.equal, by another road', 'Object.defineProperty(require("assert"), "equal", { value: () => true })'],
    ['the cache of modules', 'require.cache["/organism/sum.test.js"] = {}'],
    ['process.exit before the tests', 'process.exit(0)'],
      ['an exit code', 'process.exitCode = 0'],
    ['promises', 'Promise.prototype.then = function (f) { return f() }'],
    ['errors', 'Error.prototype.message = ""; globalThis.Error = class {}; Function.prototype.call = () => 3'],
    ['names of the instruments', '$soft_ouroboros = () => undefined'],
    ['more fuel', '$fuel_ouroboros.left = Infinity; $fuel_ouroboros.out = () => undefined'],
    ['numbers', 'Number.prototype.valueOf = () => 3'],
  ])('%s: neither wins, nor changes the verdict of the next', async (_, code) => {
    const { put, close } = await open({ 'sum.js': sum }, { 'sum.test.js': tests })
    const mischief = ['module.exports', `;${code}\nmodule.exports`] as const
    const tried = [...await put(mischief, mischief), ...await put(['total = 0', 'total = 1'], cure, mischief, ['total = 0', 'total = 1'], cure)]
    expect(tried.filter((__, index) => index !== 3 && index !== 6).map(({ passes }) => passes ?? false)).toEqual([false, false, false, false, false])
    expect([tried[3], tried[6]].map((one) => one?.passes ?? false)).toEqual([true, true])
    await close()
  })
})
