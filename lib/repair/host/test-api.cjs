'use strict'
const { Checks } = require('./checks.cjs')
const { createAssert } = require('./assert.cjs')
const { restoreLeftovers } = require('./mock-fn.cjs')
const { NodeTest } = require('./node-test.cjs')
const { TestTree } = require('./test-tree.cjs')

/** Loaded when a test asks for it: it is the largest part of a host's boot. */
const jestStyle = () => require('./jest-style.cjs')

/** By the names that tests import. Made when it is first asked for: most programs use one framework, and each candidate gets its own. */
class Modules {
  #checks
  #tree
  #assert = null
  #strict = null
  #node = null
  #styles = [null, null]

  constructor(checks, tree) {
    this.#checks = checks
    this.#tree = tree
  }

  static style(modules, isJest) {
    return (modules.#styles[Number(isJest)] ??= new (jestStyle().JestStyle)(modules.#tree, modules.#checks, isJest))
  }

  get 'node:assert'() { return (this.#assert ??= createAssert(this.#checks, false)) }
  get assert() { return this['node:assert'] }
  get 'node:assert/strict'() { return (this.#strict ??= createAssert(this.#checks, true)) }
  get 'assert/strict'() { return this['node:assert/strict'] }
  get 'node:test'() { return (this.#node ??= new NodeTest(this.#tree, () => this['node:assert'])).test }
  get vitest() { return new (jestStyle().Module)(Modules.style(this, false)) }
  get '@jest/globals'() { return new (jestStyle().Module)(Modules.style(this, true)) }
}
Object.setPrototypeOf(Modules.prototype, null)
delete Modules.prototype.constructor
Object.freeze(Modules.prototype)

/**
 * The test frameworks as a test file sees them, for one candidate: their verdicts, a few microseconds each.
 * @param {{ onCheck: (passed: boolean, error: unknown) => void }} options called for every assertion, in order. One
 *   within another (in what assert.throws calls), or in a test that has to fail, is part of that one.
 * @returns {{ modules: Record<string, unknown>, globals: Record<string, unknown>, startFile: () => void, tests: () => { name: string, skipped: boolean, run: () => void | Promise<void> }[] }}
 *   modules: what `require` gives for the name. tests: those that have been defined, `outer > inner`; `run` throws or
 *   rejects where one fails, and returns undefined where nothing has to be waited for. What is not built here throws an
 *   error with the code UNSUPPORTED. startFile: what is defined from now on belongs to another file.
 */
function createTestApi({ onCheck }) {
  restoreLeftovers()
  const checks = new Checks(onCheck)
  const tree = new TestTree(checks)
  const modules = new Modules(checks, tree)
  return {
    modules,
    get globals() { return jestStyle().globalsOf(Modules.style(modules, true), Modules.style(modules, false)) },
    startFile: () => tree.startFile(),
    tests: () => tree.cases(),
  }
}

module.exports = { createTestApi }
