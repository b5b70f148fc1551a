'use strict'
// Values come from a realm of their own, with their own Array, Error and Promise. What kind they are is told by what
// V8 knows of them, and never by a method that the realm's code may have replaced.
const { types } = require('node:util')

const { getPrototypeOf, hasOwn } = Object
const toText = Function.prototype.toString
const toTag = Object.prototype.toString
const then = Promise.prototype.then

const native = ['Object', 'Function', 'Array', 'Error', 'AggregateError', 'EvalError', 'RangeError', 'ReferenceError', 'SyntaxError', 'TypeError', 'URIError',
  'Map', 'Set', 'WeakMap', 'WeakSet', 'WeakRef', 'Promise', 'Date', 'RegExp', 'Number', 'String', 'Boolean', 'Symbol', 'BigInt', 'ArrayBuffer', 'SharedArrayBuffer', 'DataView',
  'Int8Array', 'Uint8Array', 'Uint8ClampedArray', 'Int16Array', 'Uint16Array', 'Int32Array', 'Uint32Array', 'Float32Array', 'Float64Array', 'BigInt64Array', 'BigUint64Array']
/** What V8 shows as the source of a built-in class → this process's own. */
const bySource = new Map(native.map((name) => [`function ${name}() { [native code] }`, globalThis[name]]))

/** This process's class where a realm's own of the same name is given; undefined for what the language does not bring. */
function counterpart(Class) {
  return typeof Class === 'function' ? bySource.get(toText.call(Class)) : undefined
}

/** Node's own functions hand out values of this process: they are instances of the realm's classes too. */
function isInstance(value, Class) {
  if (value instanceof Class) return true
  const own = counterpart(Class)
  return own !== undefined && value instanceof own
}

/** Whether two constructors are one, or the same built-in of two realms. */
function isSameClass(a, b) {
  if (a === b) return true
  const own = counterpart(a)
  return own !== undefined && own === counterpart(b)
}

const isError = (value) => Error.isError(value)
const isObject = (value) => typeof value === 'object' && value !== null
const isThenable = (value) => (isObject(value) || typeof value === 'function') && typeof value.then === 'function'
/** `[object Array]` and the like. */
const tagOf = (value) => toTag.call(value)

/** Of whichever realm. */
function isObjectPrototype(value) {
  return getPrototypeOf(value) === null && hasOwn(value, '__defineGetter__')
}

/** A promise of a realm's is asked past whatever `then` has become there. */
function whenSettled(thenable, resolve, reject) {
  if (types.isPromise(thenable)) then.call(thenable, resolve, reject)
  else thenable.then(resolve, reject)
}

/** A promise of this process. */
const settled = (thenable) => new Promise((resolve, reject) => whenSettled(thenable, resolve, reject))

module.exports = { counterpart, isInstance, isSameClass, isError, isObject, isThenable, isObjectPrototype, tagOf, settled, whenSettled }
