import { fold } from '../../language/fold.ts'
import type { Lexicon } from './lexicon.ts'

/** The word of a lexicon that a mistyped one is nearest to; undefined where none is near. To be offered, never to be taken. */
export function closestWord(word: string, lexicon: Lexicon): string | undefined {
  const typed = fold(word)
  if (typed.length < 4) return undefined
  let best: { phrase: string; distance: number } | undefined
  for (const [phrase, meanings] of lexicon) {
    if (phrase.includes(' ') || phrase.length < 4 || Math.abs(phrase.length - typed.length) > 2 || meanings.every(({ is }) => is === 'stop')) continue
    const distance = editsBetween(typed, phrase)
    if (distance <= (typed.length > 6 ? 2 : 1) && distance < (best?.distance ?? Infinity)) best = { phrase, distance }
  }
  return best?.phrase
}

/** Letters to change, add, leave out, or swap with their neighbour: optimal string alignment. */
function editsBetween(one: string, other: string): number {
  let [beforeLast, last]: [number[], number[]] = [[], Array.from({ length: other.length + 1 }, (_, place) => place)]
  for (let i = 1; i <= one.length; i += 1) {
    const row = [i]
    for (let j = 1; j <= other.length; j += 1) {
      const isSame = one[i - 1] === other[j - 1]
      const swap = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1] ? (beforeLast[j - 2] ?? 0) + 1 : Infinity
      row.push(Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (isSame ? 0 : 1), swap))
    }
    ;[beforeLast, last] = [last, row]
  }
  return last[other.length] ?? 0
}
