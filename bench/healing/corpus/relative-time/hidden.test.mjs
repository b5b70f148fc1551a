import assert from 'node:assert'
import { relativeTime } from './program.mjs'

const now = Date.UTC(2024, 4, 17, 12)
const seconds = (count) => relativeTime(now + count * 1000, now)

assert.strictEqual(seconds(-119), '1 minute ago')
assert.strictEqual(seconds(120), 'in 2 minutes')
assert.strictEqual(seconds(3600), 'in 1 hour')
assert.strictEqual(seconds(86400 * 3), 'in 3 days')
assert.strictEqual(seconds(86400 * 800), 'in 2 years')
assert.strictEqual(relativeTime(now - 59_800, now), '1 minute ago')
