import { fold } from '../../language/fold.ts'

export interface Token {
  /** As it was written. */
  text: string
  /** Folded. */
  word: string
  /** Where it begins in the question. */
  at: number
}

const pattern = new RegExp([
  /(?<genome>[a-z][a-z0-9-]*\.g\d{4,9})(?![\w])/,
  /(?<date>\d{4}-\d{1,2}-\d{1,2}|\d{1,2}\.\d{1,2}\.\d{4})(?!\d)/,
  /(?<clock>\d{1,2}:\d{2})(?![\d:])/,
  // 5s, 1.5h, 90%: a number, and what comes after it.
  /(?<number>\d+(?:[.,]\d+)?)(?=$|[^\p{L}\p{N}_]|(?:ms|s|sek|sec|min|m|h|d)(?![\p{L}\p{N}_]))/u,
  /(?<word>[\p{L}\p{N}_]+(?=['’]s(?![\p{L}\p{N}])|))(?:['’]s(?![\p{L}\p{N}]))?/u,
  /(?<mark>[,%])/,
  // What ends a sentence, joins a word or frames one.
  /[\s?!.;:\-–—/()[\]"'„”“’`*]/,
  /(?<strange>[^])/,
].map(({ source }) => source).join('|'), 'gu')

/** Every word, number and date of a question. What stands between them and means nothing is left out. */
export function tokensOf(question: string): Token[] {
  const text = question.normalize('NFC')
  return [...fold(text).matchAll(pattern)].flatMap((match) => {
    const found = Object.values(match.groups ?? {}).find((part) => part !== undefined)
    return found === undefined ? [] : [{ text: text.slice(match.index, match.index + found.length), word: found, at: match.index }]
  })
}
