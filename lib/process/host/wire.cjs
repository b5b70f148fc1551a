'use strict'
// Loaded by both ends of the pipe, the core and the sandboxed host: plain JavaScript, no imports.

/**
 * JSON that keeps NaN, Infinity, -Infinity and -0 apart: `{"$number":"NaN"}`. A key of the program's own that looks
 * like that gets one more `$`.
 */
const tag = '$number'
const taken = /^\$+number$/
const { stringify, parse } = JSON
const { is, keys, fromEntries, entries, hasOwn } = Object
const { isArray } = Array

/** @param {string} _key @param {unknown} value @returns {unknown} */
function mark(_key, value) {
  switch (typeof value) {
    case 'number':
      return value - value === 0 && !is(value, -0) ? value : { [tag]: is(value, -0) ? '-0' : String(value) }
    case 'function':
    case 'symbol':
      throw new TypeError(`a ${typeof value} is not JSON`)
    case 'object':
      if (value === null || isArray(value) || !keys(value).some((key) => taken.test(key))) return value
      return fromEntries(entries(value).map(([key, inner]) => [taken.test(key) ? `$${key}` : key, inner]))
    default:
      return value
  }
}

/** @param {string} _key @param {any} value @returns {unknown} */
function unmark(_key, value) {
  if (typeof value !== 'object' || value === null || isArray(value)) return value
  if (typeof value[tag] === 'string' && hasOwn(value, tag)) return Number(value[tag])
  if (!keys(value).some((key) => taken.test(key))) return value
  return fromEntries(entries(value).map(([key, inner]) => [taken.test(key) ? key.slice(1) : key, inner]))
}

/**
 * @param {unknown} value @returns {string} one line
 * @throws {TypeError} what JSON cannot say: undefined, a function, a symbol, a BigInt, a cycle
 */
function encode(value) {
  const text = stringify(value, mark)
  if (text === undefined) throw new TypeError('undefined is not JSON')
  return text
}

/** @param {string} text @returns {unknown} */
function decode(text) {
  return text.includes('"$') ? parse(text, unmark) : parse(text)
}

module.exports = { encode, decode }
