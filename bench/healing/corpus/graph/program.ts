/** An undirected graph without weights. */
export class Graph {
  readonly neighbours = new Map<string, Set<string>>()

  connect(a: string, b: string): this {
    this.of(a).add(b)
    this.of(b).add(a)
    return this
  }

  degree(node: string): number {
    return this.neighbours.get(node)?.size ?? 0
  }

  /** Groups of nodes that are connected, each in order, by their first node. */
  components(): string[][] {
    const seen = new Set<string>()
    const components: string[][] = []
    for (const start of [...this.neighbours.keys()].sort()) {
      if (seen.has(start)) continue
      const component: string[] = []
      const stack = [start]
      while (stack.length > 0) {
        const node = stack.pop() as string
        if (seen.has(node)) continue
        seen.add(node)
        component.push(node)
        stack.push(...this.of(node))
      }
      components.push(component.sort())
    }
    return components
  }

  hasCycle(): boolean {
    let edges = 0
    for (const others of this.neighbours.values()) edges += others.size
    return edges / 2 > this.neighbours.size - this.components().length
  }

  private of(node: string): Set<string> {
    let others = this.neighbours.get(node)
    if (others === undefined) {
      others = new Set()
      this.neighbours.set(node, others)
    }
    return others
  }
}
