'use strict'

const directions = [[1, 0], [-1, 0], [0, 1], [0, -1]]

/**
 * Fewest steps from the top left to the bottom right of a grid of `.` and `#` (walls); -1 where there is no way.
 */
function gridSteps(grid) {
  const height = grid.length
  const width = grid[0].length
  if (grid[0][0] === '#') return -1
  const seen = new Set(['0,0'])
  let frontier = [[0, 0]]
  let steps = 0
  while (frontier.length > 0) {
    const next = []
    for (const [x, y] of frontier) {
      if (x === width - 1 && y === height - 1) return steps
      for (const [dx, dy] of directions) {
        const [nx, ny] = [x + dx, y + dy]
        if (nx < 0 || ny < 0 || nx >= width || ny >= height) continue
        if (grid[ny][nx] === '#' || seen.has(`${nx},${ny}`)) continue
        seen.add(`${nx},${ny}`)
        next.push([nx, ny])
      }
    }
    frontier = next
    steps += 1
  }
  return -1
}

module.exports = { gridSteps }
