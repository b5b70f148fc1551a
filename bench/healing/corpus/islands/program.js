'use strict'

/** How many islands a map shows: fields of `#` that touch at a side belong together. */
function countIslands(map) {
  const seen = new Set()

  const sink = (x, y) => {
    const key = `${x},${y}`
    if (map[y]?.[x] !== '#' || seen.has(key)) return
    seen.add(key)
    sink(x + 1, y)
    sink(x - 1, y)
    sink(x, y + 1)
    sink(x, y - 1)
  }

  let count = 0
  for (let y = 0; y < map.length; y++) {
    for (let x = 0; x < map[y].length; x++) {
      if (map[y][x] !== '#' || seen.has(`${x},${y}`)) continue
      count += 1
      sink(x, y)
    }
  }
  return count
}

module.exports = { countIslands }
