import { describe, expect, test } from 'vitest'
import { faults, findFault, kindsOf } from '../../lib/chaos/faults.ts'
import { UnknownFaultError } from '../../lib/contract/errors.ts'
import { faultClasses } from '../../lib/contract/fault.ts'
import { organismKinds } from '../../lib/contract/organism.ts'

describe('the list', () => {
  test('begins with the three classics, and goes class by class', () => {
    expect(faults.slice(0, 3).map(({ id }) => id)).toEqual(['delete-lines', 'syntax-error', 'division-by-zero'])
    const order = faults.map((fault) => faultClasses.indexOf(fault.class))
    expect(order).toEqual(order.toSorted((a, b) => a - b))
    expect(faults).toHaveLength(22 + 6 + 4 + 11)
  })

  test('has words for people in every fault', () => {
    for (const fault of faults) {
      expect(fault.id).toMatch(/^[a-z]+(-[a-z]+)*$/)
      expect(fault.label, fault.id).toMatch(/^[A-Z].{3,38}[^.]$/)
      expect(fault.teaches, fault.id).toMatch(/^[A-Z][^\n]{40,160}\.$/)
      expect(fault.intensity, fault.id).toMatch(/^[a-z][^\n]+[^.]$/)
    }
    for (const words of ['id', 'label', 'teaches'] as const) expect(new Set(faults.map((fault) => fault[words])).size).toBe(faults.length)
  })
})

describe('findFault', () => {
  test('finds each by its id', () => {
    for (const fault of faults) expect(findFault(fault.id)).toBe(fault)
  })

  test.each([['delete-line', 'delete-lines'], ['divide-by-zero', 'division-by-zero'], ['sigkil', 'sigkill'], ['leek', 'leak']])('for %s asks whether %s was meant', (wrong, right) => {
    expect(() => findFault(wrong)).toThrow(UnknownFaultError)
    expect(() => findFault(wrong)).toThrow(`Did you mean “${right}”?`)
  })

  test('names them all where nothing is near', () => {
    expect(() => findFault('xyzzyplughxyzzy')).toThrow(/Choose one of: delete-lines, .*, cut-database\.$/)
    expect(() => findFault('x'.repeat(5000))).toThrow(/^There is no fault “x{60}”/)
  })
})

test('kindsOf: code and data fit every kind, a stolen port only a service', () => {
  expect(kindsOf(findFault('leak'))).toEqual(organismKinds)
  expect(kindsOf(findFault('empty-input'))).toEqual(organismKinds)
  expect(kindsOf(findFault('stolen-port'))).toEqual(['service'])
  expect(kindsOf(findFault('kill-core'))).toEqual([])
})
