/** How often each thing was met: a fault that never comes is a fault of the simulation. */
export class Coverage {
  readonly counts = new Map<string, number>()

  add(what: string, times = 1): void { this.counts.set(what, (this.counts.get(what) ?? 0) + times) }

  join(others: Iterable<readonly [string, number]>): void {
    for (const [what, times] of others) this.add(what, times)
  }
}
