// What is asked while tests run: answers, and no trace of having asked.
import { afterAll, describe, expect, test } from 'vitest'
import { openSandbox } from '../../../lib/process/open-sandbox.ts'
import { coverName } from '../../../lib/repair/2-localise/counter-splices.ts'
import type { Visit } from '../../../lib/repair/visit.ts'
import type { Candidate } from '../../../lib/repair/4-evaluate/evaluator.ts'
import { HostEvaluator } from '../../../lib/repair/4-evaluate/host-evaluator.ts'
import { openVariant } from '../../../lib/repair/variant.ts'
import { tiers } from '../process/setting.ts'
import { openTrials, type Trials } from './open-trials.ts'

const tests = "const assert = require('node:assert')\nconst { sum } = require('./sum.js')\nassert.equal(sum([1, 2]), 3)\nassert.equal(sum([]), 0)\nassert.equal(sum([5]), 5)\n"
const sum = 'function sum(list) {\n  let total = 0\n  for (const one of list) total -= one\n  return total\n}\nmodule.exports = { sum }\n'
const cure = ['-=', '+='] as const

/** A probe before the first place that reads like that. */
function probeAt({ variant }: Pick<Trials, 'variant'>, place: string, ...questions: string[]): Candidate {
  const [path = ''] = variant.sources.keys()
  const at = variant.files[path]?.indexOf(place) ?? -1
  if (at === -1) throw new Error(`there is no ${place}`)
  const text = `${coverName}(${questions.length}, ($question) => { switch ($question) { ${questions.map((question, index) => `case ${index}: return ${question}`).join('; ')} } })\n`
  return { variant, path, edit: { kind: 'probe', at, cost: 0, changes: [{ start: at, end: at, text }] } }
}
const told = (visits: readonly Visit[] | undefined): string[] => (visits ?? []).map(({ check, answers }) => `${check} ${answers}`)

