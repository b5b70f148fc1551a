import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { specWordsSchema } from '../../lib/contract/spec-words.ts'
import { specInWords } from '../../lib/core/spec-in-words.ts'
import { doubler } from '../fixtures/fake-organism.ts'

const told = (changes: Parameters<typeof doubler>[0] = {}) => specWordsSchema.parse(JSON.parse(JSON.stringify(specInWords(doubler(changes).spec))))

describe('a spec in words', () => {
  test('has examples, refusals, names of properties, limits, and which way its fitness goes', () => {
    expect(told()).toEqual({
      examples: [{ name: 'three', task: '3', expected: '6' }],
      refusals: [{ name: 'below zero', task: '-1', message: '/too small/' }],
      properties: ['doubles'], counts: { examples: 1, refusals: 1, properties: 1 },
      isChoosy: true, initialState: null,
      limits: { timeoutMs: 2000, heapMb: 64, rssMb: 256, cpuSeconds: 10, outputBytes: 100_000 },
      fitness: [{ measure: 'time', more: 'worse' }],
    })
  })

  test('tells numbers that JSON has no word for, and state', () => {
    const { examples, initialState } = told({ spec: { initialState: { total: 0 }, examples: [{ name: 'odd', task: [NaN, -0, Infinity, 'NaN'], expected: undefined, state: { total: -0 } }] } })
    expect(examples).toEqual([{ name: 'odd', task: '[NaN,-0,Infinity,"NaN"]', expected: 'nothing', state: '{"total":-0}' }])
    expect(initialState).toBe('{"total":0}')
  })

  test('is bounded, whatever the spec holds, and says how much there is', () => {
    const example = { name: 'n'.repeat(999), task: 'x'.repeat(100_000), expected: '💥'.repeat(50_000) }
    const words = told({ spec: { examples: Array.from({ length: 500 }, () => example), properties: Array.from({ length: 60 }, (_, index) => ({ name: `p${index}`, check: () => null })) } })
    expect(words.counts).toEqual({ examples: 500, refusals: 1, properties: 60 })
    expect([words.examples.length, words.properties.length]).toEqual([40, 40])
    expect(words.examples[0]!.task).toMatch(/x…$/)
    expect(JSON.stringify(words).length).toBeLessThan(120_000)
  })

  test('never tells code, and bears a fitness that throws', () => {
    const words = told({ spec: { fitness: () => { throw new Error('no') }, properties: [{ name: 'secret', check: () => 'the oracle' }], task: fc.constant('drawn') } })
    expect(words.fitness).toEqual([])
    expect(JSON.stringify(words)).not.toMatch(/oracle|=>|drawn/)
  })
})
