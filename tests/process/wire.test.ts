import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decode, encode } from '../../lib/process/host/wire.cjs'

const awkwardKey = fc.oneof(fc.constantFrom('$number', '$$number', '$', '__proto__', 'toString'), fc.string({ maxLength: 5 }))
const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(null, true, NaN, Infinity, -Infinity, -0, 0),
    fc.double(),
    fc.string(),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.array(fc.tuple(awkwardKey, tie('value')), { maxLength: 4 }).map((pairs) => Object.fromEntries(pairs)),
  ),
}))

describe('values on the wire', () => {
  it('come back as they were, numbers that JSON lacks and keys that look like them included', () => {
    fc.assert(fc.property(value, (sent) => {
      const text = encode(sent)
      expect(text).not.toContain('\n')
      expect(decode(text)).toStrictEqual(sent)
    }))
  })

  it('keep -0 and 0 apart', () => {
    expect(Object.is(decode(encode(-0)), -0)).toBe(true)
    expect(Object.is(decode(encode(0)), 0)).toBe(true)
  })

  const cycle: unknown[] = []
  cycle.push(cycle)
  it.each([['undefined', undefined], ['a function', () => 0], ['a nested function', { deep: [() => 0] }], ['a symbol', Symbol('s')], ['a BigInt', 1n], ['a cycle', cycle]])('refuse %s', (_name, bad) => {
    expect(() => encode(bad)).toThrow(TypeError)
  })
})
