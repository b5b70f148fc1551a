const assert = require('node:assert')
const { calendarMonth } = require('./program.js')

assert.strictEqual(calendarMonth(2024, 5)[0], 'Mo Tu We Th Fr Sa Su')
assert.strictEqual(calendarMonth(2024, 5)[1], '       1  2  3  4  5')
assert.strictEqual(calendarMonth(2024, 9)[1], '                   1')
assert.strictEqual(calendarMonth(2023, 2).at(-1), '27 28')
assert.strictEqual(calendarMonth(2024, 9).length, 7)
