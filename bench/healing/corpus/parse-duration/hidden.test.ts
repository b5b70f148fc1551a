import assert from 'node:assert'
import { formatDuration, parseDuration } from './program.ts'

assert.strictEqual(parseDuration('250'), 250)
assert.strictEqual(parseDuration('5s'), 5000)
assert.strictEqual(parseDuration('1d2h'), 93_600_000)
assert.strictEqual(parseDuration(' 10ms '), 10)
assert.throws(() => parseDuration('soon'), SyntaxError)
assert.throws(() => parseDuration('5 parsecs'), /no duration/)
assert.strictEqual(formatDuration(3_600_000), '1h')
