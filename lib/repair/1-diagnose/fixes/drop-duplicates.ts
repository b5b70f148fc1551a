import type { Draft, Fix } from '../draft.ts'
import { lineAt, type Token } from '../tokens.ts'

const declares = /^(?:const|let|var|class|function)$/

/** One name declared twice: one of the two goes, or only assigns. */
export function* dropDuplicates(draft: Draft): Generator<Fix> {
  const name = /Identifier '(.+)' has already been declared/.exec(draft.failure.message)?.[1]
  if (name === undefined) return
  const places = draft.tokens.flatMap((token, index) => (token.value === name && declares.test(draft.tokens[index - 1]?.value ?? '') ? [index] : []))
  const lineTexts = draft.lines.map(({ start, end }) => draft.text.slice(start, end).trim())
  for (const index of places.reverse()) {
    const token = draft.tokens[index]
    const keyword = draft.tokens[index - 1]
    if (!token || !keyword) continue
    const nearness = index === draft.at ? 0 : 0.3
    const isRepeated = lineTexts.filter((text) => text === lineTexts[token.line]).length > 1
    yield { kind: 'delete-duplicate', changes: [statementAround(draft, index, keyword)], cost: (isRepeated ? 0 : 0.5) + nearness }
    if (/^(?:const|let|var)$/.test(keyword.value)) yield* assignInstead(draft, index, keyword, places, nearness)
  }
}

function* assignInstead(draft: Draft, index: number, keyword: Token, places: readonly number[], nearness: number): Generator<Fix> {
  const others = places.filter((place) => place !== index).map((place) => draft.tokens[place - 1]).filter((other) => other?.value === 'const')
  const changes = [{ start: keyword.start, end: draft.tokens[index]?.start ?? keyword.end, text: '' }]
  for (const other of others) if (other) changes.push({ start: other.start, end: other.end, text: 'let' })
  yield { kind: 'assign-instead', changes: changes.sort((a, b) => a.start - b.start), cost: 0.7 + nearness }
}

/** From the keyword to the end of its line, or of the block that begins on it, whole lines where it can be. */
function statementAround(draft: Draft, index: number, keyword: Token): { start: number; end: number; text: string } {
  let last = lineAt(draft.lines, keyword.start)
  const first = draft.lines[last]
  let depth = 0
  for (const { index: at, sign } of draft.brackets) {
    const line = draft.tokens[at]?.line ?? 0
    if (at < index) continue
    if (depth === 0 && line > last) break
    depth += /[([{$]/.test(sign) ? 1 : -1
    last = Math.max(last, line)
    if (depth < 0) break
  }
  const isFirstOnLine = draft.tokens[first?.from ?? 0]?.start === keyword.start || /^(?:export|async)$/.test(draft.tokens[first?.from ?? 0]?.value ?? '')
  const start = isFirstOnLine ? (first?.start ?? 0) : keyword.start
  return { start, end: draft.lines[last + 1]?.start ?? draft.text.length, text: '' }
}
