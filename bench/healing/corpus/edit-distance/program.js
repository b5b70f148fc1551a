'use strict'

/** Fewest insertions, deletions and replacements of one letter that turn `from` into `to`. */
function editDistance(from, to) {
  let previous = Array.from({ length: to.length + 1 }, (_, column) => column)
  for (let row = 1; row <= from.length; row += 1) {
    const current = [row]
    for (let column = 1; column <= to.length; column += 1) {
      const replaced = previous[column - 1] + (from[row - 1] === to[column - 1] ? 0 : 1)
      const removed = previous[column] + 1
      const added = current[column - 1] + 1
      current.push(Math.min(replaced, removed, added))
    }
    previous = current
  }
  return previous[to.length]
}

module.exports = { editDistance }
