import test from 'node:test'
import assert from 'node:assert/strict'
import { MinHeap } from './program.ts'

const heapOf = (...numbers: number[]): MinHeap<number> => {
  const heap = new MinHeap<number>((a, b) => a - b)
  for (const number of numbers) heap.push(number)
  return heap
}

const drain = (heap: MinHeap<number>): number[] => {
  const drained: number[] = []
  while (heap.size > 0) drained.push(heap.pop() as number)
  return drained
}

test('an empty heap gives nothing', () => {
  assert.equal(heapOf().pop(), undefined)
  assert.equal(heapOf().peek(), undefined)
})

test('one item', () => {
  assert.deepEqual(drain(heapOf(4)), [4])
})

test('gives out in order', () => {
  assert.deepEqual(drain(heapOf(3, 1, 2)), [1, 2, 3])
})

test('a mixed list', () => {
  assert.deepEqual(drain(heapOf(5, 9, 1, 7, 3, 8, 2)), [1, 2, 3, 5, 7, 8, 9])
})
