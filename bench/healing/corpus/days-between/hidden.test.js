const test = require('node:test')
const assert = require('node:assert')
const { isLeapYear, daysInMonth, daysBetween } = require('./program.js')

test('every fourth year is a leap year', () => {
  assert.strictEqual(isLeapYear(2024), true)
  assert.strictEqual(isLeapYear(2023), false)
})

test('a century is none', () => {
  assert.strictEqual(isLeapYear(1900), false)
})

test('every fourth century is one', () => {
  assert.strictEqual(isLeapYear(2000), true)
})

test('February of a year that is no leap year', () => {
  assert.strictEqual(daysBetween('2023-02-28', '2023-03-01'), 1)
})

test('over the turn of the year', () => {
  assert.strictEqual(daysBetween('2023-12-31', '2024-01-01'), 1)
})

test('a month that does not exist', () => {
  assert.throws(() => daysBetween('2023-01-01', '2023-13-01'), /no date: 2023-13-01/)
})
