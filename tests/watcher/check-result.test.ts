import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Json } from '../../lib/contract/json.ts'
import { manifestSchema, type OrganismKind } from '../../lib/contract/organism.ts'
import type { Organism, Spec } from '../../lib/contract/spec.ts'
import type { TaskResult } from '../../lib/contract/run.ts'
import { checkResult, isAccepted } from '../../lib/watcher/check-result.ts'
import { failure, limits } from './seen.ts'

const base: Spec<Json, Json> = {
  task: fc.integer(), examples: [], limits, fitness: () => 0,
  accepts: (task) => (task as number) >= 0,
  properties: [
    { name: 'twice', check: ({ task, result }) => (result === (task as number) * 2 ? null : `${JSON.stringify(result)} is not twice ${JSON.stringify(task)}`) },
    { name: 'has digits', check: ({ result }) => ((result as number).toFixed(0).length > 0 ? null : 'none') },
  ],
}

const organism = (kind: OrganismKind, change: Partial<Spec<Json, Json, Json>> = {}): Organism => ({
  id: 'doubler', files: {}, spec: { ...base, ...change }, manifest: manifestSchema.parse({ kind, title: 'Doubler', teaches: 'Nothing.', entry: 'organism.js' }),
})
const gives = (value: Json, state?: Json): TaskResult => ({ ok: true, value, ms: 1, ...(state === undefined ? {} : { state }) })
const fails = (name: string, message: string, phase: 'perform' | 'uncaught' = 'perform'): TaskResult => ({ ok: false, ms: 1, failure: failure({ phase, name, message }) })
const check = (kind: OrganismKind, task: Json, outcome: TaskResult): string | null => checkResult(organism(kind), { task, before: undefined, outcome })

describe('an input that must be answered', () => {
  test('right', () => expect(check('task', 4, gives(8))).toBeNull())
  test('wrong: names the property', () => expect(check('task', 4, gives(7))).toBe('property “twice”: 7 is not twice 4'))
  test('refused', () => expect(check('task', 4, fails('TypeError', 'no'))).toBe('refused an input that it must accept: TypeError: no'))
  test('a script that exits with a code', () => expect(check('script', 4, gives({ stdout: '8', exitCode: 2 }))).toMatch(/must accept: exit code 2/))
  test('the first property that does not hold', () => expect(check('task', 4, gives('8'))).toMatch(/“twice”/))
})

describe('an input that must be refused', () => {
  test('refused cleanly', () => {
    expect(check('task', -1, fails('RangeError', 'below zero'))).toBeNull()
    expect(check('task', -1, fails('TypeError', 'no number'))).toBeNull()
    expect(check('script', -1, gives({ stdout: '', exitCode: 2 }))).toBeNull()
    for (const status of [400, 404, 422, 499]) expect(check('service', -1, gives({ status, body: null }))).toBeNull()
  })
  test('answered all the same', () => {
    expect(check('task', -1, gives(-2))).toBe('answered an input that it must refuse, with -2')
    expect(check('script', -1, gives({ stdout: '', exitCode: 0 }))).toMatch(/must refuse/)
    for (const status of [200, 302, 399, 500, 503]) expect(check('service', -1, gives({ status, body: null })), `${status}`).toMatch(/must refuse/)
    for (const value of [null, 7, 'x', []]) expect(check('service', -1, gives(value))).toMatch(/must refuse/)
  })
  test('stumbled over', () => {
    for (const outcome of [
      fails('Error', 'no'), fails('ReferenceError', 'x is not defined'), fails('InternalError', 'too much recursion'), fails('TypeError', 'no', 'uncaught'), fails('TypeError', ' '),
      fails('TypeError', "Cannot read properties of undefined (reading 'x')"), fails('TypeError', 'a.b is not a function'), fails('TypeError', 'task is not iterable'),
      fails('TypeError', "Cannot destructure property 'a' of 'null' as it is null."), fails('RangeError', 'Maximum call stack size exceeded'), fails('RangeError', 'Invalid array length'),
      fails('TypeError', 'Assignment to constant variable.'), fails('TypeError', 'x is not a constructor'),
    ]) expect(check('task', -1, outcome)).toMatch(/^stumbled over an input that it must refuse: /)
    expect(check('script', -1, fails('TypeError', 'no', 'uncaught'))).toMatch(/^stumbled/)
    expect(check('service', -1, fails('Error', 'socket hang up'))).toMatch(/^stumbled/)
  })
})

describe('state', () => {
  const spec: Partial<Spec<Json, Json, Json>> = {
    initialState: 10, properties: [{ name: 'moves on', check: ({ before, after }) => (after === (before as number) + 1 ? null : `${before as number} → ${after as number}`) }],
  }
  const seen = (outcome: TaskResult, before: Json) => checkResult(organism('task', spec), { task: 1, before, outcome })
  test('is handed to the properties', () => {
    expect(seen(gives(0, 4), 3)).toBeNull()
    expect(seen(gives(0, 3), 3)).toBe('property “moves on”: 3 → 3')
  })
  test('must come back', () => expect(seen(gives(0), 3)).toBe('answered without its next state'))
})

describe('never throws', () => {
  test('a property that trips over the answer has found it wrong', () => {
    expect(check('task', 0, gives(0))).toBeNull()
    const trips = organism('task', { properties: [{ name: 'length', check: ({ result }) => ((result as string[]).map(String).length === 0 ? 'empty' : null) }] })
    expect(checkResult(trips, { task: 1, before: undefined, outcome: gives(null) })).toMatch(/^property “length”: could not be checked on null: TypeError/)
  })

  test('a spec that trips over an input takes it for one outside the contract', () => {
    const picky = organism('task', { accepts: (task) => (task as { list: unknown[] }).list.length > 0 })
    expect(isAccepted(picky.spec, null)).toBe(false)
    expect(checkResult(picky, { task: null, before: undefined, outcome: fails('TypeError', 'no list') })).toBeNull()
  })

  test('without accepts, everything must be answered', () => {
    const { accepts: _, ...open } = base
    expect(isAccepted(open, -1)).toBe(true)
  })

  test('any answer, however deep or odd, gets one line', () => {
    let deep: Json = 0
    for (let i = 0; i < 20_000; i += 1) deep = [deep]
    const odd = fc.oneof(fc.jsonValue(), fc.constantFrom<Json>(deep, 'x'.repeat(1e5), '\u001b[31m\n\n'))
    fc.assert(fc.property(fc.constantFrom<OrganismKind>('task', 'script', 'service'), odd, odd, (kind, task, value) => {
      const wrong = check(kind, task as Json, gives(value as Json)) ?? ''
      expect(wrong).not.toMatch(/[\n\r\u001b]/)
      expect(wrong.length).toBeLessThan(500)
    }))
  })
})
