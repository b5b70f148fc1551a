const assert = require('node:assert')
const { gridSteps } = require('./program.js')

assert.strictEqual(gridSteps(['.', '.', '.', '.']), 3)
assert.strictEqual(gridSteps(['..', '..']), 2)
assert.strictEqual(gridSteps(['.#', '#.']), -1)
assert.strictEqual(gridSteps(['.#...', '.#.#.', '...#.']), 10)
assert.strictEqual(gridSteps(['....', '.##.', '....', '..##']), -1)
