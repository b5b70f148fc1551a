'use strict'
const { withGaps } = require('./checks.cjs')
const { elementsOf } = require('./elements.cjs')
const { rowsOf, argumentsOf, titleOf } = require('./each.cjs')
const { Stamp } = require('./stamp.cjs')

const { isArray } = Array
const merge = (a, b) => ({ skip: a.skip || b.skip, only: a.only || b.only, fails: a.fails || b.fails })

/** A function that defines tests or suites, like `test` and `describe`, and all that hangs on it. */
class Definer extends Stamp {
  #kind
  #flags

  constructor(define, kind, flags) {
    super(define)
    this.#kind = kind
    this.#flags = flags
  }

  /**
   * @param {object} kind `read(args)` tells `{ name, run, flags }` of what it was called with; `add(name, flags, run, args,
   *   isGivenContext)` defines; `members`: what hangs on it, a frozen prototype, shared by all of its sort
   */
  static create(kind, flags) {
    const define = (...given) => {
      const { name, run, flags: own } = kind.read(given)
      return kind.add(name, merge(flags, own), run, [], true)
    }
    return Object.freeze(Object.setPrototypeOf(new Definer(define, kind, flags), kind.members))
  }

  static change(define, flags) {
    return Definer.create(define.#kind, merge(define.#flags, flags))
  }

  /** @param {boolean} isSpread as `each`: a row that is a list becomes several arguments, and nothing else is given; else as `for` */
  static table(define, isSpread, table, values) {
    const kind = define.#kind
    const rows = rowsOf(table, values)
    const lists = argumentsOf(rows)
    return (...given) => {
      const { name, run, flags } = kind.read(given)
      rows.forEach((row, index) => kind.add(titleOf(name, isArray(row) ? elementsOf(row) : [row], index), merge(define.#flags, flags), run, isSpread ? lists[index] : [row], !isSpread))
    }
  }

  static kindOf(define) {
    return define.#kind
  }
}

/** For `members`: everything that another framework's test function has cannot be had. */
function members(what, own) {
  return Object.freeze(Object.create(withGaps(what), Object.getOwnPropertyDescriptors(own)))
}

module.exports = { Definer, members }
