import assert from 'node:assert'
import { decrypt, encrypt } from './program.mjs'

assert.strictEqual(encrypt('xyz', 'd'), 'abc')
assert.strictEqual(encrypt('Hello, World!', 'key'), 'Rijvs, Uyvjn!')
assert.strictEqual(decrypt('lxfopv ef rnhr', 'lemon'), 'attack at dawn')
assert.strictEqual(decrypt('abc', 'd'), 'xyz')
assert.strictEqual(encrypt('1-2-3', 'a'), '1-2-3')
assert.strictEqual(encrypt('a b', 'bc'), 'b d')
