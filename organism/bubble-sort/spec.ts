import fc from 'fast-check'
import type { Json } from '../../lib/contract/json.ts'
import type { Refusal, Spec } from '../../lib/contract/spec.ts'

/** Negative zero does not survive JSON. */
const plain = (value: number): number => (value === 0 ? 0 : value)
const wholeNumber = fc.integer({ min: -50, max: 999 })
const anyNumber = fc.oneof(wholeNumber, fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e9, max: 1e9 }).map(plain))

const long = fc.array(wholeNumber, { minLength: 240, maxLength: 320, size: 'max' })
const short = fc.array(anyNumber, { maxLength: 12, size: 'max' })
const nearlySorted = fc.tuple(fc.array(wholeNumber, { minLength: 20, maxLength: 60, size: 'max' }), wholeNumber)
  .map(([list, last]) => [...list.sort((a, b) => a - b), last])

const isNumbers = (task: Json): task is number[] => Array.isArray(task) && task.every((value) => typeof value === 'number' && Number.isFinite(value))

const refusals: Refusal<Json>[] = [
  { name: 'no list', task: 42, message: /must be an array/ },
  { name: 'null', task: null, message: /must be an array/ },
  { name: 'a text among the numbers', task: [1, '2', 3], message: /no number/ },
  { name: 'null among the numbers', task: [null], message: /no number/ },
]

const wrong = fc.constantFrom(...refusals.map(({ task }) => task), { 0: 1 }, [[1], [0]])

export const spec: Spec<Json, number[]> = {
  task: fc.oneof(
    { arbitrary: long, weight: 13 },
    { arbitrary: short, weight: 2 },
    { arbitrary: nearlySorted, weight: 3 },
    { arbitrary: wrong, weight: 2 },
  ),
  accepts: isNumbers,
  examples: [
    { name: 'nothing', task: [], expected: [] },
    { name: 'one number', task: [7], expected: [7] },
    { name: 'two in the wrong order', task: [2, 1], expected: [1, 2] },
    { name: 'upside down', task: [5, 4, 3, 2, 1, 0], expected: [0, 1, 2, 3, 4, 5] },
    { name: 'already in order', task: [1, 2, 3, 4], expected: [1, 2, 3, 4] },
    { name: 'equal numbers stay', task: [3, 1, 3, 1, 2], expected: [1, 1, 2, 3, 3] },
    { name: 'by value, not by text', task: [10, 9, 100, 1], expected: [1, 9, 10, 100] },
    { name: 'below zero and fractions', task: [0.5, -2, 0, -0.25], expected: [-2, -0.25, 0, 0.5] },
    { name: 'the smallest comes last', task: [2, 3, 4, 5, 1], expected: [1, 2, 3, 4, 5] },
  ],
  throws: refusals,
  properties: [
    {
      name: 'sorted',
      check: ({ result }) => {
        const at = result.findIndex((value, index) => index > 0 && !((result[index - 1] ?? NaN) <= value))
        return at < 0 ? null : `${result[at - 1]} stands before ${result[at]}`
      },
    },
    {
      name: 'same numbers',
      check: ({ task, result }) => {
        const given = task as number[]
        if (given.length !== result.length) return `${given.length} numbers went in, ${result.length} came out`
        const left = new Map<number, number>()
        for (const value of given) left.set(value, (left.get(value) ?? 0) + 1)
        for (const value of result) left.set(value, (left.get(value) ?? 0) - 1)
        for (const [value, count] of left) if (count !== 0) return count > 0 ? `${value} was lost` : `${value} came out of nowhere`
        return null
      },
    },
  ],
  limits: { timeoutMs: 2000, heapMb: 32, rssMb: 256, cpuSeconds: 5, outputBytes: 262_144 },
  fitness: ({ wallMs, outputBytes }) => 1000 / (1 + wallMs) - outputBytes / 1e6,
}
