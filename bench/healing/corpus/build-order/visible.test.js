const test = require('node:test')
const assert = require('node:assert')
const { buildOrder } = require('./program.js')

test('nothing to build', () => {
  assert.deepStrictEqual(buildOrder({}), [])
})

test('by name where nothing is needed', () => {
  assert.deepStrictEqual(buildOrder({ b: [], a: [], c: [] }), ['a', 'b', 'c'])
})

test('a chain', () => {
  assert.deepStrictEqual(buildOrder({ app: ['lib'], lib: ['core'], core: [] }), ['core', 'lib', 'app'])
})

test('a need that is no target of its own', () => {
  assert.deepStrictEqual(buildOrder({ app: ['zlib'] }), ['zlib', 'app'])
})

test('a circle', () => {
  assert.throws(() => buildOrder({ a: ['b'], b: ['a'] }), /circle at a/)
})
