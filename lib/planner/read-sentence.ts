import { SentenceError } from '../contract/errors.ts'
import { fold } from '../language/fold.ts'
import { lexicons, tellingWords, type Language, type Lexicon, type Meaning } from './lexicon.ts'

/** A piece of a sentence: a phrase that means something, a number, a mark, or a word that nobody knows. */
export type Piece = { text: string } & (
  | Meaning
  | { is: 'number'; value: number }
  /** Said in quotes: a name or a choice, as it stands. */
  | { is: 'quoted' }
  | { is: 'mark'; mark: ',' | '.' | ':' | '(' | ')' }
  | { is: 'unknown' }
)

export interface Sentence {
  language: Language
  pieces: Piece[]
}

/** Longer than anybody says what an app shall be. */
const mostLetters = 2_000
/** Words of the longest phrase in the lexicon. */
const longestPhrase = 5

const example = 'Say what the app shall keep and do, like: a todo list with login; or: widok profilu użytkownika z walidacją API.'

/** Quotes, numbers, words with their dashes and slashes, and the marks that part a sentence. All else is left out of it. */
const tokenPattern = /"([^"\n]{1,80})"|„([^”\n]{1,80})”|“([^”\n]{1,80})”|\d+(?:[.,]\d+)?|[\p{L}][\p{L}\p{N}#]*(?:[-/'][\p{L}\p{N}]+)*|[,.;:()]/gu

/**
 * Takes a sentence apart. Nothing of it is ever run, looked up or used as a path: what is no word of the lexicon is at
 * most the label of a field.
 * @param known where it is known already
 * @throws SentenceError where there is nothing to read, or far too much
 */
export function readSentence(text: string, known?: Language): Sentence {
  const clean = text.normalize('NFC').replace(/[\p{Cc}\p{Cf}\p{Z}]+/gu, ' ').trim()
  if (clean === '') throw new SentenceError(`The sentence is empty. ${example}`)
  if ([...clean].length > mostLetters) throw new SentenceError(`The sentence is longer than ${mostLetters.toLocaleString('en')} letters. Make the app in steps: say the first part now, and add a feature with each further sentence.`)
  const tokens = [...clean.matchAll(tokenPattern)].map((match) => ({ text: match[0], quoted: match[1] ?? match[2] ?? match[3] }))
  if (!tokens.some(({ text: word }) => /\p{L}/u.test(word))) throw new SentenceError(`There is no word in it. ${example}`)
  const language = known ?? languageOf(tokens.map(({ text: word }) => fold(word)), clean)
  return { language, pieces: piecesOf(tokens, lexicons[language]) }
}

/** The one of which more words are known; English where nothing tells. */
function languageOf(words: readonly string[], text: string): Language {
  const score = (language: Language): number =>
    words.filter((word) => tellingWords[language].has(word)).length * 2 + words.filter((word) => lexicons[language].has(word)).length
  const marks = /[ąćęłńśźż]/iu.test(text) ? 3 : 0
  return score('pl') + marks > score('en') ? 'pl' : 'en'
}

/** The longest phrase that is known at each place. */
function piecesOf(tokens: readonly { text: string; quoted: string | undefined }[], lexicon: Lexicon): Piece[] {
  const pieces: Piece[] = []
  for (let at = 0; at < tokens.length;) {
    const token = tokens[at]
    if (token === undefined) break
    if (token.quoted !== undefined) {
      pieces.push({ is: 'quoted', text: token.quoted })
      at += 1
      continue
    }
    if (/^[,.;:()]$/.test(token.text)) {
      pieces.push({ is: 'mark', text: token.text, mark: token.text === ';' ? '.' : (token.text as ',' | '.' | ':' | '(' | ')') })
      at += 1
      continue
    }
    const known = longestAt(tokens, at, lexicon)
    if (known !== null) {
      pieces.push({ ...known.meaning, text: tokens.slice(at, at + known.words).map(({ text }) => text).join(' ') })
      at += known.words
      continue
    }
    const value = Number(token.text.replace(',', '.'))
    pieces.push(Number.isFinite(value) ? { is: 'number', value, text: token.text } : { is: 'unknown', text: token.text })
    at += 1
  }
  return pieces
}

function longestAt(tokens: readonly { text: string; quoted: string | undefined }[], at: number, lexicon: Lexicon): { meaning: Meaning; words: number } | null {
  for (let words = Math.min(longestPhrase, tokens.length - at); words > 0; words -= 1) {
    const phrase = tokens.slice(at, at + words)
    if (phrase.some(({ quoted }) => quoted !== undefined)) continue
    const meaning = lexicon.get(fold(phrase.map(({ text }) => text).join(' ')))
    if (meaning !== undefined) return { meaning, words }
  }
  return null
}
