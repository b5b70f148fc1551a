const assert = require('node:assert')
const { chunk, inBatches } = require('./program.js')

const double = async (numbers) => numbers.map((number) => number * 2)

async function main() {
  assert.deepStrictEqual(chunk([1, 2, 3, 4], 2), [[1, 2], [3, 4]])

  assert.deepStrictEqual(chunk([1, 2, 3], 2), [[1, 2], [3]])

  assert.deepStrictEqual(chunk([], 2), [])

  assert.deepStrictEqual(await inBatches([1, 2, 3], 2, double), [2, 4, 6])

  {
    const sizes = []
    await inBatches([1, 2, 3, 4, 5], 2, async (batch) => {
      sizes.push(batch.length)
      return []
    })
    assert.deepStrictEqual(sizes, [2, 2, 1])
  }
}

main().catch((error) => {
  console.error(error)
  process.exitCode = 1
})
