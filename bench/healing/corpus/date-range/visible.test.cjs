const test = require('node:test')
const assert = require('node:assert')
const { eachDay, addDays, addMonths, weekday, countWorkdays } = require('./program.cjs')

test('no day', () => {
  assert.deepStrictEqual(eachDay('2024-05-02', '2024-05-01'), [])
})

test('take days away', () => {
  assert.strictEqual(addDays('2024-03-01', -1), '2024-02-29')
})

test('add months', () => {
  assert.strictEqual(addMonths('2024-05-17', 2), '2024-07-17')
})

test('add months over the turn of the year', () => {
  assert.strictEqual(addMonths('2023-11-30', 3), '2024-02-29')
})

test('take months away', () => {
  assert.strictEqual(addMonths('2024-03-31', -1), '2024-02-29')
})

test('workdays with holidays', () => {
  assert.strictEqual(countWorkdays('2024-12-23', '2024-12-27', ['2024-12-25', '2024-12-26']), 3)
})

test('holidays at the weekend do not count twice', () => {
  assert.strictEqual(countWorkdays('2024-06-14', '2024-06-17', ['2024-06-15']), 2)
})
