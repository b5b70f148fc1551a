import { fold } from '../../language/fold.ts'
import { value, type Entry, type Lexicon } from './lexicon.ts'
import { nouns, type DimensionId, type Noun, type NounId } from './entities.ts'

/** What the ledger calls things by: dimension → names, each with other words for it. */
export type Names = Partial<Record<DimensionId, readonly { name: string; also?: string | null }[]>>

/** Words that may be written, commas and brackets being marks of the lexicon's own. */
const plainWords = (text: string): string => text.replace(/[^\p{L}\p{N}]+/gu, ' ').trim()

/**
 * The names of a ledger as words. One that the language needs for something else is a name only beside its noun: a core
 * called a is “core a”.
 */
export function namesOf(names: Names, language: Lexicon): Entry[] {
  return Object.entries(names).flatMap(([key, list]) => {
    const dimension = key as DimensionId
    const said = nounsOf(language).get(dimension) ?? []
    return list.flatMap(({ name, also }) => [...new Set([name, also ?? ''].map(plainWords).filter(Boolean))].flatMap((words) => {
      const reading = { dimension, value: name }
      const known = language.get(fold(words)) ?? []
      // Whoever asks signs with a role where there is nothing else to sign with: then the role is meant.
      const isTaken = words.length < 2 || known.some(({ is }) => is !== 'value' || dimension === 'author')
      return [...(isTaken ? [] : [value(words, reading)]), ...said.map((noun) => value(`${noun} ${words}`, reading))]
    }))
  })
}

/** The words of a language for one of each kind: made once. */
function nounsOf(language: Lexicon): Map<DimensionId, string[]> {
  const known = phrases.get(language)
  if (known) return known
  const found = new Map<DimensionId, string[]>()
  for (const [phrase, meanings] of language) {
    for (const meaning of meanings) {
      const dimension = meaning.is === 'noun' && !meaning.isPlural && meaning.isVerb !== true ? dimensionOf(meaning.noun) : undefined
      if (dimension !== undefined) found.set(dimension, [...(found.get(dimension) ?? []), phrase])
    }
  }
  phrases.set(language, found)
  return found
}
const phrases = new WeakMap<Lexicon, Map<DimensionId, string[]>>()

const dimensionOf = (noun: NounId): DimensionId | undefined => (nouns[noun] as Noun).dimension
