import { keywords } from './tokens.ts'

/**
 * How many letters have to be added, dropped, replaced or swapped with a neighbour to get from one word to another
 * (optimal string alignment); `limit + 1` where it is more than the limit.
 */
export function spellingDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1
  let beforeLast: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i]
    for (let j = 1; j <= b.length; j += 1) {
      const isSame = a[i - 1] === b[j - 1]
      let least = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (isSame ? 0 : 1))
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) least = Math.min(least, (beforeLast[j - 2] ?? 0) + 1)
      row.push(least)
    }
    if (Math.min(...row) > limit) return limit + 1
    beforeLast = last
    last = row
  }
  return Math.min(last[b.length] ?? 0, limit + 1)
}

/** Keywords that a word may have been meant for, with the distance. */
export function keywordsLike(word: string): [keyword: string, distance: number][] {
  const limit = word.length > 4 ? 2 : 1
  return [...keywords].flatMap((keyword): [string, number][] => {
    const distance = keyword === word ? 0 : spellingDistance(word, keyword, limit)
    return distance > 0 && distance <= limit ? [[keyword, distance]] : []
  })
}