describe.each(tiers)('observed at tier %i', (tier) => {
  const sandbox = openSandbox({ tier })
  afterAll(() => sandbox.close())
  const open = openTrials(tier)
  const openSum = (): Promise<Trials> => open({ 'sum.js': sum }, { 'sum.test.js': tests })

  test('each check is asked by itself, in order', async () => {
    const trials = await openSum()
    const [visits] = await trials.evaluator.observe(0, [probeAt(trials, 'return total', 'list.length > 1', 'list.length === 0', 'total')], 'truth')
    expect(told(visits)).toEqual(['0 101', '1 010', '2 001'])
    await trials.close()
  })

  test('every visit, those that are alike once', async () => {
    const trials = await open({ 'sum.js': sum.replace('list) total', 'list) { \n total').replace('one\n', 'one }\n') }, { 'sum.test.js': tests.replace('[1, 2]), 3', '[1, 2, 2, 1]), 6') })
    const [visits] = await trials.evaluator.observe(0, [probeAt(trials, ' total -=', 'one > 1', 'total < 0')], 'truth')
    expect(told(visits)).toEqual(['0 00', '0 11', '0 01', '2 10'])
    await trials.close()
  })

  test('a question that throws is answered x, and those beside it are answered', async () => {
    const trials = await openSum()
    const [visits] = await trials.evaluator.observe(0, [probeAt(trials, 'return total', 'list[0].a.b === 1', 'lost', 'list.length > 1', '(() => { throw undefined })()')], 'truth')
    expect(told(visits)).toEqual(['0 xx1x', '1 xx0x', '2 xx0x'])
    await trials.close()
  })

  test('what throws again and again is asked no more, what throws now and then is', async () => {
    const trials = await open({ 'sum.js': sum }, { 'sum.test.js': tests })
    const [visits] = await trials.evaluator.observe(0, [probeAt(trials, 'return total', 'list[0].toFixed() === "1"')], 'truth')
    expect(told(visits)).toEqual(['0 1', '1 x', '2 0'])
    await trials.close()
  })

  test('types', async () => {
    const trials = await openSum()
    const names = ['list', 'total', '"a"', 'true', 'null', 'undefined', '{}', 'new Map()', 'new Set()', 'sum', '1n', 'lost', 'new Date()', 'Object.create(null)']
    const [visits] = await trials.evaluator.observe(0, [probeAt(trials, 'return total', ...names)], 'types')
    expect(told(visits).map((visit) => visit.replace(/^\d /, ''))).toEqual(['ansb0uomtfnxoo', 'ansb0uomtfnxoo', 'ansb0uomtfnxoo'])
    await trials.close()
  })

  test('numbers, and a dash for what is none', async () => {
    const trials = await openSum()
    const [visits] = await trials.evaluator.observe(0, [probeAt(trials, 'return total', 'list.length', 'total', 'list', 'lost.length', '0 / 0', '"7"')], 'numbers')
    expect(told(visits)).toEqual(['0 2 -3 - x - - ', '1 0 0 - x - - ', '2 1 -5 - x - - '])
    await trials.close()
  })

  test('several places, in their order; of one that cannot be asked, nothing', async () => {
    const trials = await openSum()
    const good = probeAt(trials, 'return total', 'total < 0')
    const elsewhere = { ...good, path: 'lost.js' }
    const broken = probeAt(trials, 'let total', '((')
    const found = await trials.evaluator.observe(0, [elsewhere, broken, good, probeAt(trials, 'let total', 'list.length')], 'truth')
    expect(found.map(told)).toEqual([[], [], ['0 1', '1 0', '2 1'], ['0 1', '1 0', '2 1']])
    expect(await trials.evaluator.observe(0, [], 'truth')).toEqual([])
    await trials.close()
  })

  test('what is asked within a question is not asked again', async () => {
    const trials = await openSum()
    const [visits] = await trials.evaluator.observe(0, [probeAt(trials, 'return total', 'sum([9]) < -8')], 'truth')
    expect(told(visits)).toEqual(['0 1', '1 1', '2 1'])
    await trials.close()
  })

  test('whoever has observed judges as before, whatever the questions did', async () => {
    const trials = await openSum()
    const others = [cure, ['total = 0', 'total = 1'], ['return total', 'return lost'], cure] as const
    const before = (await trials.put(...others)).map(({ passes, score }) => ({ passes: passes ?? false, score }))
    expect(before.map(({ passes }) => passes)).toEqual([true, false, false, true])
    const mischief = ['list.push(1)', '(total = 3)', 'globalThis.total = 3', '(module.exports = null)', 'Array.prototype.push.call(list, 1)', '(() => { throw new Error("no") })()']
    await trials.evaluator.observe(0, [probeAt(trials, 'return total', ...mischief), probeAt(trials, 'let total', 'sum(list)', 'list.splice(0)')], 'truth')
    expect((await trials.put(...others)).map(({ passes, score }) => ({ passes: passes ?? false, score }))).toEqual(before)
    expect(await trials.evaluator.observe(0, [probeAt(trials, 'return total', 'total')], 'truth').then(([visits]) => told(visits))).toEqual(['0 1', '1 0', '2 1'])
    await trials.close()
  })

  test('a question that runs on ends, and costs nobody their answer', async () => {
    const trials = await openSum()
    const [first, second] = await trials.evaluator.observe(0, [probeAt(trials, 'return total', 'sum(list, sum(list))', '(() => { for (;;) sum(list) })()'), probeAt(trials, 'return total', 'total')], 'truth')
    expect(first?.length).toBeLessThanOrEqual(3)
    expect(told(second)).toEqual(['0 1', '1 0', '2 1'])
    await trials.close()
  })

  // It costs the host's whole patience: once is enough.
  if (tier === 1) {
    test('a question that takes its host with it says nothing, and the next is answered', async () => {
      const trials = await openSum()
      const [lost] = await trials.evaluator.observe(0, [probeAt(trials, 'return total', '(() => { while (true); })()')], 'truth')
      expect(lost).toEqual([])
      const [visits] = await trials.evaluator.observe(0, [probeAt(trials, 'return total', 'total')], 'truth')
      expect(told(visits)).toEqual(['0 1', '1 0', '2 1'])
      await trials.close()
    })
  }

  test('a check with a long loop leaves visits for those behind it', async () => {
    const trials = await open({ 'sum.js': sum.replace('list) total', 'list) { \n total').replace('one\n', 'one }\n') }, { 'sum.test.js': tests.replace('assert.equal(sum([1, 2]), 3)', 'assert.equal(sum(Array.from({ length: 500 }, (_, i) => i)), 124750)\nassert.equal(sum([1007]), 1007)') })
    const [visits] = await trials.evaluator.observe(0, [probeAt(trials, ' total -=', 'one % 2 === 0', 'one % 3 === 0', 'one % 5 === 0', 'one > 1000')], 'truth')
    expect(visits?.some(({ answers }) => answers.endsWith('1'))).toBe(true)
    await trials.close()
  })

  test('cases that fail are asked before those that pass, and told by their own numbers', async () => {
    const files = { 'count.js': 'export function perform(n) {\n  let sum = 0\n  for (let i = 0; i < n; i += 1) { sum += 1 }\n  return sum\n}\n' }
    // Those that pass would use up all that may be asked.
    const cases = [...Array.from({ length: 20 }, () => ({ task: 39, expected: 39 })), { task: 5, expected: 6 }]
    const evaluator = new HostEvaluator({ sandbox, lanes: 1, suite: { kind: 'cases', of: 'task', entry: 'count.js', cases, judge: () => null } })
    evaluator.open(files, ['count.js'])
    const variant = openVariant(0, files, ['count.js'], [])
    await evaluator.measure(variant)
    const [visits] = await evaluator.observe(0, [probeAt({ variant }, 'sum += 1', 'i === 4')], 'truth')
    expect(told(visits).slice(0, 3)).toEqual(['20 0', '20 1', '0 0'])
    await evaluator.close()
  })

  test('no more than a few hundred visits are told', async () => {
    const trials = await open({ 'sum.js': sum.replace('list) total', 'list) { \n total').replace('one\n', 'one }\n') }, { 'sum.test.js': tests.replace('assert.equal(sum([1, 2]), 3)', 'for (let i = 0; i < 1000; i += 1) assert.equal(sum([i, 1]), i + 1)') })
    const [visits] = await trials.evaluator.observe(0, [probeAt(trials, ' total -=', 'one > 5')], 'truth')
    expect(visits?.length).toBeGreaterThan(50)
    expect(visits?.length).toBeLessThanOrEqual(200)
    await trials.close()
  })
})
