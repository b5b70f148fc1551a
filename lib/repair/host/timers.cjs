'use strict'

/**
 * setTimeout and its kind on a clock that moves by itself: nobody waits for a pause in the code under test. What is
 * due first runs first; `offset` is how far the clock has run ahead.
 */
class Timers {
  #queue = []
  #nextId = 1
  offset = 0

  get size() {
    return this.#queue.length
  }

  clear() {
    this.#queue = []
    this.offset = 0
  }

  /** Runs what is due next, moving the clock there. */
  runNext() {
    let first = this.#queue[0]
    for (const timer of this.#queue) if (timer.at < first.at || (timer.at === first.at && timer.id < first.id)) first = timer
    if (first.at > this.offset) this.offset = first.at
    if (first.every === null) this.#remove(first)
    else first.at = this.offset + first.every
    first.run()
  }

  #remove(timer) {
    this.#queue = this.#queue.filter((other) => other !== timer)
  }

  #add(run, ms, repeats) {
    const wait = ms > 0 ? Math.min(Number(ms), 2 ** 31 - 1) : 1
    const timer = { id: this.#nextId++, at: this.offset + wait, every: repeats ? wait : null, run }
    this.#queue.push(timer)
    const handle = { ref: () => handle, unref: () => handle, hasRef: () => true, refresh: () => { timer.at = this.offset + wait; return handle }, close: () => this.#remove(timer), [Symbol.toPrimitive]: () => timer.id, timer }
    return handle
  }

  /** For globals and node:timers. */
  api() {
    const clear = (handle) => {
      const id = typeof handle === 'object' ? handle?.timer?.id : Number(handle)
      this.#queue = this.#queue.filter((timer) => timer.id !== id)
    }
    const set = (repeats) => (run, ms, ...args) => {
      if (typeof run !== 'function') throw new TypeError('the "callback" argument must be of type function')
      return this.#add(() => run(...args), ms, repeats)
    }
    const immediate = (run, ...args) => this.#add(() => run(...args), 0, false)
    return { setTimeout: set(false), setInterval: set(true), setImmediate: immediate, clearTimeout: clear, clearInterval: clear, clearImmediate: clear }
  }

  /** For node:timers/promises. */
  promises() {
    const wait = (ms, value) => new Promise((resolve) => void this.#add(() => resolve(value), ms, false))
    return { setTimeout: wait, setImmediate: (value) => wait(0, value), scheduler: { wait, yield: () => wait(0) } }
  }
}

module.exports = { Timers }
