'use strict'

/** Fewest coins that make up an amount, each kind as often as needed; -1 where it cannot be paid. */
function fewestCoins(coins, amount) {
  const fewest = new Array(amount + 1).fill(Infinity)
  fewest[0] = 0
  for (let sum = 1; sum <= amount; sum++) {
    for (const coin of coins) {
      if (coin <= sum) fewest[sum] = Math.min(fewest[sum], fewest[sum - coin] + 1)
    }
  }
  return Number.isFinite(fewest[amount]) ? fewest[amount] : -1
}

/** In how many ways an amount can be paid, whatever the order of the coins. */
function countWays(coins, amount) {
  const ways = new Array(amount + 1).fill(0)
  ways[0] = 1
  for (const coin of coins) {
    for (let sum = coin; sum <= amount; sum++) ways[sum] += ways[sum - coin]
  }
  return ways[amount]
}

module.exports = { fewestCoins, countWays }
