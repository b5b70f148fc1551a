const assert = require('node:assert')
const { formatBytes } = require('./program.js')

assert.strictEqual(formatBytes(999), '999 B')
assert.strictEqual(formatBytes(1536), '1.5 kB')
assert.strictEqual(formatBytes(1_000_000), '1 MB')
assert.strictEqual(formatBytes(1_250_000_000_000), '1.3 TB')
assert.strictEqual(formatBytes(1e15), '1000 TB')
assert.strictEqual(formatBytes(-1.5e18), '-1500000 TB')
