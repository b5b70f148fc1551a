'use strict'

const now = performance.now.bind(performance)
/** Turns and calls between two looks at the clock. */
const portion = 1000

/** Thrown by a guard. It may be caught by the candidate, and is thrown again by the next guard it comes to. */
const exhausted = Object.freeze(Object.assign(new Error('ran on and on'), { name: 'FuelError', stack: '' }))

/** What a candidate may burn: turns of loops and calls of functions, and wall clock. Guards in its code call `out`. */
class Fuel {
  left = 0
  #reserve = 0
  #deadline = 0
  #granted = 0
  spent = false

  constructor() {
    // The same object for all candidates: none may put something else in the guards' place.
    for (const name of ['out', 'fill', 'charge', 'end']) Object.defineProperty(this, name, { value: this[name] })
  }

  /** @param {{ turns: number, ms: number }} limit */
  fill({ turns, ms }) {
    this.#granted = turns
    this.#reserve = turns
    this.#deadline = now() + ms
    this.spent = false
    this.left = 0
  }

  /** Nothing is left: whatever still runs ends at its next guard. */
  end() {
    this.left = 0
    this.#reserve = 0
    this.spent = true
  }

  /** Turns and calls burnt since it was filled. */
  get burnt() {
    return this.#granted - this.#reserve - (this.left > 0 ? this.left : 0)
  }

  get isLate() {
    return now() > this.#deadline
  }

  /** For what one call does to many elements: a guard alone would count it as one. */
  charge(turns) {
    this.left -= turns
    if (this.left < 0) this.out()
  }

  out() {
    if (this.left < 0) this.#reserve += this.left
    if (this.spent || this.#reserve <= 0 || now() > this.#deadline) {
      this.spent = true
      this.left = 0
      throw exhausted
    }
    this.left = Math.min(portion, this.#reserve)
    this.#reserve -= this.left
  }
}

module.exports = { Fuel, exhausted }
