'use strict'
const { isUnsupported, unsupported } = require('./checks.cjs')
const { drive } = require('./drive.cjs')
const { isThenable, settled } = require('./kinds.cjs')

const toText = Function.prototype.toString

/** A file, a `describe`, or a test that has tests of its own. */
class Suite {
  children = []
  hooks = { before: [], beforeEach: [], afterEach: [], after: [] }
  /** Tests that are still to run; behind the last one come its after hooks. */
  remaining = 0
  opened = false
  broken = null

  /** @param {{ skip: boolean, only: boolean, inOrder: boolean }} flags inOrder: after hooks as they were given, not the last first */
  constructor(parent, name, flags) {
    this.parent = parent
    this.name = name
    this.flags = flags
  }
}

/** A test that was defined. `body(attempt)` runs it, and returns what has to be waited for. */
class Test {
  constructor(suite, name, flags, body) {
    this.suite = suite
    this.name = name
    this.flags = flags
    this.body = body
  }
}

/** One run of a test: what its end depends on. */
class Attempt {
  expectations = 0
  wanted = null
  wantsAny = false
  /** Its failure means nothing: it was skipped, or marked as to be done, while it ran. */
  isIgnored = false
  /** Whatever is to be done behind it. */
  finishers = []
  #loose = new Set()

  constructor(test) {
    this.test = test
  }

  /** A promise that has to be awaited before the test is over. */
  mustAwait(promise, name) {
    const entry = { name }
    this.#loose.add(entry)
    // It has been counted: whether somebody waits for it is another question.
    promise.catch(() => undefined)
    const taken = (method) => (...args) => { this.#loose.delete(entry); return promise[method](...args) }
    return { then: taken('then'), catch: taken('catch'), finally: taken('finally'), [Symbol.toStringTag]: 'Promise' }
  }

  /** @throws where what was announced did not come */
  check() {
    if (this.wanted !== null && this.wanted !== this.expectations) throw new Error(`${this.wanted} assertions were announced, ${this.expectations} came`)
    if (this.wantsAny && this.expectations === 0) throw new Error('assertions were announced, none came')
    for (const { name } of this.#loose) throw new Error(`the promise of ${name} was not awaited`)
  }
}

/** From the outermost suite to the innermost. */
function lineage(suite) {
  const suites = []
  for (let one = suite; one !== null; one = one.parent) suites.unshift(one)
  return suites
}

/** The tests that a program's test files define, and how each is run. */
class TestTree {
  #checks
  #files = []
  current

  constructor(checks) {
    this.#checks = checks
    this.startFile()
  }

  /** What follows belongs to a file of its own: its hooks are not for others. */
  startFile() {
    this.current = new Suite(null, '', {})
    this.#files.push(this.current)
  }

  #mustNotRun(what) {
    if (this.#checks.running !== null) throw unsupported(`${what} within a test`)
  }

  hook(kind, run) {
    this.#mustNotRun('a hook')
    this.current.hooks[kind].push(run)
  }

  define(name, flags, body) {
    this.#mustNotRun('a test')
    this.current.children.push(new Test(this.current, name, flags, body))
  }

  /**
   * @param {Function | undefined} define what defines the suite's tests, called with `args`
   * @param {(error: unknown) => void} [failed] what a suite that fails to define itself comes to; without, the file fails
   */
  describe(name, flags, define, args, failed = (error) => { throw error }) {
    this.#mustNotRun('a suite')
    const suite = new Suite(this.current, name, flags)
    const outer = this.current
    outer.children.push(suite)
    this.current = suite
    try {
      const returned = define?.(...args)
      if (isThenable(returned)) this.#waitFor(returned, define, suite)
    } catch (error) {
      failed(error)
    } finally {
      this.current = outer
    }
  }

  #waitFor(promise, define, suite) {
    if (/\bawait\b/.test(toText.call(define))) throw unsupported('a suite that awaits')
    // Nothing in it waits: all of its tests are there already.
    settled(promise).catch((error) => { suite.broken = { error } })
  }

  /** @returns {{ name: string, skipped: boolean, run: () => void | Promise<void> }[]} in the order of their definition */
  cases() {
    return this.#files.flatMap((file) => {
      const found = []
      collect(file, false, hasOnly(file) ? 'only' : 'all', found)
      return found.map(({ test, skipped }) => this.#case(test, skipped))
    })
  }

