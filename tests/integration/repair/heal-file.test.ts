import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { seededRandom } from '../../../lib/chaos/random.ts'
import { commandEnvironment } from '../../../lib/config.ts'
import { healFile, type HealOrder, type HealResult } from '../../../lib/healing/heal-file/heal-file.ts'
import { systemClock as clock } from '../../../lib/process/clock.ts'
import { openSandbox } from '../../../lib/process/open-sandbox.ts'

const sandbox = openSandbox({ tier: 1 })
const home = mkdtempSync(join(tmpdir(), 'heal file '))
const copies = mkdtempSync(join(tmpdir(), 'heal-copies-'))
const before = process.env['TMPDIR']
// Copies are made where we can see that none is left.
process.env['TMPDIR'] = copies
let count = 0

afterAll(async () => {
  await sandbox.close()
  if (before === undefined) delete process.env['TMPDIR']
  else process.env['TMPDIR'] = before
  rmSync(home, { recursive: true })
  rmSync(copies, { recursive: true })
})

/** Heals the first of some files by the second, or by a command; and looks at what may never happen. */
async function heal(files: Record<string, string>, options: { command?: string; suspects?: string[]; timeoutMs?: number } & Partial<HealOrder> = {}): Promise<HealResult & { ran: () => Record<string, string> }> {
  const folder = join(home, `case ${(count += 1)}`)
  const path = (name: string): string => join(folder, name)
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(path(name)), { recursive: true })
    writeFileSync(path(name), text)
  }
  const [program = '', tests = ''] = Object.keys(files)
  const { command, suspects = [program], timeoutMs = 20_000, ...order } = options
  const result = await healFile({
    files: suspects.map(path), test: command === undefined ? { file: path(tests) } : { command, folder }, timeoutMs, stop: new AbortController().signal, ...order,
  }, { clock, sandbox, random: seededRandom(1), env: commandEnvironment(), lanes: 2 })
  const now = Object.fromEntries(Object.keys(files).map((name) => [name, readFileSync(path(name), 'utf8')]))
  expect(now, 'nothing on disk is changed').toEqual(files)
  expect(readdirSync(copies), 'no copy is left').toEqual([])
  const changed = Object.keys(result.files)
  expect(changed.every((one) => suspects.map(path).includes(one)), 'only what may be edited is').toBe(true)
  expect(result.outcome === 'healed' ? changed.length > 0 && result.diff !== '' && result.confidence !== null : changed.length === 0 && result.diff === '').toBe(true)
  return { ...result, ran: () => Object.fromEntries(Object.entries(files).map(([name, text]) => [name, result.files[path(name)] ?? text])) }
}

const max = 'function max(list) {\n  let best = list[0]\n  for (const one of list) if (one < best) best = one\n  return best\n}\n'
const healedMax = expect.stringContaining('one > best')

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

const plainTest = "const assert = require('assert')\nconst { max } = require('./max')\nassert.equal(max([1, 3, 2]), 3)\nassert.equal(max([-1, -3]), -1)\n"
const plain = { 'max.js': `${max}module.exports = { max }\n`, 'max.test.js': plainTest }

describe('by a command', () => {
  test('heals, one process each', async () => {
    const result = await heal(plain, { command: 'echo testing && node max.test.js' })
    expect(result).toMatchObject({ outcome: 'healed', mode: 'command', before: null, confidence: 'plausible' })
    expect(result.ran()['max.js']).toEqual(healedMax)
  })

  test('heals what never ends', async () => {
    const result = await heal({ 'count.js': 'let n = 0\nwhile (n < 3) n -= 1\nconsole.log(n)\n' }, { command: 'test "$(node count.js)" = 3', timeoutMs: 8_000 })
    expect(result).toMatchObject({ outcome: 'healed', mode: 'command' })
  })

  test('heals a file in a folder below the one that it is run in', async () => {
    const result = await heal({ 'src/max.js': plain['max.js'], 'test.js': plainTest.replace('./max', './src/max') }, { command: 'node test.js || exit 1' })
    expect(result).toMatchObject({ outcome: 'healed', mode: 'command' })
    expect(result.ran()['src/max.js']).toEqual(healedMax)
  })

  test('that there is not cannot heal', async () => {
    expect(await heal(plain, { command: 'no-such-program-here --test' })).toMatchObject({ outcome: 'cannot', why: expect.stringContaining('cannot be run'), tried: 0 })
  })

  test('that passes has nothing to heal', async () => {
    expect(await heal(plain, { command: 'true' })).toMatchObject({ outcome: 'already', tried: 0 })
  })

  test('that always fails heals nothing, in its time', async () => {
    const started = performance.now()
    expect(await heal(plain, { command: 'node -e "process.exit(1)"', timeoutMs: 1500 })).toMatchObject({ outcome: 'unhealed' })
    expect(performance.now() - started).toBeLessThan(8000)
  })

  test('what it leaves running is ended with it', async () => {
    const mark = join(home, 'alive')
    await heal(plain, { command: `(sleep 2; touch "${mark}") & node max.test.js` })
    await new Promise((resolve) => setTimeout(resolve, 2200))
    expect(existsSync(mark)).toBe(false)
  })
})

describe('does nothing', () => {
  test('where the tests pass already', async () => {
    expect(await heal({ ...plain, 'max.js': plain['max.js'].replace('<', '>') })).toMatchObject({ outcome: 'already', why: 'the tests pass as it is' })
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
