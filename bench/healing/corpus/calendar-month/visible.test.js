const assert = require('node:assert')
const { calendarMonth } = require('./program.js')

assert.strictEqual(calendarMonth(2024, 7)[1], ' 1  2  3  4  5  6  7')
assert.strictEqual(calendarMonth(2024, 2).at(-1), '26 27 28 29')
assert.strictEqual(calendarMonth(2024, 12).at(-1), '30 31')
assert.strictEqual(calendarMonth(2021, 2).length, 5)
assert.strictEqual(calendarMonth(2024, 6)[3], '10 11 12 13 14 15 16')
