const ascending = (a, b) => a - b

function merge(left, right, compare) {
  const merged = []
  let i = 0
  let j = 0
  while (i < left.length && j < right.length) {
    if (compare(left[i], right[j]) <= 0) {
      merged.push(left[i])
      i++
    } else {
      merged.push(right[j])
      j++
    }
  }
  return merged.concat(left.slice(i), right.slice(j))
}

/** A sorted copy; what compares as equal keeps its order. */
export function mergeSort(list, compare = ascending) {
  if (list.length <= 1) return [...list]
  const middle = Math.floor(list.length / 2)
  const left = mergeSort(list.slice(0, middle), compare)
  const right = mergeSort(list.slice(middle), compare)
  return merge(left, right, compare)
}
