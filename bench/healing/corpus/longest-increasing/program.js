'use strict'

/** Length of the longest strictly increasing subsequence. */
function longestIncreasing(numbers) {
  // ends[k]: the smallest number that an increasing subsequence of k + 1 numbers ends with.
  const ends = []
  for (const number of numbers) {
    let low = 0
    let high = ends.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (ends[middle] < number) low = middle + 1
      else high = middle
    }
    ends[low] = number
  }
  return ends.length
}

module.exports = { longestIncreasing }
