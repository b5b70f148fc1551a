/** All primes up to and including `limit`. */
export function primesUpTo(limit) {
  const isComposite = new Uint8Array(limit + 1)
  const primes = []
  for (let number = 2; number <= limit; number++) {
    if (isComposite[number]) continue
    primes.push(number)
    for (let multiple = number * number; multiple <= limit; multiple += number) {
      isComposite[multiple] = 1
    }
  }
  return primes
}
