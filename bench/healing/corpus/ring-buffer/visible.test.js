const assert = require('node:assert')
const { RingBuffer } = require('./program.js')

const filled = (capacity, ...items) => {
  const buffer = new RingBuffer(capacity)
  for (const item of items) buffer.push(item)
  return buffer
}

assert.strictEqual(filled(2, 1, 2).isFull, true)

assert.deepStrictEqual(filled(3, 1, 2, 3, 4).toArray(), [2, 3, 4])

assert.deepStrictEqual(filled(2, 1, 2, 3, 4, 5).toArray(), [4, 5])

assert.strictEqual(filled(3, 7, 8).shift(), 7)

const turned = filled(3, 1, 2, 3, 4)
turned.shift()
turned.push(5)
assert.deepStrictEqual(turned.toArray(), [3, 4, 5])

const refilled = filled(3, 1, 2, 3)
for (let i = 0; i < 3; i++) refilled.shift()
refilled.push(4)
assert.strictEqual(refilled.shift(), 4)

const emptied = filled(2, 1, 2)
emptied.shift()
emptied.shift()
emptied.push(9)
assert.deepStrictEqual(emptied.toArray(), [9])
