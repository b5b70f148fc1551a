const test = require('node:test')
const assert = require('node:assert')
const { isLeapYear, daysInMonth, daysBetween } = require('./program.js')

test('February', () => {
  assert.strictEqual(daysInMonth(2024, 2), 29)
  assert.strictEqual(daysInMonth(2100, 2), 28)
})

test('the same day', () => {
  assert.strictEqual(daysBetween('2024-05-17', '2024-05-17'), 0)
})

test('over a leap day', () => {
  assert.strictEqual(daysBetween('2024-02-28', '2024-03-01'), 2)
})

test('backwards', () => {
  assert.strictEqual(daysBetween('2024-03-01', '2024-01-01'), -60)
})

test('over centuries', () => {
  assert.strictEqual(daysBetween('1900-01-01', '2000-01-01'), 36524)
})

test('a day that does not exist', () => {
  assert.throws(() => daysBetween('2023-02-29', '2023-03-01'), RangeError)
})
