'use strict'
const { withGaps, unsupported } = require('./checks.cjs')
const { callWithDone } = require('./call-with-done.cjs')
const { Definer, members } = require('./definer.cjs')
const { createExpect } = require('./expect.cjs')
const { mocking } = require('./mocking.cjs')

const toText = Function.prototype.toString
const nameOf = (name) => (typeof name === 'string' ? name : typeof name === 'function' ? name.name || '<anonymous>' : String(name))

/** `(name, run, timeout)`, `(name, options, run)`. */
function read(args) {
  const [name, second, third] = args
  const run = typeof second === 'function' ? second : typeof third === 'function' ? third : undefined
  const options = [second, third].find((one) => typeof one === 'object' && one !== null) ?? {}
  for (const option of ['retry', 'repeats']) if (options[option]) throw unsupported(`the option ${option}`)
  return { name: nameOf(name), run, flags: { skip: Boolean(options.skip || options.todo), only: Boolean(options.only), fails: Boolean(options.fails) } }
}

const onTests = members('test.', {
  get skip() { return Definer.change(this, { skip: true }) },
  get todo() { return Definer.change(this, { skip: true }) },
  get only() { return Definer.change(this, { only: true }) },
  get fails() { return Definer.change(this, { fails: true }) },
  get failing() { return Definer.change(this, { fails: true }) },
  get concurrent() { return this },
  get sequential() { return this },
  get shuffle() { return this },
  get each() { return (table, ...values) => Definer.table(this, true, table, values) },
  get for() { return (table, ...values) => Definer.table(this, false, table, values) },
  skipIf(condition) { return condition ? Definer.change(this, { skip: true }) : this },
  runIf(condition) { return condition ? this : Definer.change(this, { skip: true }) },
})

const takesFields = /^(?:async\s*)?(?:function\s*\w*\s*)?\(\s*\{/

/**
 * Jest gives a function that takes one parameter more a callback, vitest what belongs to the test.
 * @param {boolean} isGivenContext cases of `each` are given nothing but their row
 */
function call(run, args, isGivenContext, attempt, { isJest, expect }) {
  const takesMore = run.length > args.length
  if (isJest && takesMore && !(isGivenContext && takesFields.test(toText.call(run)))) return callWithDone((done) => run(...args, done))
  if (!isGivenContext || (isJest && !takesMore)) return run(...args)
  return run(...args, attempt === null ? {} : new Context(attempt, expect))
}

/** What vitest gives a test and the hooks around it. */
class Context {
  #attempt
  expect
  task
  // Taken out of the context and called alone.
  skip = (condition) => this.#skip(condition)
  onTestFinished = (run) => { this.#attempt.finishers.push(run) }

  constructor(attempt, expect) {
    this.#attempt = attempt
    this.expect = expect
    this.task = { name: attempt.test.name }
  }

  #skip(condition) {
    if (condition === false) return
    this.#attempt.isIgnored = true
    throw new Error('skipped')
  }
}
Object.setPrototypeOf(Context.prototype, withGaps('the context of a test, '))

/** The functions that vitest and jest share, each made when it is first asked for. */
class JestStyle {
  #tree
  #checks
  #test = null
  #describe = null
  #expect = null
  #mocking = null

  /** @param {object} tree @param {object} checks @param {boolean} isJest */
  constructor(tree, checks, isJest) {
    this.#tree = tree
    this.#checks = checks
    this.isJest = isJest
  }

  get expect() {
    return (this.#expect ??= createExpect(this.#checks, { mustAwait: !this.isJest, byMessage: this.isJest }))
  }

  get mocking() {
    return (this.#mocking ??= mocking(this.isJest))
  }

  get test() {
    const add = (name, flags, run, args, isGivenContext) => {
      this.#tree.define(name, run === undefined ? { skip: true } : flags, (attempt) => call(run, args, isGivenContext, attempt, this))
    }
    return (this.#test ??= Definer.create({ read, add, members: onTests }, {}))
  }

  get describe() {
    const add = (name, flags, run, args) => this.#tree.describe(name, { ...flags, inOrder: this.isJest }, run, args)
    return (this.#describe ??= Definer.create({ read, add, members: onTests }, {}))
  }

  hook(kind) {
    return (run) => this.#tree.hook(kind, (attempt) => call(run, [], true, attempt, this))
  }
}

/** A module as it is imported, over the functions behind it. */
class Module {
  #style

  constructor(style) {
    this.#style = style
  }

  get test() { return this.#style.test }
  get it() { return this.#style.test }
  get describe() { return this.#style.describe }
  get suite() { return this.#style.describe }
  get expect() { return this.#style.expect }
  get beforeAll() { return this.#style.hook('before') }
  get beforeEach() { return this.#style.hook('beforeEach') }
  get afterEach() { return this.#style.hook('afterEach') }
  get afterAll() { return this.#style.hook('after') }
  get vi() { return this.#style.mocking }
  get vitest() { return this.#style.mocking }
  get jest() { return this.#style.mocking }
}
Object.setPrototypeOf(Module.prototype, withGaps('vitest or jest, '))
Object.freeze(Module.prototype)

/** @returns {Record<string, unknown>} the names that are there without an import, where a runner is told so */
function globalsOf(jest, vitest) {
  const { test, describe } = jest
  return Object.freeze({
    test, it: test, describe, suite: describe, expect: jest.expect, jest: jest.mocking, vi: vitest.mocking,
    beforeAll: jest.hook('before'), beforeEach: jest.hook('beforeEach'), afterEach: jest.hook('afterEach'), afterAll: jest.hook('after'),
    xit: test.skip, xtest: test.skip, fit: test.only, xdescribe: describe.skip, fdescribe: describe.only,
  })
}

module.exports = { JestStyle, Module, globalsOf }
