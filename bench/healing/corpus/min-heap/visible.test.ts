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

test('the smallest is on top', () => {
  assert.equal(heapOf(5, 3, 8).peek(), 3)
})

test('keeps equals', () => {
  assert.deepEqual(drain(heapOf(2, 2, 1, 2)), [1, 2, 2, 2])
})

test('a falling list', () => {
  assert.deepEqual(drain(heapOf(9, 8, 7, 6, 5, 4, 3)), [3, 4, 5, 6, 7, 8, 9])
})

test('push and pop in turn', () => {
  const heap = heapOf(4, 6)
  assert.equal(heap.pop(), 4)
  heap.push(1).push(5)
  assert.deepEqual(drain(heap), [1, 5, 6])
})

test('an order of its own', () => {
  const heap = new MinHeap<string>((a, b) => a.length - b.length)
  heap.push('three').push('a').push('to')
  assert.equal(heap.pop(), 'a')
  assert.equal(heap.size, 2)
})
