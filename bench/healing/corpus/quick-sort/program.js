'use strict'

function quickSort(numbers) {
  if (numbers.length === 0) return []
  const [pivot, ...rest] = numbers
  const lesser = quickSort(rest.filter((number) => number < pivot))
  const greater = quickSort(rest.filter((number) => number >= pivot))
  return [...lesser, pivot, ...greater]
}

module.exports = quickSort
