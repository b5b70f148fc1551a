const assert = require('node:assert')
const { countIslands } = require('./program.js')

assert.strictEqual(countIslands(['#']), 1)
assert.strictEqual(countIslands(['#.#', '...', '#.#']), 4)
assert.strictEqual(countIslands(['#.', '.#']), 2)
assert.strictEqual(countIslands(['.#.', '###', '.#.']), 1)
assert.strictEqual(countIslands(['..#', '.##', '##.', '..#']), 2)
