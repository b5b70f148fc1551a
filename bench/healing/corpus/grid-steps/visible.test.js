const assert = require('node:assert')
const { gridSteps } = require('./program.js')

assert.strictEqual(gridSteps(['.']), 0)
assert.strictEqual(gridSteps(['#']), -1)
assert.strictEqual(gridSteps(['...']), 2)
assert.strictEqual(gridSteps(['.#.', '...', '.#.']), 4)
assert.strictEqual(gridSteps(['..#', '#.#', '#..']), 4)
