/** Maps a list with an async function, at most `limit` calls at a time. Results are in the order of the list. */
export async function mapPool(list, limit, action) {
  const results = new Array(list.length)
  let next = 0

  async function worker() {
    while (next < list.length) {
      const index = next
      next += 1
      results[index] = await action(list[index], index)
    }
  }

  const workers = Array.from({ length: Math.min(limit, list.length) }, () => worker())
  await Promise.all(workers)
  return results
}
