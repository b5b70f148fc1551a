import test from 'node:test'
import assert from 'node:assert/strict'
import { formatSlot, freeSlots, parseSlot } from './program.ts'

test('format', () => {
  assert.equal(formatSlot({ from: 0, to: 605 }), '00:00-10:05')
})

test('a meeting at each end', () => {
  assert.deepEqual(freeSlots('09:00-17:00', ['09:00-10:00', '16:30-17:00']), ['10:00-16:30'])
})

test('a busy day', () => {
  assert.deepEqual(freeSlots('09:00-10:00', ['08:00-11:00']), [])
})

test('only what lasts long enough', () => {
  assert.deepEqual(freeSlots('09:00-12:00', ['09:20-10:00', '10:30-12:00'], 30), ['10:00-10:30'])
})

test('not in order', () => {
  assert.deepEqual(freeSlots('08:00-12:00', ['11:00-12:00', '08:00-09:00']), ['09:00-11:00'])
})

test('a meeting after the day', () => {
  assert.deepEqual(freeSlots('09:00-10:00', ['12:00-13:00']), ['09:00-10:00'])
})

test('two short meetings within a long one', () => {
  assert.deepEqual(freeSlots('09:00-18:00', ['09:00-15:00', '10:00-11:00', '12:00-13:00']), ['15:00-18:00'])
})
