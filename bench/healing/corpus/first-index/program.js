'use strict'

/** Index of the first element of a sorted list that equals `wanted`; -1 where there is none. */
function firstIndex(sorted, wanted) {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = low + Math.floor((high - low) / 2)
    if (sorted[middle] < wanted) {
      low = middle + 1
    } else {
      high = middle
    }
  }
  return low < sorted.length && sorted[low] === wanted ? low : -1
}

module.exports = { firstIndex }
