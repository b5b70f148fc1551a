const wordsOf = (text) => text.toLowerCase().match(/[\p{L}\p{N}']+/gu) ?? []

export const countWords = (text) => wordsOf(text).length

export function countSentences(text) {
  return text.split(/[.!?]+/).filter((part) => part.trim() !== '').length
}

/** The most frequent words with their counts; equals by the alphabet. */
export function topWords(text, limit = 3) {
  const counts = new Map()
  for (const word of wordsOf(text)) counts.set(word, (counts.get(word) ?? 0) + 1)
  return [...counts]
    .sort(([a, countA], [b, countB]) => countB - countA || (a < b ? -1 : 1))
    .slice(0, limit)
}

/** Mean length of words, rounded to one place. */
export function meanWordLength(text) {
  const words = wordsOf(text)
  if (words.length === 0) return 0
  const letters = words.reduce((sum, word) => sum + word.length, 0)
  return Math.round((letters / words.length) * 10) / 10
}

/** Minutes to read it, at least one where there is anything to read. */
export function readingMinutes(text, wordsPerMinute = 200) {
  return Math.ceil(countWords(text) / wordsPerMinute)
}
