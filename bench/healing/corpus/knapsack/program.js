'use strict'

/**
 * The greatest value that fits into a bag. Each item `{ weight, value }` can be taken once;
 * weights are whole numbers.
 */
function knapsack(capacity, items) {
  const best = new Array(capacity + 1).fill(0)
  for (const { weight, value } of items) {
    for (let room = capacity; room >= weight; room--) {
      best[room] = Math.max(best[room], best[room - weight] + value)
    }
  }
  return best[capacity]
}

module.exports = { knapsack }
