'use strict'
const { types } = require('node:util')
const { createTestApi } = require('./test-api.cjs')
const { Run, describe, isThenable } = require('./run.cjs')
const { unsupported } = require('./loader.cjs')

const silent = () => undefined
const console = Object.freeze(Object.fromEntries(['log', 'error', 'warn', 'info', 'debug', 'trace', 'table', 'time', 'timeEnd', 'group', 'groupEnd', 'dir', 'count', 'assert'].map((name) => [name, silent])))

/**
 * Runs test files against one candidate. Every assertion is a check, in the order in which they come; a failed one is
 * counted and does not end its test (the files are softened), so a run says of each whether it holds.
 */
class TestDriver {
  #files
  #isAsync
  /** Globals of test frameworks that the files speak of. */
  #names = null

  /** @param {{ files: string[], isAsync: boolean }} suite */
  constructor({ files, isAsync }) {
    this.#files = files
    this.#isAsync = isAsync
  }

  /**
   * @param {object} options of a Run
   * @param {{ order: number[] | null, hopeless: (checks: boolean[]) => boolean, refill: (() => void) | null, onCheck?: Function }} plan
   *   order: which tests, in which order; null: all, as they stand. hopeless: asked after each test, whether to go on.
   *   isImpatient: the first failed check ends it, unless one is repaired by then.
   *   holds, hidden: a digit per check, 1 where it held before anything was changed, or is held out; with an order, the checks stand in that order.
   *   refill: gives a check that ran on its fuel back, so that the next is known too.
   * @returns {Promise<{ checks: boolean[], death: string | null, tests: { name: string, from: number, to: number }[], why: string | null }>}
   */
  async run(options, plan) {
    const checks = []
    let why = null
    let counted = null
    const fail = (error) => {
      why ??= describe(error)
      if (error?.code === 'UNSUPPORTED') throw error
    }
    /** A candidate that breaks what held before is worth no further look. */
    let isOver = false
    let hasRepaired = false
    const note = (passed, error) => {
      checks.push(passed)
      if (passed) hasRepaired ||= plan.holds?.[checks.length - 1] === '0'
      else {
        counted = error
        why ??= describe(error)
        isOver ||= plan.isImpatient === true && !hasRepaired
        isOver ||= plan.refill === null && ((plan.holds?.[checks.length - 1] === '1' && plan.hidden[checks.length - 1] !== '1') || isOverflow(error))
      }
      plan.onCheck?.(passed)
    }
    const soft = (error) => {
      if (error?.code === 'UNSUPPORTED') throw error
      if (run.exited || isOver) throw error
      if (options.fuel.spent) {
        if (plan.refill === null) throw error
        plan.refill()
      }
      if (error === counted && error !== null && error !== undefined) { counted = null; return }
      note(false, error)
      if (isOver) throw error
    }
    const api = createTestApi({ onCheck: note })
    const run = new Run({ ...options, soft, given: (name) => api.modules[name] ?? given(options, name) })
    run.exited = null
    const { realm } = options
    this.#names ??= Object.keys(api.globals).filter((name) => this.#files.some((file) => options.modules.get(file).text.includes(name)))
    for (const name of this.#names) realm.set(name, api.globals[name])
    realm.set('console', console)
    realm.set('process', run.process({}))
    if (options.timers) for (const [name, value] of Object.entries(options.timers.api())) realm.set(name, value)

    const tests = []
    const unit = async (name, act) => {
      const from = checks.length
      try {
        const returned = act()
        if (isThenable(returned)) await run.settled(returned)
      } catch (error) {
        if (error?.code === 'UNSUPPORTED') throw error
        if (options.fuel.spent && plan.refill !== null) plan.refill()
        if (error !== counted) { checks.push(false); why ??= describe(error); plan.onCheck?.(false) }
        counted = null
      }
      tests.push({ name, from, to: checks.length })
      if (run.exited !== null) endByExit(run, checks, fail)
    }
    for (const file of this.#files) {
      api.startFile()
      await unit(file, () => run.loader.load(file))
    }
    const found = api.tests()
    const chosen = plan.order === null ? found : plan.order.map((index) => found[index]).filter(Boolean)
    for (const test of chosen) {
      if (isOver || run.exited !== null || plan.hopeless(checks) || (options.fuel.spent && plan.refill === null)) break
      if (!test.skipped) await unit(test.name, test.run)
    }
    if (this.#isAsync) await run.drain()
    if (options.fuel.spent) run.die('ran on and on')
    return { checks, tests, death: run.death, why }
  }
}

/** Costs a millisecond each time, and the next input would come to the same. */
const isOverflow = (error) => types.isNativeError(error) && error.message === 'Maximum call stack size exceeded'

/** Where the program has ended the process itself, what would have followed never ran. */
function endByExit(run, checks, fail) {
  if (run.exited.code === 0) run.die('ended the process before its tests were through')
  else { checks.push(false); fail(new Error(`exit code ${run.exited.code}`)) }
}

function given({ timers }, name) {
  if (/^(node:)?timers$/.test(name) && timers) return timers.api()
  if (/^(node:)?timers\/promises$/.test(name) && timers) return timers.promises()
  if (/^(node:)?(process)$/.test(name)) throw unsupported(name)
  return undefined
}

module.exports = { TestDriver }
