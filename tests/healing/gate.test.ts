import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Json } from '../../lib/contract/json.ts'
import type { Trial, TrialCase } from '../../lib/contract/ports/trial.ts'
import type { TaskResult } from '../../lib/contract/run.ts'
import { prove, type Plea } from '../../lib/healing/gate.ts'
import { checkRefused, checkResult } from '../../lib/watcher/check-result.ts'
import { failureOf, runRecord } from '../fixtures/fake-body.ts'
import { FakeClock } from '../fixtures/fake-clock.ts'
import { doubler } from '../fixtures/fake-organism.ts'

type Perform = (task: Json, state: Json | undefined, place?: { process: number; nth: number }) => TaskResult | null

const ok = (value: Json, ms = 5): TaskResult => ({ ok: true, value, ms })
const thrown = (name: string, message: string): TaskResult => ({ ok: false, failure: failureOf({ name, message }), ms: 1 })
const right: Perform = (task) => ((task as number) < 0 ? thrown('RangeError', 'too small') : ok(2 * (task as number)))
const slowly = (task: Json, ms: number): TaskResult => ((task as number) < 0 ? thrown('RangeError', 'too small') : ok(2 * (task as number), ms))

async function atTheGate(perform: Perform, changes: Partial<Plea> = {}, record = runRecord()) {
  const trials: TrialCase[][] = []
  const clock = new FakeClock()
  const trial: Trial = async ({ cases }) => {
    trials.push(cases)
    const results: (TaskResult | null)[] = []
    for (const [nth, { task, state }] of cases.entries()) results.push(results.includes(null) ? null : perform(task, state, { process: trials.length, nth }))
    // 7 ms to start, then one case after the other.
    clock.spend(results.reduce((sum, result) => sum + (result?.ms ?? 0), 7))
    return { results, record }
  }
  const proof = await prove({ organism: doubler(), files: { 'organism.js': 'export const perform = (n) => 2 * n' }, failing: { task: 3 }, recurs: null, seed: 7, healthyMs: 5, ...changes }, { clock, trial, oracle: checkResult, refused: checkRefused })
  return { proof, trials, death: proof.checks.at(-1), names: proof.checks.map(({ name }) => name) }
}

test('a candidate that is right passes every check, in order, each timed', async () => {
  const { proof, names } = await atTheGate(right)
  expect(proof.accepted).toBe(true)
  expect(names).toEqual(['parse', 'failing-task', 'examples', 'throws', 'properties', 'speed'])
  expect(proof.checks.every((check) => check.ok)).toBe(true)
  // Of one process: its start is the first one's, and each has the time of its own cases.
  expect(proof.checks.map(({ ms }) => ms)).toEqual([0, 7 + 5, 5, 1, 60 * 5, 0])
  expect(proof.workMs).toBe(5)
})

