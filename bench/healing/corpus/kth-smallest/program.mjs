/** The k-th smallest of a list, counted from 0; undefined where there are not so many. */
export function kthSmallest(list, k) {
  const [pivot] = list
  const below = list.filter((item) => item < pivot)
  const above = list.filter((item) => item > pivot)
  const upToPivot = list.length - above.length
  if (k < below.length) return kthSmallest(below, k)
  if (k >= upToPivot && above.length > 0) return kthSmallest(above, k - upToPivot)
  return k < upToPivot ? pivot : undefined
}
