import assert from 'node:assert'
import { decrypt, encrypt } from './program.mjs'

assert.strictEqual(encrypt('attack at dawn', 'lemon'), 'lxfopv ef rnhr')
assert.strictEqual(encrypt('ABC', 'b'), 'BCD')
assert.strictEqual(encrypt('', 'key'), '')
assert.strictEqual(decrypt('Rijvs, Uyvjn!', 'KEY'), 'Hello, World!')
assert.strictEqual(decrypt(encrypt('The End', 'zebra'), 'zebra'), 'The End')
