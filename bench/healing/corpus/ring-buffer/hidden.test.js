const assert = require('node:assert')
const { RingBuffer } = require('./program.js')

const filled = (capacity, ...items) => {
  const buffer = new RingBuffer(capacity)
  for (const item of items) buffer.push(item)
  return buffer
}

assert.deepStrictEqual(filled(3).toArray(), [])

assert.strictEqual(filled(3).shift(), undefined)

assert.deepStrictEqual(filled(3, 'a', 'b').toArray(), ['a', 'b'])

assert.strictEqual(filled(2, 1).isFull, false)

assert.strictEqual(filled(2, 1, 2, 3).shift(), 2)

assert.deepStrictEqual(filled(1, 'x', 'y').toArray(), ['y'])

const around = filled(2, 1, 2)
around.shift()
around.push(3)
around.shift()
assert.strictEqual(around.shift(), 3)
