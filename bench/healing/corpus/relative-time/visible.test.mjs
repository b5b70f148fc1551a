import assert from 'node:assert'
import { relativeTime } from './program.mjs'

const now = Date.UTC(2024, 4, 17, 12)
const seconds = (count) => relativeTime(now + count * 1000, now)

assert.strictEqual(seconds(0), 'just now')
assert.strictEqual(seconds(-59), 'just now')
assert.strictEqual(seconds(-60), '1 minute ago')
assert.strictEqual(seconds(-3600 * 5), '5 hours ago')
assert.strictEqual(seconds(-86400), '1 day ago')
assert.strictEqual(seconds(-86400 * 30), '1 month ago')
