'use strict'
const { types } = require('node:util')
const { isError, isObject, isObjectPrototype, isSameClass, tagOf } = require('./kinds.cjs')
const { elementsOf } = require('./elements.cjs')

const { is, keys, entries, hasOwn, getPrototypeOf, getOwnPropertySymbols } = Object
const { isArray } = Array
const isView = ArrayBuffer.isView
const isEnumerable = Object.prototype.propertyIsEnumerable
const timeOf = Date.prototype.getTime
const sourceOf = Object.getOwnPropertyDescriptor(RegExp.prototype, 'source').get
const flagsOf = Object.getOwnPropertyDescriptor(RegExp.prototype, 'flags').get
const isInSet = Set.prototype.has
const isInMap = Map.prototype.has
const ofMap = Map.prototype.get

/**
 * How two values are compared, as toEqual, toStrictEqual and toMatchObject do.
 * `types`: their classes count, and so do holes in arrays. `undefineds`: a field that is undefined is not one that is
 * missing. `subset`: fields that only the first one has do not count.
 */
const loose = Object.freeze({ types: false, undefineds: false, subset: false })
const strict = Object.freeze({ types: true, undefineds: true, subset: false })
const partial = Object.freeze({ types: false, undefineds: false, subset: true })
const typed = Object.freeze({ types: true, undefineds: false, subset: false })

/** expect.any() and its kin. What merely looks like one is data. */
class Asymmetric {
  /** @param {object} how as for `equals` @returns {boolean} */
  matches(_other, _how) {
    return false
  }
}

/** @returns {boolean} whatever getters of the two throw is thrown */
function equals(a, b, how) {
  return same(a, b, how, [], [])
}

function same(a, b, how, as, bs) {
  const isAsymmetric = a instanceof Asymmetric
  if (isAsymmetric !== b instanceof Asymmetric) {
    const inner = how.types ? typed : loose
    return isAsymmetric ? a.matches(b, inner) : b.matches(a, inner)
  }
  if (isIterable(a) && isIterable(b)) return sameIterables(a, b, how, as, bs)
  if (how.subset && hasFields(b)) return holds(a, b, how, as, bs)
  if (how.types && a != null && b != null) {
    if (!isSameClass(a.constructor, b.constructor)) return false
    if (isArray(a) && isArray(b) && !sameNames(keys(a), keys(b))) return false
    const bytes = sameBytes(a, b)
    if (bytes !== undefined) return bytes
  }
  if (a instanceof URL && b instanceof URL) return a.href === b.href
  if (is(a, b)) return true
  if (a === null || b === null || typeof a !== typeof b) return false
  const tag = tagOf(a)
  if (tag !== tagOf(b)) return false
  if (typeof a !== 'object') return false
  const leaf = sameLeaves(a, b, tag)
  if (leaf !== undefined) return leaf
  for (let depth = as.length - 1; depth >= 0; depth--) {
    if (as[depth] === a) return bs[depth] === b
    if (bs[depth] === b) return false
  }
  as.push(a)
  bs.push(b)
  const result = sameInside(a, b, how, as, bs)
  as.pop()
  bs.pop()
  return result
}

/** What is compared by its value, not by its fields. */
function sameLeaves(a, b, tag) {
  switch (tag) {
    case '[object Boolean]':
    case '[object String]':
    case '[object Number]':
      return is(a.valueOf(), b.valueOf())
    case '[object Date]':
      return types.isDate(a) && types.isDate(b) ? is(timeOf.call(a), timeOf.call(b)) : is(+a, +b)
    case '[object RegExp]':
      return types.isRegExp(a) && types.isRegExp(b) ? sourceOf.call(a) === sourceOf.call(b) && flagsOf.call(a) === flagsOf.call(b) : a.source === b.source && a.flags === b.flags
    default:
      return tag.startsWith('[object Temporal.') ? a.toString() === b.toString() : undefined
  }
}

