const assert = require('node:assert')
const { chunk, inBatches } = require('./program.js')

const double = async (numbers) => numbers.map((number) => number * 2)

async function main() {
  assert.deepStrictEqual(chunk([1, 2], 5), [[1, 2]])

  assert.deepStrictEqual(await inBatches([], 2, double), [])

  await assert.rejects(inBatches([1], 0, double), RangeError)

  {
    const log = []
    await inBatches(['a', 'b'], 1, async ([letter]) => {
      log.push(`${letter} begins`)
      await null
      log.push(`${letter} ends`)
      return []
    })
    assert.deepStrictEqual(log, ['a begins', 'a ends', 'b begins', 'b ends'])
  }

  await assert.rejects(inBatches([1, 2], 1, async ([n]) => { if (n === 2) throw new TypeError('no'); return [n] }), TypeError)
}

main().catch((error) => {
  console.error(error)
  process.exitCode = 1
})
