'use strict'

/** How many bits of a whole number from 0 to 2^32 - 1 are set. */
function bitCount(number) {
  let rest = number >>> 0
  let count = 0
  while (rest !== 0) {
    rest = (rest & (rest - 1)) >>> 0
    count += 1
  }
  return count
}

module.exports = { bitCount }
