'use strict'
const { isArray } = Array
const { keys, is } = Object

const deepest = 500

/**
 * A value of the candidate's as plain data of our own, as JSON would carry it, but with NaN, Infinity and -0 as they are.
 * @throws {TypeError} what JSON cannot say: undefined, a function, a symbol, a BigInt, a cycle
 */
function plain(value, depth = 0) {
  if (depth > deepest) throw new TypeError('the value is nested too deeply, or holds itself')
  switch (typeof value) {
    case 'number':
    case 'string':
    case 'boolean':
      return value
    case 'object': {
      if (value === null) return null
      if (typeof value.toJSON === 'function') return plain(value.toJSON(), depth + 1)
      if (isArray(value)) {
        const copy = []
        for (let index = 0; index < value.length; index++) copy.push(value[index] === undefined ? null : plain(value[index], depth + 1))
        return copy
      }
      const copy = {}
      for (const key of keys(value)) {
        const inner = value[key]
        if (inner === undefined) continue
        if (key === '__proto__') Object.defineProperty(copy, key, { value: plain(inner, depth + 1), enumerable: true })
        else copy[key] = plain(inner, depth + 1)
      }
      return copy
    }
    default:
      throw new TypeError(`${typeof value} is not JSON`)
  }
}

/** Of two plain values; -0 is not 0, NaN is NaN. */
function same(a, b) {
  if (is(a, b)) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null || isArray(a) !== isArray(b)) return false
  if (isArray(a)) {
    if (a.length !== b.length) return false
    for (let index = 0; index < a.length; index++) if (!same(a[index], b[index])) return false
    return true
  }
  const names = keys(a)
  if (names.length !== keys(b).length) return false
  for (const name of names) if (!Object.hasOwn(b, name) || !same(a[name], b[name])) return false
  return true
}

module.exports = { plain, same }
