export interface TimedTask { id: string; needs: readonly string[]; ms: number }

/** What a flow takes at least, however many work on it, ms: each task ends so much after the last of those that it needs. */
export function longestPath(tasks: readonly TimedTask[]): number {
  const ends = new Map<string, number>()
  function endOf({ id, needs, ms }: TimedTask): number {
    const end = ends.get(id) ?? ms + Math.max(0, ...tasks.filter((task) => needs.includes(task.id)).map(endOf))
    ends.set(id, end)
    return end
  }
  return Math.max(0, ...tasks.map(endOf))
}
