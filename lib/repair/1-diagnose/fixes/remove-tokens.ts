import type { Draft, Fix } from '../draft.ts'
import type { Token } from '../tokens.ts'

const reach = { before: 14, after: 3, run: 5 }

/** What should not be there goes: runs of tokens around the place of the error. Only what leaves the brackets in pairs. */
export function* removeTokens(draft: Draft): Generator<Fix> {
  const { tokens } = draft
  const lastStart = Math.min(draft.at + reach.after, tokens.length - 1)
  for (let from = Math.max(0, draft.at - reach.before); from <= lastStart; from += 1) {
    for (let to = from + 1; to <= Math.min(from + reach.run, tokens.length); to += 1) {
      const leaves = draft.leaves(from, to)
      if (leaves === null) continue
      const run = tokens.slice(from, to)
      const isLoud = run.some(isGarbage)
      const nearest = draft.distance(Math.max(from, Math.min(to - 1, draft.at)))
      const worth = run.reduce((sum, token) => sum + worthOf(token, draft), 0)
      yield { ...draft.without('delete-token', from, to, (isLoud ? 0 : 1) + nearest + worth * (isLoud ? 0.5 : 1) + (isAlone(draft, from, to) ? -0.4 : 0)), leaves }
    }
  }
  yield* removeBraces(draft)
}

/** A brace that is too many is noticed much later: any of them may be it. */
function* removeBraces(draft: Draft): Generator<Fix> {
  for (const { index, sign } of draft.brackets) {
    if (draft.tokens[index]?.type !== 'Punctuator' || !/[{}]/.test(sign)) continue
    const leaves = draft.leaves(index, index + 1)
    if (leaves !== null) yield { ...draft.without('delete-token', index, index + 1, 1.2), leaves }
  }
}

/** A string or name says something: to lose it costs more than to lose a sign. */
function worthOf(token: Token, draft: Draft): number {
  if (isGarbage(token)) return -0.3
  if (token.type === 'Punctuator') return 0.15
  if (token.type === 'IdentifierName') return draft.around.words.get(token.value) === 1 ? 0.5 : 0.9
  return 0.8
}

/** Signs that no place in a program has a use for. */
const isGarbage = ({ type, value }: Token): boolean => type === 'Invalid' || value === '@' || value === '#' || value === '\\' || type === 'PrivateIdentifier'

/** Whether space stands on both sides of a run and none in it: what was typed by mistake is often a word of its own. */
function isAlone(draft: Draft, from: number, to: number): boolean {
  if (draft.space(from) === '' || draft.space(to) === '') return false
  for (let index = from + 1; index < to; index += 1) if (draft.space(index) !== '') return false
  return true
}
