import { bracketsOf, openBefore } from '../brackets.ts'
import { type Line, type Token, tokenise } from '../tokens.ts'

/** Where a line that opened something is gone: lines are deeper than what is around them, and a bracket too many ends them. */
export interface Hole {
  /** Where the missing line began: comments that go with the body stand behind it. */
  at: number
  /** What it was indented by. */
  indent: string
  /** The tokens of the lines that it was the head of. */
  body: readonly Token[]
  /** The tokens of the line that ends them. */
  closing: readonly Token[]
  /** It was one call of several in a chain, each on its own line. */
  isChain: boolean
  /** What stands before it is as deep, and only an empty line or a comment parts them: hardly the place. */
  isApart: boolean
}

/** What stands before a line is not at an end yet, so that the line may well be deeper. */
const goesOn = /^(?:[,=:?.+\-*/<>&|]|=>|[=!]==?|&&|\|\||\?\?|else|return)$/

export function holesOf(text: string): Hole[] {
  const { lines, tokens } = tokenise(text)
  const brackets = bracketsOf(tokens)
  const isBlank = (line: Line): boolean => line.from === line.to
  const step = Math.min(...lines.filter((line) => line.indent > 0 && !isBlank(line)).map(({ indent }) => indent))
  const indentOf = (token: Token | undefined): number => lines[token?.line ?? 0]?.indent ?? 0
  const holes: Hole[] = []
  for (const [number, line] of lines.entries()) {
    const opening = tokens[line.from]
    if (!opening || isBlank(line) || line.indent === 0 || /^(?:[.?:)\]}&|]|&&|\|\|)/.test(opening.value)) continue
    const open = openBefore(brackets, line.from).at(-1)
    const before = tokens[line.from - 1]
    // Of a chain of calls over several lines, each may have a body of its own.
    const isChain = before !== undefined && tokens[lines[before.line]?.from ?? 0]?.value === '.'
    const outer = isChain ? indentOf(before) : open ? indentOf(tokens[open.index]) + step : 0
    if (line.indent <= outer || goesOn.test(before?.value ?? '')) continue
    // Lines as deep as this one belong together, unless a comment or nothing at all parts them.
    const isApart = before !== undefined && indentOf(before) > outer
    if (isApart && !lines.slice(before.line + 1, number).some(({ indent }) => indent <= outer)) continue
    const last = lines.findIndex((other, index) => index > number && !isBlank(other) && other.indent < line.indent)
    const closing = lines[last]
    if (!closing || !/^[}\])]/.test(tokens[closing.from]?.value ?? '')) continue
    let first = number
    while (first > 0 && isBlank(lines[first - 1] ?? line) && lines[first - 1]?.indent === line.indent) first -= 1
    holes.push({
      at: lines[first]?.start ?? 0, indent: text.slice(closing.start, closing.start + closing.indent),
      body: tokens.slice(line.from, closing.from), closing: tokens.slice(closing.from, closing.to), isChain: isChain || closing.indent > outer, isApart,
    })
  }
  return holes.sort((a, b) => Number(a.isApart) - Number(b.isApart))
}
