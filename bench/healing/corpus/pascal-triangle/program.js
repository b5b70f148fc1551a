'use strict'

/** The first `count` rows of Pascal's triangle. */
function pascalTriangle(count) {
  const rows = []
  for (let r = 0; r < count; r++) {
    const row = []
    for (let c = 0; c <= r; c++) {
      const upLeft = c > 0 ? rows[r - 1][c - 1] : 0
      const upRight = r > 0 && c < r ? rows[r - 1][c] : 0
      row.push(r === 0 ? 1 : upLeft + upRight)
    }
    rows.push(row)
  }
  return rows
}

module.exports = { pascalTriangle }
