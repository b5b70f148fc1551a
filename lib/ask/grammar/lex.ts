import type { Lookup } from './lexicon.ts'
import type { Meaning, MeaningOf } from './meaning.ts'
import { tokensOf, type Token } from './tokens.ts'

/** A stretch of the question that means something. */
export interface Item {
  /** As it was written. */
  text: string
  /** Folded. */
  phrase: string
  meanings: readonly Meaning[]
}

/** The longest phrase of any lexicon, in words. */
const longest = 8

/** Whole phrases first, from left to right. What is in no lexicon is unknown. */
export function lex(question: string, lexicon: Lookup, isOrganism: (id: string) => boolean): { items: Item[]; unknown: string[] } {
  const tokens = tokensOf(question)
  const items: Item[] = []
  const unknown: string[] = []
  for (let at = 0; at < tokens.length;) {
    const found = longestAt(tokens, at, lexicon) ?? literal(tokens[at], isOrganism)
    if (found === null) {
      unknown.push(tokens[at]?.text ?? '')
      at += 1
    } else {
      items.push(found.item)
      at += found.words
    }
  }
  return { items, unknown }
}

function longestAt(tokens: readonly Token[], at: number, lexicon: Lookup): { item: Item; words: number } | null {
  for (let words = Math.min(longest, tokens.length - at); words > 0; words -= 1) {
    const stretch = tokens.slice(at, at + words)
    const phrase = stretch.map(({ word }) => word).join(' ')
    const meanings = lexicon.get(phrase)
    if (meanings) return { item: { text: stretch.map(({ text }) => text).join(' '), phrase, meanings }, words }
  }
  return null
}

/** What means itself: a number, a date, a time of day, the id of a version. */
function literal(token: Token | undefined, isOrganism: (id: string) => boolean): { item: Item; words: number } | null {
  if (!token) return null
  const { text, word } = token
  const meaning = literalMeaning(word, isOrganism)
  return meaning === null ? null : { item: { text, phrase: word, meanings: [meaning] }, words: 1 }
}

function literalMeaning(word: string, isOrganism: (id: string) => boolean): Meaning | null {
  if (/^\d+([.,]\d+)?$/.test(word)) return { is: 'number', number: Number(word.replace(',', '.')) }
  const ordinal = /^(\d{1,2})(?:st|nd|rd|th)$/.exec(word)?.[1]
  if (ordinal !== undefined) return { is: 'number', number: Number(ordinal) }
  if (/^\d{1,2}:\d{2}$/.test(word)) return { is: 'clock', clock: word }
  if (/^\d{4}-\d{1,2}-\d{1,2}$|^\d{1,2}\.\d{1,2}\.\d{4}$/.test(word)) return { is: 'date', date: word }
  if (word === ',') return { is: 'and' }
  if (word === '%') return { is: 'ask', ask: 'share' }
  const organism = /^([a-z][a-z0-9-]*)\.g\d{4,9}$/.exec(word)?.[1]
  return organism !== undefined && isOrganism(organism) ? { is: 'value', readings: [{ dimension: 'genome', value: word }] } : null
}

export function meaningOf<I extends Meaning['is']>(item: Item | undefined, is: I): MeaningOf<I> | undefined {
  return item?.meanings.find((meaning): meaning is MeaningOf<I> => meaning.is === is)
}
/** That it may mean, whatever else it may. */
export const may = (item: Item | undefined, ...kinds: Meaning['is'][]): boolean => item?.meanings.some(({ is }) => kinds.includes(is)) ?? false
/** That it can mean nothing else. */
export const isOnly = (item: Item | undefined, ...kinds: Meaning['is'][]): boolean => item !== undefined && item.meanings.every(({ is }) => kinds.includes(is))
