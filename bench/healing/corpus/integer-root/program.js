'use strict'

/** The greatest whole number whose square is not above `number` (Newton's method). */
function integerRoot(number) {
  if (number < 0) throw new RangeError('no root of a negative number')
  if (number < 2) return number
  let guess = Math.floor(number / 2) + 1
  for (;;) {
    const next = Math.floor((guess + Math.floor(number / guess)) / 2)
    if (next >= guess) return guess
    guess = next
  }
}

module.exports = { integerRoot }
