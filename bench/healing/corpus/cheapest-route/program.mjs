/**
 * The cheapest way through a weighted directed graph `{ from: { to: cost } }`.
 * @returns {{ cost: number, path: string[] } | null}
 */
export function cheapestRoute(graph, start, goal) {
  const costs = new Map([[start, 0]])
  const cameFrom = new Map()
  const open = new Set([start])

  while (open.size > 0) {
    let current = null
    for (const node of open) {
      if (current === null || costs.get(node) < costs.get(current)) current = node
    }
    if (current === goal) return { cost: costs.get(goal), path: trace(cameFrom, goal) }
    open.delete(current)
    for (const [neighbour, cost] of Object.entries(graph[current] ?? {})) {
      const total = costs.get(current) + cost
      if (total < (costs.get(neighbour) ?? Infinity)) {
        costs.set(neighbour, total)
        cameFrom.set(neighbour, current)
        open.add(neighbour)
      }
    }
  }
  return null
}

function trace(cameFrom, goal) {
  const path = [goal]
  while (cameFrom.has(path[0])) path.unshift(cameFrom.get(path[0]))
  return path
}
