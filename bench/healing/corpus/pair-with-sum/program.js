'use strict'

/** Indexes of the first two numbers that add up to `target`; null where there are none. */
function pairWithSum(numbers, target) {
  const seen = new Map()
  for (const [index, number] of numbers.entries()) {
    const other = seen.get(target - number)
    if (other !== undefined) return [other, index]
    if (!seen.has(number)) seen.set(number, index)
  }
  return null
}

module.exports = { pairWithSum }
