import { describe, expect, test } from 'vitest'
import { heal, max, plain, plainTest } from './heal-here.ts'

describe('heals, many candidates a process', () => {
  test.each<[what: string, files: Record<string, string>, healed: [file: string, text: string]]>([
    ['CommonJS by node:assert', {
      'max.js': `${max}module.exports = { max }\n`,
      'max.test.js': "const assert = require('assert')\nconst { max } = require('./max')\nassert.equal(max([1, 3, 2]), 3)\nassert.equal(max([-1, -3]), -1)\nassert.equal(max([4]), 4)\n",
    }, ['max.js', 'one > best']],
    ['modules by node:test', {
      'max.mjs': `export ${max}`,
      'max.test.mjs': "import assert from 'node:assert/strict'\nimport { describe, it } from 'node:test'\nimport { max } from './max.mjs'\ndescribe('max', () => {\n  it('finds it', () => assert.equal(max([1, 3, 2]), 3))\n  it('below zero', () => assert.equal(max([-1, -3]), -1))\n})\n",
    }, ['max.mjs', 'one > best']],
    ['TypeScript by vitest', {
      'max.ts': 'export function max(list: readonly number[]): number {\n  let best: number = list[0]!\n  for (const one of list) if (one < best) best = one\n  return best\n}\n',
      'max.test.ts': "import { expect, test } from 'vitest'\nimport { max } from './max.ts'\ntest('max', () => {\n  expect(max([1, 3, 2])).toBe(3)\n  expect(max([-1, -3])).toBe(-1)\n})\n",
    }, ['max.ts', 'one > best']],
    ['jest style where there is no jest', {
      'max.js': `${max}module.exports = max\n`,
      'max.test.js': "const max = require('./max')\ndescribe('max', () => {\n  it('finds it', () => { expect(max([1, 3, 2])).toEqual(3) })\n  it.each([[[-1, -3], -1]])('below zero', (list, expected) => { expect(max(list)).toBe(expected) })\n})\n",
    }, ['max.js', 'one > best']],
    ['async code', {
      'retry.js': 'const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms))\nasync function retry(run, times) {\n  for (let n = 1; n < times; n++) {\n    try { return await run(n) } catch { await sleep(100) }\n  }\n  throw new Error("gave up")\n}\nmodule.exports = { retry }\n',
      'retry.test.js': "const test = require('node:test')\nconst assert = require('node:assert')\nconst { retry } = require('./retry')\nconst failing = (until) => async (n) => { if (n < until) throw new Error('no'); return n }\ntest('first', async () => assert.equal(await retry(failing(1), 3), 1))\ntest('last', async () => assert.equal(await retry(failing(3), 3), 3))\ntest('never', async () => { await assert.rejects(retry(failing(9), 3), /gave up/) })\n",
    }, ['retry.js', 'n <= times']],
    ['what does not parse', {
      'max.js': `${max.replace('return best\n}', 'return best\n')}module.exports = { max }\n`.replace('one < best', 'one > best'),
      'max.test.js': "const assert = require('assert')\nconst { max } = require('./max')\nassert.equal(max([1, 3, 2]), 3)\nassert.equal(max([-1, -3]), -1)\n",
    }, ['max.js', '}']],
    ['a program whose tests hang on each other', {
      'account.js': "class Account {\n  balance = 0\n  deposit(n) { this.balance += n }\n  withdraw(n) { if (n >= this.balance) throw new Error('poor'); this.balance -= n }\n}\nmodule.exports = { Account }\n",
      'account.test.js': "const test = require('node:test')\nconst assert = require('node:assert')\nconst { Account } = require('./account.js')\nconst account = new Account()\ntest('deposit', () => { account.deposit(100); assert.equal(account.balance, 100) })\ntest('withdraw', () => { account.withdraw(100); assert.equal(account.balance, 0) })\ntest('poor', () => { assert.throws(() => account.withdraw(1), /poor/) })\n",
    }, ['account.js', 'n > this.balance']],
    ['loops without braces around assertions', {
      'max.js': `${max}module.exports = { max }\n`,
      'max.test.js': "const assert = require('assert')\nconst { max } = require('./max')\nfor (const [list, expected] of [[[1, 3, 2], 3], [[-1, -3], -1]]) assert.equal(max(list), expected)\n",
    }, ['max.js', 'one > best']],
  ])('%s', async (_, files, [file, text]) => {
    const result = await heal(files)
    expect(result).toMatchObject({ outcome: 'healed', mode: 'in-process', why: expect.stringContaining('pass in a process of their own') })
    expect(result.ran()[file]).toContain(text)
    expect(result.tried).toBeGreaterThan(0)
  })

  test('one of several files, by tests in another folder', async () => {
    const result = await heal({
      'src/index.js': "export { area } from './area.js'\n",
      'test/area.test.js': "import assert from 'node:assert'\nimport { area } from '../src/index.js'\nassert.equal(area(2, 3), 6)\nassert.equal(area(1, 5), 5)\nassert.equal(area(0, 5), 0)\n",
      'src/area.js': 'export const area = (width, height) => width + height\n',
    }, { suspects: ['src/index.js', 'src/area.js'] })
    expect(result).toMatchObject({ outcome: 'healed', mode: 'in-process' })
    expect(result.ran()['src/area.js']).toContain('width * height')
  })
})