describe('it is refused, with the first failed check last and no further one run', () => {
  const cases: [string, string, Perform, Partial<Plea>, RegExp][] = [
    ['parse', 'a file that does not parse', right, { files: { 'organism.js': 'export const perform = (' } }, /^organism\.js: /],
    ['parse', 'one of several', right, { files: { 'organism.js': '', 'lib/other.mjs': '}' } }, /^lib\/other\.mjs: /],
    ['failing-task', 'the failing input again', (task, state) => (task === 3 ? thrown('TypeError', 'x is not a function') : right(task, state)), {}, /^again: .*x is not a function/],
    ['examples', 'a known answer', () => ok(7), { failing: null }, /^“three”: expected 6, got 7/],
    ['examples', 'a known answer that is refused', () => thrown('RangeError', 'no'), { failing: null }, /^“three”: RangeError: no/],
    ['throws', 'an input that must be refused', (task) => ok(2 * (task as number)), {}, /^“below zero”: answered an input that it must refuse, with -2/],
    ['throws', 'an accident in place of a refusal', (task, state) => ((task as number) < 0 ? thrown('TypeError', 'Cannot read properties of undefined') : right(task, state)), { failing: null }, /^“below zero”: stumbled over/],
    ['throws', 'a refusal in the wrong words', (task) => ((task as number) < 0 ? thrown('RangeError', 'something else') : right(task, undefined)), {}, /something else/],
    ['properties', 'fresh inputs', (task) => (task === 3 || (task as number) < 0 ? right(task, undefined) : ok(0)), {}, /^input \d+ of seed 7: /],
    ['speed', 'four times slower than the last healthy version', (task) => slowly(task, 46), {}, /46\.0 ms, .* 5\.0 ms/],
  ]
  test.each(cases)('%s: %s', async (name, _what, perform, changes, detail) => {
    const { proof, death } = await atTheGate(perform, changes)
    expect(proof.accepted).toBe(false)
    expect(death).toMatchObject({ name, ok: false, detail: expect.stringMatching(detail) })
    expect(proof.checks.slice(0, -1).every((check) => check.ok)).toBe(true)
  })

  test('numbers that only look alike are told apart', async () => {
    const expecting = (expected: number) => ({ failing: null, organism: doubler({ spec: { examples: [{ name: 'x', task: 0, expected }] } }) })
    expect((await atTheGate(() => ok(0), expecting(-0))).death).toMatchObject({ name: 'examples', ok: false })
    expect((await atTheGate(() => ok(Infinity), expecting(Number.NaN))).death).toMatchObject({ name: 'examples', ok: false, detail: '“x”: expected NaN, got Infinity' })
  })

  test.each<[Partial<Parameters<typeof runRecord>[0]> & object, RegExp]>([
    [{ stopReason: 'timeout' }, /limit: timeout/],
    [{ exitCode: 1, failure: failureOf({ name: 'SyntaxError', message: 'Unexpected token' }) }, /SyntaxError: Unexpected token/],
    [{ exitCode: null, signal: 'SIGKILL' }, /SIGKILL/],
    [{ exitCode: 3 }, /exit code 3/],
    [{ stopReason: 'stopped' }, /ran and did not answer/],
  ])('a process that did not answer says why: %j', async (record, detail) => {
    expect((await atTheGate(() => null, {}, runRecord(record))).death).toMatchObject({ name: 'failing-task', ok: false, detail: expect.stringMatching(detail) })
  })
})

describe('what need not be shown', () => {
  test('no failing input, no examples, no refusals, no healthy past: passed without a process for it', async () => {
    const { proof, trials } = await atTheGate(right, { failing: null, healthyMs: null, organism: doubler({ spec: { examples: [], throws: [] } }) })
    expect(proof.accepted).toBe(true)
    expect(trials).toHaveLength(1)
  })

  test('slowness below the noise of a machine', async () => {
    expect((await atTheGate((task) => slowly(task, 44))).proof.accepted).toBe(true)
  })

  test('a file that parses only as a script, or is no program', async () => {
    expect((await atTheGate(right, { files: { 'organism.js': 'with (Math) { max(1, 2) }', 'notes.txt': '(' } })).proof.accepted).toBe(true)
  })
})

describe('services and scripts', () => {
  const service = (response: TaskResult) => atTheGate(
    (task) => ((task as { path: string }).path === '/bad' ? response : ok({ status: 200, body: '' })),
    { failing: null, organism: doubler({
      manifest: { kind: 'service' },
      spec: { task: fc.constant({ method: 'GET', path: '/' }), accepts: () => true, properties: [], examples: [], throws: [{ name: 'bad', task: { method: 'GET', path: '/bad' } }] },
    }) },
  )
  test.each([[400, true], [404, true], [200, false], [302, false], [500, false]])('a service refuses by 4xx: %i is a refusal, %s', async (status, isRefusal) => {
    expect((await service(ok({ status, body: '' }))).proof.accepted).toBe(isRefusal)
  })

  test('a service that breaks off or falls silent has refused nothing', async () => {
    const { death } = await service({ ok: false, ms: 1, failure: failureOf({ name: 'Error', message: 'read ECONNRESET', code: 'ECONNRESET' }) })
    expect(death).toMatchObject({ name: 'throws', ok: false, detail: expect.stringMatching(/“bad”: .*ECONNRESET/) })
  })

  const script = (outcome: TaskResult) => atTheGate(
    (task) => ((task as { stdin: string }).stdin === 'bad' ? outcome : ok({ stdout: '', exitCode: 0 })),
    { failing: null, organism: doubler({
      manifest: { kind: 'script' },
      spec: { task: fc.constant({ args: [], stdin: '' }), accepts: () => true, properties: [], examples: [], throws: [{ name: 'bad', task: { args: [], stdin: 'bad' } }] },
    }) },
  )
  test.each([[2, true], [0, false]])('a script refuses by its exit code: %i, %s', async (exitCode, isRefusal) => {
    expect((await script(ok({ stdout: '', exitCode }))).proof.accepted).toBe(isRefusal)
  })
})

