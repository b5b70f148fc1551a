'use strict'
const { types } = require('node:util')
const { unsupported } = require('./loader.cjs')

const { getOwnPropertyDescriptor } = Object

/** What assertions of one candidate come to. */
class Checks {
  #onCheck
  #quiet = 0
  /** The test that runs, for what its end depends on: see test-tree. */
  running = null

  /** @param {(passed: boolean, error: unknown) => void} onCheck */
  constructor(onCheck) {
    this.#onCheck = onCheck
  }

  pass() {
    if (this.#quiet === 0) this.#onCheck(true, undefined)
  }

  /** @throws the error, always */
  fail(error) {
    if (isUnsupported(error)) throw error
    if (this.#quiet === 0) this.#onCheck(false, error)
    throw error
  }

  /** From here to `unhush`, assertions are part of another one, or their failure is what a test wants. */
  hush() {
    this.#quiet++
  }

  unhush() {
    this.#quiet--
  }
}

/** Whether it says that this process cannot do what was asked for. Nothing of a stranger's is called to find out. */
function isUnsupported(error) {
  return typeof error === 'object' && error !== null && !types.isProxy(error) && getOwnPropertyDescriptor(error, 'code')?.value === 'UNSUPPORTED'
}

/** Names that a module may be asked for without being used: by `await`, by import, by whoever shows it. */
const polite = new Set(['then', 'default', '$default', '__esModule', 'toJSON', 'constructor'])

/** A prototype for objects with members that are not built here: whoever asks for one is told so, not `undefined`. */
function withGaps(what) {
  return new Proxy(Object.freeze({ __proto__: null }), {
    get(_, name) {
      if (typeof name === 'symbol' || polite.has(name)) return undefined
      throw unsupported(`${what}${name}`)
    },
  })
}

module.exports = { Checks, isUnsupported, withGaps, unsupported }
