import type { Draft, Fix } from '../draft.ts'
import { lineAt } from '../tokens.ts'

const atLineStart = ['function', 'async', 'const', 'let', 'if', 'for', 'while', 'return', 'else', 'else if', 'try', 'switch', 'class', 'export', 'import', 'throw', 'case', 'async function', 'export function']
const between = ['of', 'in', 'new', 'instanceof', 'function', 'const', 'from', 'else', 'extends', 'as', 'async', 'if', 'while', 'for', 'catch', 'case', 'await', 'default', 'return', 'throw']

/** A keyword that is missing: at the beginning of a line, or between two words; and `async` where something is awaited. */
export function* insertKeywords(draft: Draft): Generator<Fix> {
  const leaves = draft.unpaired.length
  const failed = lineAt(draft.lines, Math.min(draft.failure.pos, draft.text.length))
  for (const line of [draft.lines[failed], draft.lines[failed - 1]]) {
    if (!line || line.from === line.to) continue
    for (const [order, keyword] of atLineStart.entries()) yield { ...draft.insert('insert-keyword', line.from, keyword, 2 + order * 0.03 + draft.distance(line.from)), leaves }
  }
  for (let index = Math.max(1, draft.at - 4); index <= draft.at; index += 1) {
    if (/^[A-Z]/.test(draft.tokens[index]?.value ?? '')) yield { ...draft.insert('insert-keyword', index, 'instanceof', 1 + draft.distance(index)), leaves }
    for (const [order, keyword] of between.entries()) yield { ...draft.insert('insert-keyword', index, keyword, 2.2 + order * 0.03 + draft.distance(index)), leaves }
  }
  // `else  (x) {`: what is missing stands before the parentheses that end where the parser gave up.
  const group = draft.tokens[draft.at - 1]?.value === ')' ? groupStart(draft, draft.at - 1) : null
  if (group !== null) for (const keyword of ['if', 'while', 'for', 'switch', 'catch', 'function']) yield { ...draft.insert('insert-keyword', group, keyword, 1.6), leaves }
  if (/await/.test(draft.failure.message) || draft.tokens[draft.at - 1]?.value === 'await' || draft.tokens[draft.at]?.value === 'await') yield* makeAsync(draft)
}

/** Every function that could be the one around the `await`, the nearest first. */
function* makeAsync(draft: Draft): Generator<Fix> {
  let cost = 0.4
  for (let index = Math.min(draft.at, draft.tokens.length - 1); index >= 0 && cost < 2.5; index -= 1) {
    const start = functionStart(draft, index)
    if (start === null || draft.tokens[start - 1]?.value === 'async') continue
    yield draft.insert('insert-keyword', start, 'async', cost)
    cost += 0.3
  }
}

/** Where a function begins of which this token is the sign: `function`, the arrow, or a method's `) {`. */
function functionStart(draft: Draft, index: number): number | null {
  const { tokens } = draft
  const value = tokens[index]?.value
  if (value === 'function') return index
  const isMethod = value === '{' && tokens[index - 1]?.value === ')'
  if (value !== '=>' && !isMethod) return null
  if (tokens[index - 1]?.value !== ')') return index - 1
  const group = groupStart(draft, index - 1)
  if (!isMethod || group === null) return group
  const name = tokens[group - 1]
  return name?.type === 'IdentifierName' && !/^(?:if|for|while|switch|catch)$/.test(name.value) && tokens[group - 2]?.value !== 'function' ? group - 1 : null
}

/** The `(` of a `)`. */
function groupStart({ brackets }: Draft, closing: number): number | null {
  let depth = 0
  for (const bracket of brackets.filter(({ index }) => index <= closing).reverse()) {
    depth += bracket.sign === ')' ? 1 : bracket.sign === '(' ? -1 : 0
    if (depth === 0) return bracket.index
  }
  return null
}
