import assert from 'node:assert'
import { formatDuration, parseDuration } from './program.ts'

assert.strictEqual(parseDuration('1h 30m'), 5_400_000)
assert.strictEqual(parseDuration('1.5m'), 90_000)
assert.strictEqual(formatDuration(0), '0ms')
assert.strictEqual(formatDuration(999), '999ms')
assert.strictEqual(formatDuration(61_000), '1m 1s')
assert.strictEqual(formatDuration(90_061_001), '1d 1h')
assert.strictEqual(formatDuration(86_400_500), '1d 500ms')
