'use strict'

/** The moves `[from, to]` that bring a tower of discs from one of three pegs to another. */
function hanoi(height, from = 1, to = 3) {
  if (height === 0) return []
  const spare = 6 - from - to
  return [
    ...hanoi(height - 1, from, spare),
    [from, to],
    ...hanoi(height - 1, spare, to),
  ]
}

module.exports = { hanoi }
