'use strict'
const real = require('node:assert')
const { FailedCheck } = require('./failed-check.cjs')
const { catchFrom } = require('./catch-from.cjs')
const { isUnsupported, withGaps } = require('./checks.cjs')
const { ask, isDeeplyLoose, isDeeplyStrict } = require('./deep-equal.cjs')
const { counterpart, isError, isInstance, isThenable, settled } = require('./kinds.cjs')
const { show } = require('./show.cjs')
const { Stamp } = require('./stamp.cjs')

const { is, freeze, setPrototypeOf } = Object
const { isNaN } = Number
const not = (compare) => (a, b) => !compare(a, b)
const loosely = (a, b) => a == b || (isNaN(a) && isNaN(b))

const comparisons = {
  equal: loosely, notEqual: not(loosely), deepEqual: isDeeplyLoose, notDeepEqual: not(isDeeplyLoose),
  strictEqual: is, notStrictEqual: not(is), deepStrictEqual: isDeeplyStrict, notDeepStrictEqual: not(isDeeplyStrict),
  partialDeepStrictEqual: ask(real.partialDeepStrictEqual), match: ask(real.match), doesNotMatch: ask(real.doesNotMatch),
}

/** Classes and errors of the program's realm, as node:assert wants to be given them. */
function expectation(expected) {
  if (counterpart(expected) !== undefined) return (error) => isInstance(error, expected)
  if (isError(expected) && !(expected instanceof Error)) return { ...expected, name: expected.name, message: expected.message }
  return expected
}

function fail(checks, message, explain, actual, expected, operator) {
  checks.fail(isError(message) ? message : new FailedCheck(typeof message === 'string' ? () => message : explain, actual, expected, operator))
}

function ok(checks, args) {
  const [value, message] = args
  if (!value) fail(checks, message, () => (args.length === 0 ? 'assert.ok() was given nothing' : `assert.ok(${show(value)})`), value, true, '==')
  checks.pass()
}

function compare(checks, name, args) {
  const [actual, expected, message] = args
  let holds
  try {
    if (args.length < 2) throw new TypeError(`assert.${name} needs two values`)
    holds = comparisons[name](actual, expected)
  } catch (error) {
    checks.fail(error)
  }
  if (!holds) fail(checks, message, () => `assert.${name}(${show(actual)}, ${show(expected)})`, actual, expected, name)
  checks.pass()
}

/** What was caught, put before node:assert as it was thrown. */
function judge(checks, caught, [expected, ...rest]) {
  const limit = Error.stackTraceLimit
  Error.stackTraceLimit = 0
  try {
    real.throws(() => { if (caught !== null) throw caught.error }, ...(expected === undefined ? [] : [expectation(expected)]), ...rest)
  } catch (error) {
    checks.fail(error)
  } finally {
    Error.stackTraceLimit = limit
  }
  checks.pass()
}

function isNotThrown(checks, caught, rest, operator) {
  if (caught !== null) fail(checks, rest.find((one) => typeof one === 'string'), () => `assert.${operator}: ${show(caught.error)}`, caught.error, undefined, operator)
  checks.pass()
}

function caughtFrom(checks, run, name) {
  if (typeof run !== 'function') checks.fail(new TypeError(`assert.${name} needs a function`))
  return catchFrom(checks, run)
}

/** @returns {Promise<{ error: unknown } | null>} what a promise, or the one that a function returns, is rejected with */
async function rejection(checks, given, name) {
  let caught
  checks.hush()
  try {
    const promise = typeof given === 'function' ? given() : given
    if (!isThenable(promise)) throw new TypeError(`assert.${name} needs a promise, or a function that returns one`)
    caught = await settled(promise).then(() => null, (error) => ({ error }))
  } catch (error) {
    checks.unhush()
    checks.fail(error)
  }
  checks.unhush()
  if (caught !== null && isUnsupported(caught.error)) throw caught.error
  return caught
}

/** Where `assert.equal` compares strictly. */
const strictNames = { equal: 'strictEqual', notEqual: 'notStrictEqual', deepEqual: 'deepStrictEqual', notDeepEqual: 'notDeepStrictEqual' }

/** `assert` itself. */
class Assert extends Stamp {
  #checks
  #isStrict
  #strict = null

  constructor(assert, checks, isStrict) {
    super(assert)
    this.#checks = checks
    this.#isStrict = isStrict
  }

  static checks(assert) {
    return assert.#checks
  }

  static comparison(assert, name) {
    const checks = assert.#checks
    const own = assert.#isStrict ? (strictNames[name] ?? name) : name
    return (...args) => compare(checks, own, args)
  }

  static strict(assert) {
    return assert.#isStrict ? assert : (assert.#strict ??= createAssert(assert.#checks, true))
  }
}

const others = {
  ok: (checks) => (...args) => ok(checks, args),
  throws: (checks) => (run, ...rest) => judge(checks, caughtFrom(checks, run, 'throws'), rest),
  doesNotThrow: (checks) => (run, ...rest) => isNotThrown(checks, caughtFrom(checks, run, 'doesNotThrow'), rest, 'doesNotThrow'),
  rejects: (checks) => async (given, ...rest) => judge(checks, await rejection(checks, given, 'rejects'), rest),
  doesNotReject: (checks) => async (given, ...rest) => isNotThrown(checks, await rejection(checks, given, 'doesNotReject'), rest, 'doesNotReject'),
  fail: (checks) => (message) => fail(checks, message, () => 'assert.fail()', undefined, undefined, 'fail'),
  ifError: (checks) => (value) => {
    if (value !== null && value !== undefined) fail(checks, undefined, () => `assert.ifError(${show(value)})`, value, null, 'ifError')
    checks.pass()
  },
}

/** What hangs on `assert`: functions that may be taken off it, made as they are asked for. */
const members = { AssertionError: { value: real.AssertionError }, strict: { get() { return Assert.strict(this) } } }
for (const name of Object.keys(comparisons)) members[name] = { get() { return Assert.comparison(this, name) } }
for (const name of Object.keys(others)) members[name] = { get() { return others[name](Assert.checks(this)) } }
const onAssert = freeze(Object.create(withGaps('assert.'), members))

/** Of node:assert, the names that a test's own `t.assert` has too. */
const assertions = freeze([...Object.keys(comparisons), ...Object.keys(others)])

/**
 * node:assert for one candidate: the same verdicts, each of them told.
 * @param {object} checks @param {boolean} isStrict as node:assert/strict
 * @returns {Function} frozen; `assert`, with everything else on it
 */
function createAssert(checks, isStrict) {
  return freeze(setPrototypeOf(new Assert((...args) => ok(checks, args), checks, isStrict), onAssert))
}

module.exports = { createAssert, assertions }
