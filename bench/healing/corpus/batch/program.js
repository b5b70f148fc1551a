'use strict'

const chunk = (list, size) =>
  Array.from({ length: Math.ceil(list.length / size) }, (_, i) => list.slice(i * size, (i + 1) * size))

/** Gives a list to an async function in batches, one after the other, and joins what it returns. */
async function inBatches(list, size, action) {
  if (size < 1) throw new RangeError('a batch holds at least one')
  const results = []
  for (const batch of chunk(list, size)) {
    results.push(...(await action(batch)))
  }
  return results
}

module.exports = { chunk, inBatches }
