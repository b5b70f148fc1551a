import { commonWords } from '../common-words.ts'
import type { Draft, Fix } from '../draft.ts'
import { keywordsLike } from '../spelling.ts'
import { isWord, keywords } from '../tokens.ts'

const reach = 14

/** Keywords that are misspelt, or cut in two by a space. */
export function* spellKeywords(draft: Draft): Generator<Fix> {
  for (let index = Math.max(0, draft.at - reach); index <= Math.min(draft.at + 1, draft.tokens.length - 1); index += 1) {
    const token = draft.tokens[index]
    if (!token || !isWord(token) || draft.tokens[index - 1]?.value === '.') continue
    const cost = draft.distance(index) + ((draft.around.words.get(token.value) ?? 0) > 1 ? 0.8 : 0) + (keywords.has(token.value) ? 2 : 0)
    for (const [keyword, distance] of keywordsLike(token.value)) {
      yield { kind: 'spell-keyword', changes: [{ start: token.start, end: token.end, text: keyword }], cost: 0.2 + (distance - 1) * 0.9 + cost }
    }
    const next = draft.tokens[index + 1]
    const whole = token.value + (next?.value ?? '')
    if (!next || next.line !== token.line || !/^\w+$/.test(whole) || !(commonWords.has(whole) || draft.around.words.has(whole))) continue
    yield { kind: 'join-words', changes: [{ start: token.end, end: next.start, text: '' }], cost: 0.3 + cost }
  }
}
