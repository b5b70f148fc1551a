'use strict'
const { types } = require('node:util')
const { equals, loose, strict, partial, Asymmetric } = require('./equals.cjs')
const { isError, isInstance } = require('./kinds.cjs')
const { elementsOf } = require('./elements.cjs')
const { isClose } = require('./asymmetric.cjs')
const { catchFrom } = require('./catch-from.cjs')
const { mockMatchers } = require('./mock-matchers.cjs')

const { is, hasOwn } = Object
const { isArray } = Array
const exec = RegExp.prototype.exec
const sizeOfSet = Object.getOwnPropertyDescriptor(Set.prototype, 'size').get
const sizeOfMap = Object.getOwnPropertyDescriptor(Map.prototype, 'size').get
const same = (a, b) => equals(a, b, loose)

/**
 * What each matcher tests: `(actual, args, call) => boolean`. One that throws has been misused, or has met a value that
 * cannot be tested: it fails, with `not` as well. `call`: `{ checks, negated, promise: '' | 'resolves' | 'rejects', byMessage }`.
 */
const matchers = {
  toBe: (actual, [expected]) => is(actual, expected),
  toEqual: (actual, [expected]) => same(actual, expected),
  toStrictEqual: (actual, [expected]) => equals(actual, expected, strict),
  toMatchObject: (actual, [expected]) => equals(actual, expected, partial),
  toBeTruthy: (actual) => Boolean(actual),
  toBeFalsy: (actual) => !actual,
  toBeNull: (actual) => actual === null,
  toBeUndefined: (actual) => actual === undefined,
  toBeDefined: (actual) => actual !== undefined,
  toBeNullable: (actual) => actual === null || actual === undefined,
  toBeNaN: (actual) => Number.isNaN(actual),
  toBeGreaterThan: (actual, [expected]) => ordered(actual, expected) && actual > expected,
  toBeGreaterThanOrEqual: (actual, [expected]) => ordered(actual, expected) && actual >= expected,
  toBeLessThan: (actual, [expected]) => ordered(actual, expected) && actual < expected,
  toBeLessThanOrEqual: (actual, [expected]) => ordered(actual, expected) && actual <= expected,
  toBeCloseTo: (actual, [expected, precision = 2]) => isClose(actual, expected, precision),
  toBeTypeOf: (actual, [expected]) => typeof actual === expected,
  toBeInstanceOf: (actual, [Class]) => isInstance(actual, Class),
  toSatisfy: (actual, [test]) => Boolean(test(actual)),
  toBeOneOf: (actual, [expected]) => isOneOf(actual, expected),
  toContain: (actual, [item]) => contains(actual, item),
  toContainEqual: (actual, [item]) => elementsOf(actual).some((element) => same(element, item)),
  toHaveLength: (actual, [length]) => hasLength(actual, length),
  toHaveProperty: (actual, args) => hasProperty(actual, args),
  toMatch: (actual, [expected]) => matches(actual, expected),
  toThrow: (actual, [expected], call) => throws(actual, expected, call),
  ...mockMatchers,
}
matchers.toThrowError = matchers.toThrow

function ordered(actual, expected) {
  for (const value of [actual, expected]) if (typeof value !== 'number' && typeof value !== 'bigint') throw new TypeError(`a ${typeof value} is neither a number nor a bigint`)
  return true
}

function isOneOf(actual, expected) {
  if (!isArray(expected) && !types.isSet(expected)) throw new TypeError('toBeOneOf needs an array or a set')
  const options = elementsOf(expected)
  return options.length === 0 || options.some((option) => same(option, actual))
}

function contains(actual, item) {
  if (typeof actual === 'string') return actual.includes(typeof item === 'string' ? item : String(item))
  if (actual === null || actual === undefined) throw new TypeError(`${actual} contains nothing`)
  return elementsOf(actual).indexOf(item) !== -1
}

function hasLength(actual, length) {
  let count
  if (types.isSet(actual)) count = sizeOfSet.call(actual)
  else if (types.isMap(actual)) count = sizeOfMap.call(actual)
  else if (actual === null || actual === undefined || !('length' in Object(actual))) throw new TypeError('what has no length was asked for it')
  else count = actual.length
  return count == length
}

/** A path as `a.b[0]`; dots and brackets behind a backslash belong to the name. */
function partsOf(path) {
  const parts = path.match(/\[\d+\]|(?:\\[.[\]]|[^.[])+|\[[^.]*/g) ?? []
  return parts.map((part) => (/^\[\d+\]$/.test(part) ? Number(part.slice(1, -1)) : part.replace(/\\([.[\]])/g, '$1')))
}

const unreachable = new Set(['constructor', '__proto__', 'prototype'])

function hasProperty(actual, args) {
  const [path, expected] = args
  if (actual === null || actual === undefined) throw new TypeError(`${actual} has no properties`)
  const found = isArray(path) ? find(actual, elementsOf(path).map(String)) : hasOwn(actual, path) ? { value: actual[path] } : find(actual, partsOf(path))
  return found !== null && (args.length === 1 || same(expected, found.value))
}

function find(actual, parts) {
  let value = actual
  for (const part of parts) {
    if (!value && value !== actual) return null
    if (unreachable.has(part) || !(part in Object(value))) return null
    value = value[part]
  }
  return { value }
}

function matches(actual, expected) {
  if (typeof actual !== 'string') throw new TypeError(`a ${typeof actual} is matched with nothing`)
  if (typeof expected === 'string') return actual.includes(expected)
  return matchesPattern(actual, types.isRegExp(expected) ? expected : new RegExp(expected))
}

function matchesPattern(text, pattern) {
  if (pattern.global) pattern.lastIndex = 0
  const found = exec.call(pattern, text) !== null
  if (pattern.global) pattern.lastIndex = 0
  return found
}

function throws(actual, expected, call) {
  if (typeof expected === 'string' || expected === undefined || types.isRegExp(expected)) return throwsText(actual, expected, call)
  const thrown = thrownBy(actual, call)
  if (thrown === null) return false
  const { error } = thrown
  if (expected instanceof Asymmetric) return Boolean(error) && expected.matches(error, loose)
  if (typeof expected === 'function') return Boolean(error) && isInstance(error, expected)
  if (isError(expected) && call.byMessage) return Boolean(error) && error.message === expected.message
  return same(error, expected)
}

/** @returns null where nothing was thrown */
function thrownBy(actual, { promise, checks }) {
  if (promise === 'rejects') return { error: actual }
  if (promise === 'resolves' && typeof actual !== 'function') return null
  return catchFrom(checks, () => actual())
}

function throwsText(actual, expected, call) {
  if (call.promise === '' && typeof actual !== 'function') throw new TypeError(`a ${typeof actual} cannot be called`)
  const thrown = thrownBy(actual, call)
  if (thrown === null) return false
  if (expected === undefined) return true
  const { error } = thrown
  // Nobody looks into null, undefined, 0 and ''.
  if (!error) return !call.negated
  const text = typeof error === 'string' ? error : error.message
  if (text === undefined) return false
  return typeof expected === 'string' ? text.indexOf(expected) !== -1 : exec.call(expected, text) !== null
}

module.exports = { matchers }
