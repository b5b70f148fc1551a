const assert = require('node:assert')
const { formatBytes } = require('./program.js')

assert.strictEqual(formatBytes(0), '0 B')
assert.strictEqual(formatBytes(1000), '1 kB')
assert.strictEqual(formatBytes(12_340_000_000), '12.3 GB')
assert.strictEqual(formatBytes(-2500), '-2.5 kB')
assert.strictEqual(formatBytes(7_000_000_000_000_000), '7000 TB')
assert.strictEqual(formatBytes(-5), '-5 B')
