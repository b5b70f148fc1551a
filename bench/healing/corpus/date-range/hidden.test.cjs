const test = require('node:test')
const assert = require('node:assert')
const { eachDay, addDays, addMonths, weekday, countWorkdays } = require('./program.cjs')

test('each day', () => {
  assert.deepStrictEqual(eachDay('2024-02-28', '2024-03-01'), ['2024-02-28', '2024-02-29', '2024-03-01'])
})

test('one day', () => {
  assert.deepStrictEqual(eachDay('2024-05-01', '2024-05-01'), ['2024-05-01'])
})

test('add days', () => {
  assert.strictEqual(addDays('2023-12-30', 3), '2024-01-02')
})

test('add months to the end of a short one', () => {
  assert.strictEqual(addMonths('2024-01-31', 1), '2024-02-29')
})

test('weekday', () => {
  assert.strictEqual(weekday('2024-06-16'), 0)
  assert.strictEqual(weekday('2024-06-17'), 1)
})

test('workdays of two weeks', () => {
  assert.strictEqual(countWorkdays('2024-06-03', '2024-06-16'), 10)
})
