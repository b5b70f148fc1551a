'use strict'

/** The numbers of a rectangle, read from the top left clockwise to its middle. */
function spiral(rows) {
  const read = []
  let top = 0
  let bottom = rows.length - 1
  let left = 0
  let right = (rows[0]?.length ?? 0) - 1
  while (top <= bottom && left <= right) {
    for (let x = left; x <= right; x++) read.push(rows[top][x])
    for (let y = top + 1; y <= bottom; y++) read.push(rows[y][right])
    if (top < bottom && left < right) {
      for (let x = right - 1; x > left; x--) read.push(rows[bottom][x])
      for (let y = bottom; y > top; y--) read.push(rows[y][left])
    }
    top++
    bottom--
    left++
    right--
  }
  return read
}

module.exports = { spiral }