describe('does nothing', () => {
  test('where the tests pass already', async () => {
    expect(await heal({ ...plain, 'max.js': plain['max.js'].replace('<', '>') })).toMatchObject({ outcome: 'already', why: 'the tests pass as it is' })
  })

  test('where tests of a framework pass already, and says so soon', async () => {
    const started = performance.now()
    expect(await heal({
      'max.mjs': `export ${max.replace('<', '>')}`,
      'max.test.mjs': "import assert from 'node:assert'\nimport { test } from 'node:test'\nimport { max } from './max.mjs'\ntest('max', () => assert.equal(max([1, 3]), 3))\n",
    })).toMatchObject({ outcome: 'already' })
    expect(performance.now() - started).toBeLessThan(10_000)
  })

  test('where the tests do not parse, and says so soon', async () => {
    const started = performance.now()
    const result = await heal({ ...plain, 'max.test.js': 'const assert = require("assert"\nassert(1)\n' }, { timeoutMs: 8000 })
    expect(result).toMatchObject({ outcome: 'cannot', why: expect.stringMatching(/max\.test\.js.*parse/), tried: 0 })
    expect(performance.now() - started).toBeLessThan(5000)
  })

  test('where the tests need what is not installed', async () => {
    expect(await heal({ ...plain, 'max.test.js': `require('no-such-package')\n${plainTest}` })).toMatchObject({ outcome: 'cannot', why: expect.stringContaining('no-such-package') })
  })

  test('where nothing helps', async () => {
    const result = await heal({ ...plain, 'max.test.js': "const assert = require('assert')\nconst { max } = require('./max')\nassert.equal(max([1, 3, 2]), 3)\nassert.equal(max([1, 3, 2]), 1)\n" }, { timeoutMs: 2500 })
    expect(result).toMatchObject({ outcome: 'unhealed', confidence: null, summary: '' })
    expect(result.tried).toBeGreaterThan(50)
  })

  test('when it is stopped', async () => {
    const stop = new AbortController()
    const result = await heal({ ...plain, 'max.test.js': "const assert = require('assert')\nconst { max } = require('./max')\nassert.equal(max([1, 3, 2]), 3)\nassert.equal(max([1, 3, 2]), 1)\n" }, { stop: stop.signal, onProgress: () => stop.abort() })
    expect(result).toMatchObject({ outcome: 'unhealed', why: expect.stringContaining('stopped') })
  })
})

test('an error that a case demands is not swallowed', async () => {
  const result = await heal({
    'parse.js': 'function parse(text) {\n  const n = Number(text)\n  if (Number.isNaN(n)) throw new RangeError("no number: " + text)\n  return n + 1\n}\nmodule.exports = { parse }\n',
    'parse.test.js': "const assert = require('assert')\nconst { parse } = require('./parse')\nassert.equal(parse('1'), 1)\nassert.equal(parse('20'), 20)\nassert.throws(() => parse('x'), RangeError)\nassert.throws(() => parse('y'), /no number: y/)\n",
  })
  expect(result.outcome).toBe('healed')
  expect(result.ran()['parse.js']).toContain('throw new RangeError("no number: " + text)')
})

test('tests that read a file beside them are run as they stand', async () => {
  const result = await heal({
    ...plain,
    'max.test.js': "const assert = require('assert')\nconst { readFileSync } = require('fs')\nconst { max } = require('./max')\nconst cases = JSON.parse(readFileSync(__dirname + '/cases.json', 'utf8'))\nfor (const [list, expected] of cases) assert.equal(max(list), expected)\n",
    'cases.json': '[[[1, 3, 2], 3], [[-1, -3], -1]]',
  })
  expect(result).toMatchObject({ outcome: 'healed', mode: 'command' })
})

test('progress is told, and the result says how it stood', async () => {
  const stages: string[] = []
  const result = await heal({ ...plain, 'max.test.js': `${plainTest}assert.equal(max([4]), 4)\n` }, { onProgress: ({ stage }) => stages.push(stage) })
  expect(stages.length).toBeGreaterThan(0)
  expect(result.before).toEqual({ passed: 1, total: 3 })
  expect(result.diff).toMatch(/^-.*one < best.*\n\+.*one > best/m)
  expect(result.summary).toMatch(/^line 3: /)
})
