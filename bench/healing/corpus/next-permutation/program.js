'use strict'

/** The next greater arrangement of the same numbers; null after the last one. */
function nextPermutation(numbers) {
  for (let i = numbers.length - 2; i >= 0; i--) {
    if (numbers[i] >= numbers[i + 1]) continue
    for (let j = numbers.length - 1; j > i; j--) {
      if (numbers[j] <= numbers[i]) continue
      const next = [...numbers]
      next[i] = numbers[j]
      next[j] = numbers[i]
      const tail = next.splice(i + 1)
      return next.concat(tail.reverse())
    }
  }
  return null
}

module.exports = { nextPermutation }
