'use strict'
const { AssertionError } = require('node:assert')

/**
 * An assertion that does not hold. Thousands are made a second and few are read: there is no stack, and the message
 * is put together when somebody asks. For tests it is an AssertionError of Node's.
 */
class FailedCheck extends Error {
  #explain

  /** @param {() => string} explain */
  constructor(explain, actual, expected, operator) {
    const limit = Error.stackTraceLimit
    Error.stackTraceLimit = 0
    super()
    Error.stackTraceLimit = limit
    this.#explain = explain
    this.actual = actual
    this.expected = expected
    this.operator = operator
  }

  get message() {
    return this.#explain()
  }
}
Object.setPrototypeOf(FailedCheck.prototype, AssertionError.prototype)
Object.assign(FailedCheck.prototype, { name: 'AssertionError', code: 'ERR_ASSERTION', generatedMessage: true })
Object.freeze(FailedCheck.prototype)

module.exports = { FailedCheck }