  #case(test, skipped) {
    const suites = lineage(test.suite)
    if (!skipped) for (const suite of suites) suite.remaining++
    const name = [...suites.map((suite) => suite.name).filter(Boolean), test.name].join(' > ')
    return { name, skipped, run: () => (skipped ? undefined : this.run(test)) }
  }

  /** @returns undefined, or a promise where something has to be waited for; throws or rejects with the first error of the test */
  run(test) {
    return drive(perform(test, this.#checks))
  }

  /** A test within another that runs. `suite` is the outer one's. */
  runWithin(suite, name, flags, body) {
    return this.run(new Test(suite, name, flags, body))
  }
}

const hasOnly = (suite) => suite.children.some((child) => child.flags.only || (child instanceof Suite && hasOnly(child)))

/** @param {'all' | 'only'} which whether only what is marked runs; a marked suite without marks in it runs whole */
function collect(suite, isSkipped, which, found) {
  for (const child of suite.children) {
    const isLeftOut = isSkipped || child.flags.skip
    if (child instanceof Test) found.push({ test: child, skipped: isLeftOut || (which === 'only' && !child.flags.only) })
    else collect(child, isLeftOut, which === 'only' && child.flags.only && !hasOnly(child) ? 'all' : which, found)
  }
}

function* perform(test, checks) {
  const outer = checks.running
  const attempt = new Attempt(test)
  const suites = lineage(test.suite)
  const errors = []
  checks.running = attempt
  if (test.flags.fails) checks.hush()
  try {
    for (const suite of suites) yield* open(suite)
    yield* act(test, attempt, suites, errors)
  } catch (error) {
    errors.push({ error })
  }
  if (test.flags.fails) checks.unhush()
  for (const suite of suites.toReversed()) {
    if (--suite.remaining === 0) yield* each(inTurn(suite, 'after'), attempt, errors)
  }
  checks.running = outer
  const impossible = errors.find(({ error }) => isUnsupported(error))
  if (impossible) throw impossible.error
  if (test.flags.fails) return flip(errors, checks)
  if (errors.length > 0 && !attempt.isIgnored) throw errors[0].error
}

/** The test with what comes before and behind each one. */
function* act(test, attempt, suites, errors) {
  try {
    for (const suite of suites) for (const hook of suite.hooks.beforeEach) yield* begin(hook, attempt, attempt.finishers)
    yield test.body(attempt)
    attempt.check()
  } catch (error) {
    errors.push({ error })
  }
  for (const suite of suites.toReversed()) yield* each(inTurn(suite, 'afterEach'), attempt, errors)
  yield* each(attempt.finishers.toReversed(), attempt, errors)
}

/** Runs what comes before all tests of a suite, once; each of them fails where it does. */
function* open(suite) {
  if (!suite.opened) {
    suite.opened = true
    try {
      for (const hook of suite.hooks.before) yield* begin(hook, null, suite.hooks.after)
    } catch (error) {
      suite.broken = { error }
    }
  }
  if (suite.broken !== null) throw suite.broken.error
}

/** A hook may return what undoes it. */
function* begin(hook, attempt, undoing) {
  const undo = yield hook(attempt)
  if (typeof undo === 'function') undoing.push(undo)
}

function* each(hooks, attempt, errors) {
  for (const hook of hooks) {
    try {
      yield hook(attempt)
    } catch (error) {
      errors.push({ error })
    }
  }
}

function inTurn(suite, kind) {
  const hooks = suite.hooks[kind]
  return suite.flags.inOrder ? hooks : hooks.toReversed()
}

function flip(errors, checks) {
  if (errors.length === 0) checks.fail(new Error('the test should have failed'))
  checks.pass()
}

module.exports = { Suite, TestTree }