test('the seed decides the fresh inputs, and nothing else does', async () => {
  const inputs = async (seed: number) => (await atTheGate(right, { seed })).trials[0]?.slice(3)
  expect(await inputs(1)).toEqual(await inputs(1))
  expect(await inputs(1)).not.toEqual(await inputs(2))
  expect(await inputs(1)).toHaveLength(60)
})

test('state: each case has its own, or the first', async () => {
  const { trials } = await atTheGate((task) => ({ ok: true, value: 2 * (task as number), state: { sum: 0 }, ms: 1 }), {
    failing: { task: 3, state: { sum: 9 } },
    organism: doubler({ spec: { initialState: { sum: 0 }, throws: [], examples: [{ name: 'given', task: 3, expected: 6, state: { sum: 4 } }, { name: 'first', task: 3, expected: 6 }] } }),
  })
  const [failing, given, first, ...drawn] = trials[0] ?? []
  expect([failing, given, first]).toEqual([{ task: 3, state: { sum: 9 } }, { task: 3, state: { sum: 4 } }, { task: 3, state: { sum: 0 } }])
  expect(drawn.every(({ state }) => JSON.stringify(state) === '{"sum":0}')).toBe(true)
})

describe('one process for all cases', () => {
  test('of a task where all is well; its seed is told', async () => {
    const { trials, proof } = await atTheGate(right)
    expect(trials.map((cases) => cases.length)).toEqual([1 + 1 + 1 + 60])
    expect(proof.checks.find(({ name }) => name === 'properties')?.detail).toBe('1 properties on 60 fresh inputs, of seed 7')
  })

  test('is not believed where it refuses: what came before may be to blame, so the check is first in another one', async () => {
    // The first process answers once, the second one as it should.
    const { proof, trials } = await atTheGate((task, state, place) => (place?.process === 1 && place.nth > 0 ? null : right(task, state)))
    expect(proof.accepted).toBe(true)
    expect(trials.map((cases) => cases.length)).toEqual([63, 62])
  })

  test('what fails as the first of its own process has failed', async () => {
    const { death, trials } = await atTheGate((task) => ((task as number) < 0 ? ok(1) : right(task, undefined)))
    expect(death).toMatchObject({ name: 'throws', ok: false })
    expect(trials.map((cases) => cases.length), 'once beside others, once alone, and no third time').toEqual([63, 61])
  })

  test('what fails first of all is not tried again', async () => {
    const { death, trials } = await atTheGate(() => null, {}, runRecord({ stopReason: 'timeout' }))
    expect(death).toMatchObject({ name: 'failing-task', ok: false })
    expect(trials).toHaveLength(1)
  })

  test.each([['service', [['again', 62]]], ['script', [['again', 1], ['known', 1], ['drawn', 12]]]] as const)('of a service too; a script is given no case of a later check: %s', async (kind, expected) => {
    const { trials } = await atTheGate(() => ok({ stdout: '', exitCode: 0, status: 200 }), {
      failing: { task: 'again' }, healthyMs: null,
      organism: doubler({ manifest: { kind }, spec: { task: fc.constant('drawn'), accepts: () => true, properties: [], throws: [], examples: [{ name: 'x', task: 'known', expected: { stdout: '', exitCode: 0, status: 200 } }] } }),
    })
    expect(trials.map((cases) => [cases[0]?.task, cases.length])).toEqual(expected)
  })
})

test('content that may not live again is refused before anything else, and nothing of it runs', async () => {
  const { proof, trials } = await atTheGate(right, { recurs: 'the same content as doubler.g0002, which failed while live' })
  expect(proof).toMatchObject({ accepted: false, checks: [{ name: 'recurrence', ok: false, detail: 'the same content as doubler.g0002, which failed while live' }] })
  expect(trials).toEqual([])
})

test.each([
  [{ properties: [], throws: [] }, 'plausible'], [{ throws: [] }, 'held-out'], [{ properties: [] }, 'held-out'],
] as const)('known answers alone make it plausible, more is held out: %#', async (spec, expected) => {
  expect((await atTheGate(right, { organism: doubler({ spec: { ...spec, properties: 'properties' in spec ? [] : doubler().spec.properties, throws: 'throws' in spec ? [] : doubler().spec.throws ?? [] } }) })).proof.proof).toBe(expected)
})

test('what is told of a check stays within bounds', async () => {
  const { death } = await atTheGate(() => thrown('Error', 'x'.repeat(5000)), { failing: null })
  expect(death?.detail).toHaveLength(500)
})
