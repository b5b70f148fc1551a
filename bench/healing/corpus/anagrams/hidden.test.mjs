import assert from 'node:assert'
import { anagramGroups } from './program.mjs'

assert.deepStrictEqual(anagramGroups(['listen', 'google', 'silent', 'enlist']), [['listen', 'silent', 'enlist']])
assert.deepStrictEqual(anagramGroups(['Night', 'thing']), [['Night', 'thing']])
assert.deepStrictEqual(anagramGroups(['ab', 'ba', 'cd', 'dc']), [['ab', 'ba'], ['cd', 'dc']])
assert.deepStrictEqual(anagramGroups(['evil', 'vile', 'dusty', 'study', 'live']), [['evil', 'vile', 'live'], ['dusty', 'study']])
