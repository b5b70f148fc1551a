'use strict'
const { isThenable, settled } = require('./kinds.cjs')

/**
 * Runs a generator that yields what has to be waited for, and waits only where that is a promise: a test that awaits
 * nothing is over when this returns. A turn of the event loop for each would cost more than the test.
 * @returns what the generator returns, or a promise of it
 */
function drive(generator) {
  return advance(generator, 'next', undefined)
}

function advance(generator, how, given) {
  for (;;) {
    const { done, value } = generator[how](given)
    if (done) return value
    how = 'next'
    given = value
    try {
      if (isThenable(value)) return settled(value).then((result) => advance(generator, 'next', result), (error) => advance(generator, 'throw', error))
    } catch (error) {
      how = 'throw'
      given = error
    }
  }
}

module.exports = { drive }
