'use strict'
const { Asymmetric, equals, loose } = require('./equals.cjs')
const { counterpart, isInstance, isObject, tagOf } = require('./kinds.cjs')
const { elementsOf } = require('./elements.cjs')

const { hasOwn, keys, getPrototypeOf, getOwnPropertySymbols } = Object
const isEnumerable = Object.prototype.propertyIsEnumerable
const { isArray } = Array
const exec = RegExp.prototype.exec
const isText = (value) => tagOf(value) === '[object String]'
const primitives = new Map([[String, 'string'], [Number, 'number'], [Boolean, 'boolean'], [BigInt, 'bigint'], [Symbol, 'symbol'], [Function, 'function'], [Object, 'object']])

/** A stand-in for values that all fulfil something. */
class Matching extends Asymmetric {
  #test

  /** @param {(value: unknown, how: object) => boolean} test */
  constructor(test) {
    super()
    this.#test = test
  }

  matches(other, how) {
    return Boolean(this.#test(other, how))
  }

  asymmetricMatch(other) {
    return this.matches(other, loose)
  }
}
Object.freeze(Matching.prototype)

function any(Class) {
  if (Class === undefined) throw new TypeError('any() needs a constructor')
  const own = counterpart(Class)
  const type = primitives.get(own)
  return new Matching((value) => (type !== undefined && typeof value === type) || (own !== Object && isInstance(value, Class)))
}

const anything = () => new Matching((value) => value !== null && value !== undefined)

function hasProperty(value, name) {
  if (!value) return false
  for (let from = Object(value); from !== null; from = getPrototypeOf(from)) if (hasOwn(from, name)) return true
  return false
}

/** Each as `make(isWanted)`: the second half of them is under `expect.not`. */
const makers = {
  objectContaining: (wanted) => (sample) => new Matching((value, how) => {
    if (!isObject(sample)) throw new TypeError('objectContaining needs an object')
    const names = [...keys(sample), ...getOwnPropertySymbols(sample).filter((symbol) => isEnumerable.call(sample, symbol))]
    return names.every((name) => hasProperty(value, name) && equals(sample[name], value[name], how)) === wanted
  }),
  arrayContaining: (wanted) => (sample) => new Matching((value, how) => {
    if (!isArray(sample)) throw new TypeError('arrayContaining needs an array')
    return (sample.length === 0 || (isArray(value) && elementsOf(sample).every((item) => elementsOf(value).some((other) => equals(item, other, how))))) === wanted
  }),
  stringContaining: (wanted) => (sample) => {
    if (!isText(sample)) throw new Error('stringContaining needs a string')
    return new Matching((value) => (isText(value) && String(value).includes(sample)) === wanted)
  },
  stringMatching: (wanted) => (sample) => {
    const pattern = new RegExp(sample)
    return new Matching((value) => (isText(value) && exec.call(pattern, value) !== null) === wanted)
  },
  closeTo: (wanted) => (sample, precision = 2) => {
    if (typeof sample !== 'number' || typeof precision !== 'number') throw new Error('closeTo needs numbers')
    return new Matching((value) => typeof value === 'number' && (isClose(value, sample, precision)) === wanted)
  },
}

const isClose = (a, b, precision) => (a === b && Math.abs(a) === Infinity) || Math.abs(a - b) < 10 ** -precision / 2

const kinds = (wanted) => Object.fromEntries(Object.keys(makers).map((name) => [name, makers[name](wanted)]))

/** Members of `expect` that make no check. */
const asymmetric = Object.freeze({ any, anything, ...kinds(true), not: Object.freeze(kinds(false)) })

module.exports = { asymmetric, isClose }
