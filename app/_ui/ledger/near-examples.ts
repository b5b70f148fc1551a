import type { z } from 'zod'
import type { vocabularySchema } from '../../../lib/contract/ask.ts'

export type Vocabulary = z.infer<typeof vocabularySchema>
export type Example = Vocabulary['examples'][number]

const wordsOf = (text: string): Set<string> => new Set(text.toLowerCase().split(/[^\p{L}\p{N}-]+/u).filter((word) => word.length > 2))

/** Questions that are known to be understood, those of the same words first. */
export function nearExamples(examples: readonly Example[], question: string, most: number): Example[] {
  const wanted = wordsOf(question)
  const shared = ({ question: text }: Example): number => [...wordsOf(text)].filter((word) => wanted.has(word)).length
  return examples.map((example) => ({ example, score: shared(example) })).toSorted((a, b) => b.score - a.score).slice(0, most).map(({ example }) => example)
}
