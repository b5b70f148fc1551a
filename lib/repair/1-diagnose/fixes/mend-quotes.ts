import type { Draft, Fix } from '../draft.ts'
import { type Line, lineAt, tokenise } from '../tokens.ts'

const quotes = ['\'', '"', '`'] as const

/** Quotes that are lost, are too many, or do not fit their partner: on the line of the error, and where a template's may be, on any line with an odd number of them. */
export function* mendQuotes(draft: Draft): Generator<Fix> {
  const failed = lineAt(draft.lines, Math.min(draft.failure.pos, draft.text.length))
  const suspects = new Map<Line, number>()
  for (const number of [failed, failed - 1]) if (draft.lines[number]) suspects.set(draft.lines[number], (failed - number) * 1.2)
  let farther = 0.3
  for (let number = failed + 3; number >= 0 && farther < 3; number -= 1) {
    const line = draft.lines[number]
    if (!line || suspects.has(line) || !isOdd(draft.text.slice(line.start, line.end), '`')) continue
    suspects.set(line, (farther += 0.3))
  }
  for (const [line, cost] of suspects) {
    const text = draft.text.slice(line.start, line.end)
    for (const quote of quotes) {
      // A line without the quote can have lost both; that is for a second fix to see.
      if (!text.includes(quote) || (cost > 1.2 && quote !== '`')) continue
      const rare = isOdd(text, quote) ? 0 : 1.5
      for (const fix of mendLine(draft, line.start, text, quote)) yield { ...fix, cost: fix.cost + cost + rare }
    }
    yield* joinQuotes(line.start, text, cost)
  }
}

function* mendLine(draft: Draft, start: number, line: string, quote: string): Generator<Fix> {
  for (let at = 0; at <= line.length; at += 1) {
    if (line[at] === quote) {
      const without = line.slice(0, at) + line.slice(at + 1)
      yield { kind: 'delete-quote', changes: [{ start: start + at, end: start + at + 1, text: '' }], cost: 1.4 + oddness(without, draft) }
    }
    const isBorder = at === 0 || at === line.length || /\W/.test(line[at - 1] ?? '') || /\W/.test(line[at] ?? '')
    if (!isBorder) continue
    const mended = line.slice(0, at) + quote + line.slice(at)
    yield { kind: 'insert-quote', changes: [{ start: start + at, end: start + at, text: quote }], cost: 0.8 + oddness(mended, draft) }
  }
}

/** `'text"`: the one becomes as the other. */
function* joinQuotes(start: number, line: string, cost: number): Generator<Fix> {
  for (const [at, quote] of [...line].entries()) {
    if (!/['"`]/.test(quote)) continue
    for (const other of quotes) {
      if (other !== quote && line.includes(other)) yield { kind: 'replace-quote', changes: [{ start: start + at, end: start + at + 1, text: other }], cost: 2.4 + cost }
    }
  }
}

const isOdd = (text: string, quote: string): boolean => text.split(quote).length % 2 === 0

/** How little the strings of a line look like strings, and what stands beside them like code. */
function oddness(line: string, draft: Draft): number {
  const { tokens } = tokenise(line)
  let odd = 0
  for (const [index, token] of tokens.entries()) {
    if (token.type === 'Invalid') odd += 1
    if (!/^(StringLiteral|NoSubstitutionTemplate|Template)/.test(token.type)) continue
    const content = token.value.slice(1, -1)
    if (!token.closed) odd += 2
    if (/ (?:&&|\|\||===?|!==?|=>|[-+*=<>?]) |[)\]] ?[{.]|\w\(|;\s*$|^[,)\]]/.test(content)) odd += 0.8
    if (content !== content.trim()) odd += 0.3
    const [before, after] = [tokens[index - 1], tokens[index + 1]]
    if (before?.end === token.start && /\w$/.test(before.value) && token.type !== 'TemplateMiddle' && token.type !== 'TemplateTail') odd += 1
    if (after?.start === token.end && /^\w/.test(after.value) && token.type !== 'TemplateHead' && token.type !== 'TemplateMiddle') odd += 1
    if (content === '') odd += 0.4
    // A name of the program inside a string that is no longer than it is likely code.
    if (draft.around.words.has(content)) odd += 0.2
  }
  return odd
}
