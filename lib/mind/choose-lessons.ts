import MiniSearch from 'minisearch'
import type { Lesson } from '../contract/lesson.ts'

/** Of the words of a failure, or of the code around it, weighed by how rare they are: what a lesson must share. */
const leastShare = 0.5
/** A name that nobody else has must not outweigh the message that it stands in. */
const mostWeight = 2
/** Of a long context the beginning says enough, and of its words those that few others have. */
const contextChars = 1_500
const tellingWords = 24

interface Index {
  search: MiniSearch<{ id: number; failure: string; context: string }>
  size: number
  /** In how many lessons each word is. */
  spread: Map<string, number>
  words: { failure: ReadonlySet<string>; context: ReadonlySet<string> }[]
}

/** By the list itself: it is read far more often than it changes. */
const indexes = new WeakMap<readonly Lesson[], Index>()

/** The lessons most like a failure, the likest first (BM25); none that has little in common with it. */
export function chooseLessons(lessons: readonly Lesson[], like: { failure: string; context: string }, most = 3): Lesson[] {
  const index = indexOf(lessons)
  const failure = [...new Set(wordsOf(like.failure))]
  const context = [...new Set(contextWords(like.context))]
  const telling = context.filter((word) => index.spread.has(word)).toSorted((a, b) => index.spread.get(a)! - index.spread.get(b)!).slice(0, tellingWords)
  const found = index.search.search([...new Set([...failure, ...telling])].join(' '), { boost: { failure: 2 } })
  return found
    .map(({ id, score }) => ({ id: id as number, score }))
    .filter(({ id }) => share(failure, index.words[id]!.failure, index) >= leastShare || share(context, index.words[id]!.context, index) >= leastShare)
    .toSorted((a, b) => b.score - a.score || a.id - b.id)
    .slice(0, most)
    .map(({ id }) => lessons[id]!)
}

function indexOf(lessons: readonly Lesson[]): Index {
  const known = indexes.get(lessons)
  if (known?.size === lessons.length) return known
  const search = new MiniSearch<{ id: number; failure: string; context: string }>({ fields: ['failure', 'context'], tokenize: (text) => text.split(' '), processTerm: (word) => word })
  const spread = new Map<string, number>()
  const words = lessons.map((lesson, id) => {
    const [failure, context] = [wordsOf(lesson.failure), contextWords(lesson.context)]
    search.add({ id, failure: failure.join(' '), context: context.join(' ') })
    const sets = { failure: new Set(failure), context: new Set(context) }
    for (const word of new Set([...sets.failure, ...sets.context])) spread.set(word, (spread.get(word) ?? 0) + 1)
    return sets
  })
  const index = { search, size: lessons.length, spread, words }
  indexes.set(lessons, index)
  return index
}

function share(wanted: readonly string[], has: ReadonlySet<string>, { spread, size }: Index): number {
  let [all, shared] = [0, 0]
  for (const word of wanted) {
    const weight = Math.min(mostWeight, Math.log(1 + (size + 1) / (1 + (spread.get(word) ?? 0))))
    all += weight
    if (has.has(word)) shared += weight
  }
  return all === 0 ? 0 : shared / all
}

const contextWords = (text: string): string[] => wordsOf(text.slice(0, contextChars))

/** Words as people see them: `readRow_2` is read and row. Numbers say nothing. */
function wordsOf(text: string): string[] {
  const split = text.replaceAll(/(\p{Ll})(\p{Lu})/gu, '$1 $2').replaceAll(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
  return (split.match(/\p{L}[\p{L}\p{N}]+/gu) ?? []).map((word) => word.toLowerCase())
}
