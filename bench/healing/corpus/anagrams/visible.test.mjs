import assert from 'node:assert'
import { anagramGroups } from './program.mjs'

assert.deepStrictEqual(anagramGroups([]), [])
assert.deepStrictEqual(anagramGroups(['stone']), [])
assert.deepStrictEqual(anagramGroups(['tea', 'eat', 'tan']), [['tea', 'eat']])
assert.deepStrictEqual(anagramGroups(['aab', 'abb']), [])