function sameInside(a, b, how, as, bs) {
  if (isArray(a) && isArray(b) && a.length !== b.length) return false
  if (isError(a) && isError(b)) return sameErrors(a, b, how, as, bs)
  const names = fieldsOf(a, how)
  if (fieldsOf(b, how).length !== names.length) return false
  for (const name of names) if (!hasField(b, name, how) || !same(a[name], b[name], how, as, bs)) return false
  return true
}

function sameErrors(a, b, how, as, bs) {
  if (tagOf(a) !== tagOf(b) || a.name !== b.name || a.message !== b.message) return false
  // The second one is what is expected: what it says nothing of does not count.
  if (b.cause !== undefined && !same(a.cause, b.cause, how, as, bs)) return false
  if (hasOwn(a, 'errors') && hasOwn(b, 'errors') && !same(a.errors, b.errors, how, as, bs)) return false
  return same({ ...a }, { ...b }, how, as, bs)
}

function hasField(value, name, how) {
  return hasOwn(value, name) && (how.undefineds || value[name] !== undefined)
}

function fieldsOf(value, how) {
  const names = [...keys(value), ...getOwnPropertySymbols(value).filter((symbol) => isEnumerable.call(value, symbol))]
  return how.undefineds ? names : names.filter((name) => value[name] !== undefined)
}

function sameNames(a, b) {
  return a.length === b.length && new Set([...a, ...b]).size === a.length
}

function isIterable(value) {
  return isObject(value) && !isArray(value) && Boolean(value[Symbol.iterator])
}

function sameIterables(a, b, how, as, bs) {
  if (!isSameClass(a.constructor, b.constructor)) return false
  for (let depth = as.length - 1; depth >= 0; depth--) if (as[depth] === a) return bs[depth] === b
  as.push(a)
  bs.push(b)
  const inner = how.undefineds ? typed : how
  const result = sameElements(a, b, (x, y) => same(x, y, inner, [...as], [...bs]))
  as.pop()
  bs.pop()
  return result
}

function sameElements(a, b, test) {
  if (a.size !== undefined) {
    if (a.size !== b.size) return false
    if (types.isSet(a) && types.isSet(b)) {
      const others = elementsOf(b)
      return elementsOf(a).every((x) => isInSet.call(b, x) || others.some((y) => test(x, y)))
    }
    if (types.isMap(a) && types.isMap(b)) {
      const others = elementsOf(b)
      return elementsOf(a).every(([key, x]) => (isInMap.call(b, key) && test(x, ofMap.call(b, key))) || others.some(([other, y]) => test(key, other) && test(x, y)))
    }
  }
  if (isView(a) && isView(b)) {
    if (a.length !== b.length) return false
    for (let index = 0; index < a.length; index++) if (!is(a[index], b[index])) return false
    return test(entries(a).slice(a.length), entries(b).slice(b.length))
  }
  const xs = Array.from(a)
  const ys = Array.from(b)
  return xs.length === ys.length && xs.every((x, index) => test(x, ys[index])) && test(entries(a), entries(b))
}

/** undefined where they are no plain bytes. */
function sameBytes(a, b) {
  const [x, y] = [bytesOf(a), bytesOf(b)]
  return x === null || y === null ? undefined : Buffer.compare(x, y) === 0
}

function bytesOf(value) {
  if (types.isDataView(value)) return Buffer.from(value.buffer, value.byteOffset, value.byteLength)
  return types.isArrayBuffer(value) ? Buffer.from(value) : null
}

function hasFields(value) {
  return isObject(value) && !isError(value) && !isArray(value) && !types.isDate(value) && !types.isSet(value) && !types.isMap(value)
}

/** Whether all that `b` says is so in `a`. */
function holds(a, b, how, as, bs) {
  if (bs.includes(b)) return same(a, b, loose, [], [])
  as.push(a)
  bs.push(b)
  const result = keys(b).every((name) => hasInherited(a, name) && same(a[name], b[name], how, as, bs))
  as.pop()
  bs.pop()
  return result
}

function hasInherited(value, name) {
  for (let from = value; isObject(from) && !isObjectPrototype(from); from = getPrototypeOf(from)) if (hasOwn(from, name)) return true
  return false
}

module.exports = { equals, loose, strict, partial, Asymmetric }
