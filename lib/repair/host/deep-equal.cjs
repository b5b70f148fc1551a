'use strict'
const assert = require('node:assert')
const { isDeepStrictEqual, types } = require('node:util')
const { equals, strict } = require('./equals.cjs')
const { elementsOf } = require('./elements.cjs')
const { isObject } = require('./kinds.cjs')

const { isArray } = Array
const { isView } = ArrayBuffer
const { keys } = Object

/** What node:assert throws where a comparison does not hold: it puts no message together, which would take longer than all else. */
const refused = Object.freeze(new Error('refused'))

/** A comparison of node:assert's, asked for its verdict only. What getters of the two throw is thrown. */
const ask = (compare) => (actual, expected) => {
  try {
    compare(actual, expected, refused)
    return true
  } catch (error) {
    if (error === refused) return false
    throw error
  }
}

/**
 * Node looks into sets and maps by the methods of their realm, which a candidate may have replaced: what it says is
 * equal is looked into once more.
 */
const confirmed = (compare) => (a, b) => compare(a, b) && (!isObject(a) || confirm(a, b, compare, new Set()))

/** @param {Set<object>} around what `a` is found in: whatever holds itself ends here */
function confirm(a, b, compare, around) {
  if (!isObject(a) || !isObject(b) || a === b || isView(a) || around.has(a)) return true
  around.add(a)
  const result = confirmInside(a, b, compare, around)
  around.delete(a)
  return result
}

function confirmInside(a, b, compare, around) {
  const test = (x, y) => compare(x, y) && confirm(x, y, compare, around)
  if (types.isSet(a)) return confirmElements(a, b, test)
  if (types.isMap(a)) return confirmElements(a, b, ([key, value], [other, its]) => test(key, other) && test(value, its))
  if (!isArray(a)) return keys(a).every((key) => confirm(a[key], b[key], compare, around))
  for (let index = 0; index < a.length; index++) if (!confirm(a[index], b[index], compare, around)) return false
  return true
}

function confirmElements(a, b, test) {
  const [xs, ys] = [elementsOf(a), elementsOf(b)]
  return xs.length === ys.length && xs.every((x, index) => test(x, ys[index]) || ys.some((y) => test(x, y)))
}

/**
 * As assert.deepStrictEqual. Values that Node's functions make are of this process's realm, those of a test are of
 * their own: what differs in nothing else is equal.
 */
const isDeeplyStrict = confirmed((a, b) => isDeepStrictEqual(a, b) || (isDeepStrictEqual(a, b, { skipPrototype: true }) && equals(a, b, strict)))
/** As assert.deepEqual. */
const isDeeplyLoose = confirmed(ask(assert.deepEqual))

module.exports = { ask, isDeeplyStrict, isDeeplyLoose }
