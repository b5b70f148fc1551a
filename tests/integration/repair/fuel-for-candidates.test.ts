// How long candidates may run: little at first, more for those who have shown something, and for all when nothing else is left.
import { afterAll, describe, expect, test } from 'vitest'
import { openSandbox } from '../../../lib/process/open-sandbox.ts'
import { HostEvaluator } from '../../../lib/repair/4-evaluate/host-evaluator.ts'
import { openVariant } from '../../../lib/repair/variant.ts'
import type { CaseSuite } from '../../../lib/repair/suite.ts'
import { openTrials } from './open-trials.ts'

const open = openTrials(1)
const program = 'function count(n) {\n  let at = 0\n  while (at < n) at += 1\n  return -at\n}\nmodule.exports = { count }\n'
const cure = ['-at', 'at'] as const
const testsOf = (...inputs: number[]): Record<string, string> => ({
  'count.test.js': `const test = require('node:test')\nconst assert = require('node:assert')\nconst { count } = require('./count.js')\n${inputs.map((n) => `test('${n}', () => assert.equal(count(${n}), ${n}))\n`).join('')}`,
})

describe('of tests', () => {
  test('whoever runs on after it has repaired something is tried with ample fuel', async () => {
    const { baseline, put, close } = await open({ 'count.js': program }, testsOf(0, 3, 100_000))
    expect(baseline.checks.map(({ passes }) => passes)).toEqual([true, false, false])
    const [right, wrong] = await put(cure, ['-at', 'at % 100000'])
    expect(right).toMatchObject({ passes: true, score: 3 })
    // It has repaired something too, and comes to its wrong answer.
    expect(wrong?.passes ?? false).toBe(false)
    expect(wrong?.why).toContain('AssertionError')
    await close()
  })

  test('ample is not endless', async () => {
    const { put, close } = await open({ 'count.js': program }, testsOf(0, 3, 900_000))
    const [right] = await put(cure)
    expect(right?.passes ?? false).toBe(false)
    expect(right?.why).toContain('ran on')
    await close()
  })

  test('whoever has repaired nothing yet is given no more, before all are: in steps, up to an end', async () => {
    const { evaluator, put, close } = await open({ 'count.js': program }, testsOf(0, 100_000, 3))
    const { batchSize } = evaluator
    const passes = async (): Promise<boolean> => (await put(cure))[0]?.passes ?? false
    const fared = [await passes()]
    for (let step = 0; step < 10 && evaluator.relax(); step += 1) fared.push(await passes())
    expect(fared).toEqual([false, false, true, true])
    expect(evaluator.relax()).toBe(false)
    expect(await passes()).toBe(true)
    expect(evaluator.batchSize).toBeGreaterThanOrEqual(1)
    expect(evaluator.batchSize).toBeLessThan(batchSize)
    await close()
  })

  test('a loop without an end ends with ample and relaxed fuel too', async () => {
    const { evaluator, put, close } = await open({ 'count.js': program }, testsOf(0, 3, 5))
    const endless = ['return -at', 'if (n === 5) while (true); return at'] as const
    const [before] = await put(endless)
    while (evaluator.relax());
    const [after, right] = await put(endless, cure)
    expect([before?.passes ?? false, after?.passes ?? false, right?.passes]).toEqual([false, false, true])
    await close()
  })
})

describe('of cases', () => {
  const sandbox = openSandbox({ tier: 1 })
  afterAll(() => sandbox.close())
  const text = 'exports.perform = (n) => {\n  let at = 0\n  while (at < n) at += 1\n  return -at - 1\n}\n'

  async function tryCure(...inputs: number[]) {
    const suite: CaseSuite = { kind: 'cases', of: 'task', entry: 'count.js', cases: inputs.map((n) => ({ task: n, expected: n })), judge: () => null }
    const evaluator = new HostEvaluator({ sandbox, suite, lanes: 1 })
    const files = { 'count.js': text }
    evaluator.open(files, ['count.js'])
    const variant = openVariant(0, files, ['count.js'], [])
    const baseline = await evaluator.measure(variant)
    const at = text.indexOf('-at - 1')
    const put = (after: string) => evaluator.try(0, [{ variant, path: 'count.js', edit: { kind: 'test', at, cost: 1, changes: [{ start: at, end: at + 7, text: after }] } }], baseline)
    return { evaluator, baseline, put }
  }

  test('whoever runs on after a right answer is tried with ample fuel', async () => {
    const { evaluator, baseline, put } = await tryCure(1, 2, 3, 50_000)
    expect(baseline.checks.map(({ passes }) => passes)).toEqual([false, false, false, false])
    expect((await put('at'))[0]).toMatchObject({ passes: true })
    expect((await put('at % 50000'))[0]?.passes ?? false).toBe(false)
    await evaluator.close()
  })

  test('whoever has none is given no more', async () => {
    const { evaluator, put } = await tryCure(60_000, 50_000)
    expect((await put('at'))[0]?.passes ?? false).toBe(false)
    expect(evaluator.relax()).toBe(true)
    expect(evaluator.relax()).toBe(true)
    expect((await put('at'))[0]).toMatchObject({ passes: true })
    await evaluator.close()
  })
})
