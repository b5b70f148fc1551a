// Sorts numbers the honest, slow way: neighbours in the wrong order change places, until none is left.

const every = 24
const step = 5
const blocks = '▁▂▃▄▅▆▇█'
const numbersPerBlock = 125

/** A sorted copy of the numbers, smallest first. */
export function perform(numbers) {
  checkNumbers(numbers)
  const list = [...numbers]
  console.log(`sorting ${list.length} numbers`)

  // All behind `end` is in order already.
  let end = list.length - 1
  while (end > 0) {
    if (end % every === 0) show(list)
    end = bubbleUp(list, end)
  }

  show(list)
  console.log('\u001b[32min order\u001b[0m')
  return list
}

/**
 * One pass: large numbers rise towards `end`, swap by swap.
 * Returns the place of the last swap: what lies behind it needed none.
 */
function bubbleUp(list, end) {
  let last = 0
  for (let i = 0; i < end; i += 1) {
    if (inOrder(list[i], list[i + 1])) continue
    swap(list, i, i + 1)
    last = i
  }
  return last
}

function inOrder(a, b) {
  return a <= b
}

function swap(list, a, b) {
  const kept = list[a]
  list[a] = list[b]
  list[b] = kept
}

/** Prints the list as bars, each standing for the numbers around it. */
function show(list) {
  const some = list.filter((_, place) => place % step === 0)
  const bars = some.map((value) => blocks.at(value / numbersPerBlock))
  console.log(`\u001b[36m${bars.join('')}\u001b[0m`)
}

function checkNumbers(numbers) {
  if (!Array.isArray(numbers)) throw new TypeError('numbers must be an array')
  for (const value of numbers) {
    if (!Number.isFinite(value)) throw new TypeError(`${JSON.stringify(value)} is no number`)
  }
}
