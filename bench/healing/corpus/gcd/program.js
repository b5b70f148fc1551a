'use strict'

/** Greatest common divisor of two whole numbers; never negative. */
function gcd(a, b) {
  a = Math.abs(a)
  b = Math.abs(b)
  if (b === 0) return a
  return gcd(b, a % b)
}

module.exports = { gcd }
