// How the facts of a pulse reach the judge; what he makes of them has tests of its own.
import type { Json } from '../../lib/contract/json.ts'
import { expect, test } from 'vitest'
import type { TaskResult } from '../../lib/contract/run.ts'
import type { Organism } from '../../lib/contract/spec.ts'
import type { VerdictKind } from '../../lib/contract/verdict.ts'
import { newBaseline, observe } from '../../lib/watcher/baseline.ts'
import type { PulseFacts } from '../../lib/watcher/body.ts'
import { judgePulse } from '../../lib/watcher/judge-pulse.ts'
import { answered, crashed, failureOf, runRecord } from '../fixtures/fake-body.ts'
import { doubler } from '../fixtures/fake-organism.ts'
import { serviceOrganism } from '../fixtures/fake-service.ts'

const kind = (organism: Organism, facts: PulseFacts, task: Json = 3): VerdictKind =>
  judgePulse(organism, facts, { task, before: undefined }, newBaseline).kind
const unanswered = (record: Parameters<typeof runRecord>[0]): PulseFacts => ({ ...crashed(), outcome: null, run: runRecord(record) })

test('a task', () => {
  expect(kind(doubler(), answered(6))).toBe('healthy')
  expect(kind(doubler(), answered(7))).toBe('wrong-output')
  expect(kind(doubler(), crashed())).toBe('crash')
  expect(kind(doubler(), unanswered({ exitCode: 0 }))).toBe('crash')
  expect(kind(doubler(), unanswered({ stopReason: 'timeout' }))).toBe('timeout')
  expect(kind(doubler(), unanswered({ signal: 'SIGKILL', exitCode: null }))).toBe('killed')
})

test('a task on an input outside its contract: a clean refusal is healthy, an answer or a stumble is not', () => {
  const refused: PulseFacts = { ...crashed({ name: 'RangeError', message: 'too small' }), run: runRecord({ failure: failureOf({ name: 'RangeError', message: 'too small' }) }) }
  expect(kind(doubler(), refused, -1)).toBe('healthy')
  expect(kind(doubler(), refused, 3)).toBe('crash')
  expect(kind(doubler(), answered(-2), -1)).toBe('wrong-output')
  expect(kind(doubler(), crashed(), -1)).toBe('crash')
})

test('a task with state is judged by the state before it and the state after', () => {
  const organism = doubler({ spec: {
    initialState: 0,
    properties: [{ name: 'counts', check: ({ before, after }) => (after === (before as number) + 1 ? null : 'did not count') }],
  } })
  const counted = (state?: number) => judgePulse(organism, answered(6, state === undefined ? {} : { state }), { task: 3, before: 4 }, newBaseline).kind
  expect([counted(5), counted(9), counted()]).toEqual(['healthy', 'wrong-output', 'wrong-output'])
})

test('a task without a process is nothing that can be judged', () => {
  expect(() => kind(doubler(), { ...answered(6), run: null })).toThrow(TypeError)
})

test('a script', () => {
  const script = doubler({ manifest: { kind: 'script' }, spec: { accepts: () => true, properties: [{ name: 'shouts', check: ({ result }) => ((result as { stdout: string }).stdout === 'HI' ? null : 'too quiet') }] } })
  const said = (stdout: string, exitCode = 0): PulseFacts => ({ ...answered({ stdout, exitCode }), run: runRecord({ exitCode }) })
  expect(kind(script, said('HI'))).toBe('healthy')
  expect(kind(script, said('hi'))).toBe('wrong-output')
  expect(kind(script, said('HI', 3))).toBe('crash')
  expect(kind(script, unanswered({ exitCode: 1, failure: failureOf({ phase: 'rejection' }) }))).toBe('rejection')
})

const ok = (value: object, ms = 5): TaskResult => ({ ok: true, value: value as never, ms })
const failed = (code: string): TaskResult => ({ ok: false, failure: failureOf({ code }), ms: 5 })
const well = ok({ status: 200, body: 'well' })

test.each<[VerdictKind, string, Partial<PulseFacts>]>([
  ['healthy', 'well, and well answered', { health: well, outcome: ok({ status: 200, body: { double: 6 } }) }],
  ['wrong-output', 'a wrong answer', { health: well, outcome: ok({ status: 200, body: { double: 7 } }) }],
  ['wrong-output', 'a server’s own error', { health: well, outcome: ok({ status: 500, body: { double: 6 } }) }],
  ['wrong-output', 'a health probe that is not well', { health: ok({ status: 503, body: '' }), outcome: ok({ status: 200, body: { double: 6 } }) }],
  ['silent', 'no answer on its health path', { health: failed('ETIMEDOUT'), outcome: null }],
  ['timeout', 'a request without an answer', { health: well, outcome: failed('ETIMEDOUT') }],
  ['silent', 'a request that broke off', { health: well, outcome: failed('ECONNRESET') }],
  ['silent', 'nothing asked at all', { health: null, outcome: null }],
  ['port-taken', 'a stranger who answers well', { portHolder: 'stranger', health: well, outcome: ok({ status: 200, body: { double: 6 } }) }],
  ['exited', 'a process that went by itself', { run: runRecord(), health: null, outcome: null }],
  ['crash', 'a process that died', { run: runRecord({ exitCode: 1 }), health: null, outcome: null }],
])('a service: %s: %s', (expected, _what, facts) => {
  const organism = serviceOrganism()
  organism.spec.properties = [{ name: 'doubles', check: ({ result }) => ((result as { body: { double: number } }).body.double === 6 ? null : 'does not double') }]
  expect(kind(organism, { ...answered(null), run: null, output: '', portHolder: 'service', ...facts }, { method: 'GET', path: '/double?n=3' })).toBe(expected)
})

test('slow is said of work that is slow against its own past', () => {
  let baseline = newBaseline
  for (let pulse = 0; pulse < 30; pulse += 1) baseline = observe(baseline, 20)
  for (let pulse = 0; pulse < 2; pulse += 1) baseline = observe(baseline, 400)
  expect(judgePulse(doubler(), answered(6, { ms: 400 }), { task: 3, before: undefined }, baseline).kind).toBe('slow')
  expect(judgePulse(doubler(), answered(7, { ms: 400 }), { task: 3, before: undefined }, baseline).kind, 'wrong comes before slow').toBe('wrong-output')
})
