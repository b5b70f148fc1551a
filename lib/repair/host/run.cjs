'use strict'
const { Loader } = require('./loader.cjs')

const turn = () => new Promise((resolve) => setImmediate(resolve))
/** Turns of the event loop without a timer and without an end, after which there is nothing left to wait for. */
const idleTurns = 12
const microTurns = 24

/** Thrown by process.exit: nothing may run behind it. */
class Exit extends Error {}

/** What one candidate does from its first line to its last, and what of that has to be told. */
class Run {
  /** Why it cannot win, whatever its checks say: it ran on, ended the process, or failed where nobody waited. */
  death = null

  /** @param {{ fuel: object, timers: object | null, realm: object, modules: Map<string, object>, main: string, given: (name: string) => unknown, soft?: Function, cover?: Function }} options */
  constructor(options) {
    this.options = options
    options.began(this)
    this.loader = new Loader(options.modules, {
      realm: options.realm, main: options.main, given: options.given, wrap: options.wrap,
      hooks: { fuel: options.fuel, soft: options.soft, cover: options.cover },
    })
  }

  die(why) {
    this.death ??= why
  }

  /** A stand-in for `process`, for programs that ask it for something. */
  process(fields) {
    const self = this
    return {
      argv: ['node', `/organism/${this.options.main}`], env: {}, exitCode: undefined, pid: 1, platform: 'linux', version: process.version, versions: process.versions,
      cwd: () => '/organism', nextTick: process.nextTick.bind(process), hrtime: process.hrtime, uptime: () => 1, memoryUsage: process.memoryUsage,
      on() { return this }, once() { return this }, off() { return this }, emitWarning() {},
      stdout: { write: () => true, isTTY: false }, stderr: { write: () => true, isTTY: false },
      exit(code) {
        self.exited = { code: Number(code ?? this.exitCode ?? 0) }
        throw new Exit('process.exit')
      },
      ...fields,
    }
  }

  /** Waits for a promise of the candidate's; timers run as soon as nothing else does. @returns whether it was settled */
  async settled(promise) {
    const { fuel, timers } = this.options
    let state = null
    const note = (fields) => { state = fields }
    promise.then((value) => note({ value }), (error) => note({ error }))
    for (let micro = 0; micro < microTurns && state === null; micro++) await null
    for (let idle = 0; state === null && idle < idleTurns && !fuel.spent && !fuel.isLate; idle++) {
      await turn()
      if (state === null && timers !== null && timers.size > 0) {
        idle = 0
        timers.runNext()
      }
    }
    if (state === null) throw new Error(fuel.isLate ? 'took too long' : 'waits for what never comes')
    if ('error' in state) throw state.error
    return state.value
  }

  /** Lets what was left behind come to its end: a rejection that nobody caught, a timer that throws. */
  async drain() {
    const { timers, fuel } = this.options
    await turn()
    for (let count = 0; timers !== null && timers.size > 0 && count < 100 && !fuel.isLate; count++) {
      timers.runNext()
      await turn()
    }
  }
}

const isThenable = (value) => typeof value === 'object' && value !== null && typeof value.then === 'function'

/** One line on what was thrown, whatever it was. */
function describe(thrown) {
  try {
    const text = typeof thrown === 'object' && thrown !== null ? `${thrown.name ?? 'Error'}: ${thrown.message}` : `${String(thrown)} was thrown`
    return text.split('\n', 1)[0].slice(0, 160)
  } catch {
    return 'something that cannot be described was thrown'
  }
}

module.exports = { Run, Exit, isThenable, describe, turn }
