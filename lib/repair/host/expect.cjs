'use strict'
const { asymmetric } = require('./asymmetric.cjs')
const { withGaps, unsupported } = require('./checks.cjs')
const { FailedCheck } = require('./failed-check.cjs')
const { isThenable, settled } = require('./kinds.cjs')
const { matchers } = require('./matchers.cjs')
const { show } = require('./show.cjs')
const { Stamp } = require('./stamp.cjs')

/** What is expected of one value. */
class Expectation {
  #actual
  #call
  #note

  /** @param {{ checks: object, negated: boolean, promise: '' | 'resolves' | 'rejects', mustAwait: boolean, byMessage: boolean }} call */
  constructor(actual, note, call) {
    this.#actual = actual
    this.#note = note
    this.#call = call
  }

  get not() {
    return new Expectation(this.#actual, this.#note, { ...this.#call, negated: true })
  }

  get resolves() {
    return this.#eventually('resolves', this.#actual)
  }

  get rejects() {
    return this.#eventually('rejects', typeof this.#actual === 'function' ? this.#actual() : this.#actual)
  }

  #eventually(promise, actual) {
    if (!isThenable(actual)) this.#call.checks.fail(new TypeError(`a ${typeof actual} is no promise`))
    return new Expectation(actual, this.#note, { ...this.#call, promise })
  }

  static test(expectation, name, args) {
    const { promise } = expectation.#call
    return promise === '' ? expectation.#test(name, expectation.#actual, args) : expectation.#later(name, args)
  }

  #test(name, actual, args) {
    const { checks, negated } = this.#call
    let passed
    try {
      passed = matchers[name](actual, args, this.#call) !== negated
    } catch (error) {
      checks.fail(error)
    }
    if (!passed) checks.fail(this.#failure(name, actual, args))
    checks.pass()
  }

  #failure(name, actual, args) {
    const { negated, promise } = this.#call
    const path = `${promise === '' ? '' : `${promise}.`}${negated ? 'not.' : ''}${name}`
    const note = typeof this.#note === 'string' ? `${this.#note}: ` : ''
    return new FailedCheck(() => `${note}expect(${show(actual)}).${path}(${args.map(show).join(', ')})`, actual, args[0], name)
  }

  #later(name, args) {
    const { checks, promise, mustAwait } = this.#call
    const right = (value) => this.#test(name, value, args)
    const wrong = (value) => checks.fail(new FailedCheck(() => `the promise ${promise === 'resolves' ? 'rejects' : 'resolves'} with ${show(value)}`, value, undefined, name))
    const result = promise === 'resolves' ? settled(this.#actual).then(right, wrong) : settled(this.#actual).then(wrong, right)
    return mustAwait && checks.running !== null ? checks.running.mustAwait(result, name) : result
  }
}

for (const name of Object.keys(matchers)) {
  Object.defineProperty(Expectation.prototype, name, { value: { [name](...args) { return Expectation.test(this, name, args) } }[name] })
}
// A matcher that is not built here must not look like a test that fails.
Object.setPrototypeOf(Expectation.prototype, withGaps('expect().'))
Object.freeze(Expectation.prototype)

/** `expect` itself. */
class Expect extends Stamp {
  #checks

  constructor(expect, checks) {
    super(expect)
    this.#checks = checks
  }

  static running(expect, name) {
    const { running } = expect.#checks
    if (running === null) throw unsupported(`expect.${name} outside of a test`)
    return running
  }

  static unreachable(expect, note) {
    expect.#checks.fail(new FailedCheck(() => `expected not to be reached${note === undefined ? '' : `: ${show(note)}`}`))
  }
}

const members = Object.freeze(Object.setPrototypeOf({
  ...asymmetric,
  // A soft one that fails here ends its test at once, which fails all the same.
  soft(actual, note) { return this(actual, note) },
  assertions(count) { Expect.running(this, 'assertions').wanted = count },
  hasAssertions() { Expect.running(this, 'hasAssertions').wantsAny = true },
  unreachable(note) { Expect.unreachable(this, note) },
}, withGaps('expect.')))

/**
 * @param {object} checks
 * @param {{ mustAwait: boolean, byMessage: boolean }} style vitest fails a test that does not await an assertion that has
 *   to be awaited; jest compares the error given to toThrow by its message only
 */
function createExpect(checks, { mustAwait, byMessage }) {
  const call = { checks, negated: false, promise: '', mustAwait, byMessage }
  const expect = (actual, note) => {
    if (checks.running !== null) checks.running.expectations++
    return new Expectation(actual, note, call)
  }
  return Object.freeze(Object.setPrototypeOf(new Expect(expect, checks), members))
}

module.exports = { createExpect }
