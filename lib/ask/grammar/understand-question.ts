import type { Language } from '../../contract/ask.ts'
import { closestWord } from './closest-word.ts'
import { lexiconOf, merged, type Lexicon, type Lookup } from './lexicon.ts'
import { english } from './lexicon-en.ts'
import { polish } from './lexicon-pl.ts'
import { valuesOfContract } from './lexicon-values.ts'
import { isOnly, lex, type Item } from './lex.ts'
import { Misunderstanding } from './misunderstanding.ts'
import { namesOf, type Names } from './names.ts'
import { readParts } from './read-parts.ts'
import type { Query } from './query.ts'
import { readRange, type Now } from './read-range.ts'
import { understand } from './understand.ts'

export type Understood =
  | { language: Language; query: Query }
  /** `unknown`: words that nothing is known of. `why`: what is not understood, in the question's language. */
  | { language: Language; query: null; unknown: string[]; why: string }

const languages: Record<Language, Lexicon> = { en: lexiconOf([...english, ...valuesOfContract]), pl: lexiconOf([...polish, ...valuesOfContract]) }

/** A question as a query, in whichever language it makes sense in. */
export function understandQuestion(question: string, names: Names, clock: Now): Understood {
  const organisms = new Set((names.organism ?? []).map(({ name }) => name))
  const tries = (['en', 'pl'] as const).map((language) => {
    return { language, ...lex(question, withNames(languages[language], names), (id) => organisms.has(id)) }
  })
  // The language of which fewer words are strange; where both know all, the one that says more with them.
  const [best] = tries.toSorted((a, b) => a.unknown.length - b.unknown.length || saying(b) - saying(a))
  const { language, items, unknown } = best!
  if (unknown.length > 0) return { language, query: null, unknown, why: doNotKnow(unknown, languages[language], language) }
  try {
    const { rest, span } = readRange(items, clock)
    return { language, query: understand(readParts(rest), span) }
  } catch (error) {
    if (!(error instanceof Misunderstanding)) throw error
    return { language, query: null, unknown: [], why: error.why[language] }
  }
}

/** What a phrase may mean, names of the ledger included. */
function withNames(lexicon: Lexicon, names: Names): Lookup {
  const named = lexiconOf(namesOf(names, lexicon))
  return {
    get(phrase) {
      const [known = [], added = []] = [lexicon.get(phrase), named.get(phrase)]
      return added.length === 0 ? lexicon.get(phrase) : merged([...known, ...added])
    },
  }
}

/** How many words the other language has not. */
const saying = ({ language, items }: { language: Language; items: readonly Item[] }): number =>
  items.filter((item) => !languages[language === 'en' ? 'pl' : 'en'].has(item.phrase) && !isOnly(item, 'number', 'clock', 'date')).length

function doNotKnow(unknown: readonly string[], lexicon: Lexicon, language: Language): string {
  const near = unknown.flatMap((word) => closestWord(word, lexicon) ?? [])[0]
  const words = unknown.map((word) => (language === 'en' ? `“${word}”` : `„${word}”`)).join(', ')
  return language === 'en'
    ? `I do not understand ${words}.${near === undefined ? '' : ` Do you mean “${near}”?`}`
    : `Nie rozumiem ${words}.${near === undefined ? '' : ` Czy chodzi o „${near}”?`}`
}
