'use strict'

function mean(values) {
  if (values.length === 0) return NaN
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

function median(values) {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2 === 1 ? sorted[middle] : mean([sorted[middle - 1], sorted[middle]])
}

/** The most frequent values, smallest first. */
function modes(values) {
  const counts = new Map()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  const most = Math.max(...counts.values())
  return [...counts].filter(([, count]) => count === most).map(([value]) => value).sort((a, b) => a - b)
}

/** Of a sample: divided by one less than there are values. */
function variance(values) {
  const average = mean(values)
  const squares = values.map((value) => (value - average) ** 2)
  return squares.reduce((sum, square) => sum + square, 0) / (values.length - 1)
}

/** By nearest rank. */
function percentile(values, percent) {
  const sorted = [...values].sort((a, b) => a - b)
  const rank = Math.ceil((percent / 100) * sorted.length)
  return sorted[Math.max(rank, 1) - 1]
}

module.exports = { mean, median, modes, variance, percentile }
