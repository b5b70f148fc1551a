/** The stretch of neighbouring numbers with the greatest sum, at least one of them. */
export function maxSubarray(numbers) {
  if (numbers.length === 0) throw new RangeError('at least one number')
  let best = { sum: -Infinity, from: 0, to: 0 }
  let sum = 0
  let from = 0
  numbers.forEach((number, index) => {
    if (sum < 0) {
      sum = 0
      from = index
    }
    sum += number
    if (sum > best.sum) best = { sum, from, to: index + 1 }
  })
  return best
}
