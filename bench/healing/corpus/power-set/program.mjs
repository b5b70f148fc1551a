/** Every subset of a list, those without the first element before those with it. */
export function powerSet(list) {
  if (list.length === 0) return [[]]
  const [first, ...rest] = list
  const without = powerSet(rest)
  const withFirst = without.map((subset) => [first, ...subset])
  return [...without, ...withFirst]
}
