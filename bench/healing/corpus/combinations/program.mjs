/** Every choice of `size` elements of a list, in the list's order. */
export function* combinations(list, size, from = 0) {
  if (size === 0) {
    yield []
    return
  }
  for (let i = from; i <= list.length - size; i++) {
    for (const rest of combinations(list, size - 1, i + 1)) {
      yield [list[i], ...rest]
    }
  }
}
