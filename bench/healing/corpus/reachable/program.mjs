/** Whether a node can be reached from another over the edges of a directed graph; cycles are allowed. */
export function isReachable(graph, from, to) {
  const visited = new Set()

  function visit(node) {
    if (node === to) return true
    if (visited.has(node)) return false
    visited.add(node)
    return (graph[node] ?? []).some((neighbour) => visit(neighbour))
  }

  return visit(from)
}
