import test from 'node:test'
import assert from 'node:assert/strict'
import { formatSlot, freeSlots, parseSlot } from './program.ts'

test('parse', () => {
  assert.deepEqual(parseSlot('09:05-10:30'), { from: 545, to: 630 })
})

test('refuse what ends before it begins', () => {
  assert.throws(() => parseSlot('10:00-09:00'), RangeError)
})

test('a day without meetings', () => {
  assert.deepEqual(freeSlots('09:00-17:00', []), ['09:00-17:00'])
})

test('around one meeting', () => {
  assert.deepEqual(freeSlots('09:00-17:00', ['12:00-13:00']), ['09:00-12:00', '13:00-17:00'])
})

test('meetings that overlap', () => {
  assert.deepEqual(freeSlots('09:00-12:00', ['10:00-11:00', '09:30-10:30']), ['09:00-09:30', '11:00-12:00'])
})

test('a short meeting within a long one', () => {
  assert.deepEqual(freeSlots('08:00-12:00', ['08:00-11:00', '09:00-09:30']), ['11:00-12:00'])
})

test('a meeting over another that is shorter', () => {
  assert.deepEqual(freeSlots('09:00-12:00', ['09:15-11:00', '09:30-10:00'], 20), ['11:00-12:00'])
})
