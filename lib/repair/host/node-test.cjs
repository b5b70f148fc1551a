'use strict'
const { withGaps, unsupported } = require('./checks.cjs')
const { assertions } = require('./assert.cjs')
const { callWithDone } = require('./call-with-done.cjs')
const { Definer, members } = require('./definer.cjs')
const { drive } = require('./drive.cjs')
const { Suite } = require('./test-tree.cjs')
const { isThenable, settled } = require('./kinds.cjs')
const { keepForRestore } = require('./mock-fn.cjs')

/** `(name?, options?, run?)`, whichever are given. */
function read(args) {
  const run = args.find((one) => typeof one === 'function')
  const options = args.find((one) => typeof one === 'object' && one !== null) ?? {}
  const name = typeof args[0] === 'string' && args[0] !== '' ? args[0] : run?.name || '<anonymous>'
  const { expectFailure: fails } = options
  if (fails && fails !== true && typeof fails !== 'string') throw unsupported('expectFailure with a pattern')
  return { name, run, flags: { skip: isSet(options.skip) || isSet(options.todo), only: Boolean(options.only), fails: Boolean(fails) } }
}

const isSet = (option) => option !== undefined && option !== null && option !== false

/** A function that takes one parameter more than it is given calls back. */
function call(run, ...args) {
  return run.length > args.length ? callWithDone((done) => run(...args, done)) : run(...args)
}

const assertGaps = withGaps('t.assert.')
const mockGaps = withGaps('mock.')

/** What a test's function is given. */
class TestContext {
  #tree
  #attempt
  #assert
  #suite
  #failures = []
  #tail = null
  #planned = null
  #came = 0

  constructor(tree, attempt, assert) {
    this.#tree = tree
    this.#attempt = attempt
    this.#assert = assert
    this.#suite = new Suite(attempt.test.suite, attempt.test.name, { inOrder: true })
  }

  get name() { return this.#attempt.test.name }
  get fullName() {
    const names = []
    for (let suite = this.#suite; suite !== null; suite = suite.parent) if (suite.name !== '') names.unshift(suite.name)
    return names.join(' > ')
  }
  get signal() { return new AbortController().signal }
  get mock() { return mockTracker() }
  get assert() {
    const counted = {}
    for (const name of assertions) counted[name] = (...args) => { this.#came++; return this.#assert()[name](...args) }
    return Object.setPrototypeOf(counted, assertGaps)
  }

  diagnostic() {}
  log() {}
  runOnly() {}
  plan(count) { this.#planned = count }
  skip() { this.#attempt.isIgnored = true }
  todo() { this.#attempt.isIgnored = true }
  before(run) { this.#suite.hooks.before.push(() => call(run, this)) }
  beforeEach(run) { this.#suite.hooks.beforeEach.push((attempt) => call(run, contextFor(this.#tree, attempt, this.#assert))) }
  afterEach(run) { this.#suite.hooks.afterEach.push((attempt) => call(run, contextFor(this.#tree, attempt, this.#assert))) }
  after(run) { this.#attempt.finishers.unshift(() => call(run, this)) }

  /** @returns {Promise<void>} of its end; where it fails, the outer one does */
  test(...args) {
    const { name, run, flags } = read(args)
    this.#came++
    if (flags.skip) return Promise.resolve()
    const start = () => this.#tree.runWithin(this.#suite, name, flags, bodyOf(this.#tree, run, this.#assert))
    const failed = (error) => { this.#failures.push({ error }) }
    if (this.#tail === null) {
      try {
        const running = start()
        if (running !== undefined) this.#tail = settled(running).catch(failed)
      } catch (error) {
        failed(error)
      }
    } else this.#tail = this.#tail.then(start).catch(failed)
    return this.#tail ?? Promise.resolve()
  }

  /** Runs the test's function and all that it starts. */
  * perform(run) {
    const returned = call(run, this)
    if (isThenable(returned)) yield returned
    for (let tail = null; tail !== this.#tail;) {
      tail = this.#tail
      yield tail
    }
    if (this.#failures.length > 0) throw this.#failures[0].error
    if (this.#planned !== null && this.#planned !== this.#came) throw new Error(`${this.#planned} assertions were planned, ${this.#came} came`)
  }
}
Object.setPrototypeOf(TestContext.prototype, withGaps('t.'))
Object.freeze(TestContext.prototype)

/** One context for a test and the hooks around it. */
const contexts = new WeakMap()
function contextFor(tree, attempt, assert) {
  let context = contexts.get(attempt)
  if (context === undefined) {
    context = new TestContext(tree, attempt, assert)
    contexts.set(attempt, context)
  }
  return context
}

const bodyOf = (tree, run, assert) => (attempt) => (run === undefined ? undefined : drive(contextFor(tree, attempt, assert).perform(run)))

/** Node's own mocks, but for what reaches beyond the candidate. */
function mockTracker() {
  const { mock } = require('node:test')
  const tracker = new mock.constructor()
  keepForRestore(() => tracker.restoreAll())
  const given = {}
  for (const name of ['fn', 'method', 'getter', 'setter', 'property', 'reset', 'restoreAll']) given[name] = (...args) => tracker[name](...args)
  return Object.setPrototypeOf(given, mockGaps)
}

/** How tests are defined, and suites, over one tree. */
class NodeTest {
  #tree
  #assert

  constructor(tree, assert) {
    this.#tree = tree
    this.#assert = assert
    const add = (name, flags, run) => {
      tree.define(name, flags, bodyOf(tree, run, assert))
      return Promise.resolve()
    }
    const addSuite = (name, flags, run) => {
      tree.describe(name, { ...flags, inOrder: true }, run, [{ name, fullName: name }], (error) => tree.define('<definition>', {}, () => { throw error }))
      return Promise.resolve()
    }
    this.test = Definer.create({ read, add, members: onModule, module: this }, {})
    this.describe = Definer.create({ read, add: addSuite, members: onModule, module: this }, {})
  }

  hook(kind) {
    return (run) => this.#tree.hook(kind, (attempt) => (attempt === null ? call(run, {}) : call(run, contextFor(this.#tree, attempt, this.#assert))))
  }
}

const moduleOf = (define) => Definer.kindOf(define).module

/** `require('node:test')` is `test` itself, with everything else on it. */
const onModule = members('node:test, ', {
  get skip() { return Definer.change(this, { skip: true }) },
  get todo() { return Definer.change(this, { skip: true }) },
  get only() { return Definer.change(this, { only: true }) },
  get expectFailure() { return Definer.change(this, { fails: true }) },
  get test() { return moduleOf(this).test },
  get it() { return moduleOf(this).test },
  get describe() { return moduleOf(this).describe },
  get suite() { return moduleOf(this).describe },
  get before() { return moduleOf(this).hook('before') },
  get beforeEach() { return moduleOf(this).hook('beforeEach') },
  get afterEach() { return moduleOf(this).hook('afterEach') },
  get after() { return moduleOf(this).hook('after') },
  get mock() { return mockTracker() },
})

module.exports = { NodeTest }
