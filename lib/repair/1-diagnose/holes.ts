import type { Program } from 'acorn'
import { openBefore } from './brackets.ts'
import type { Draft } from './draft.ts'
import type { Attempt } from './parse-failure.ts'
import { strangersIn } from './undeclared.ts'

/** Where a line that opened a block is gone: the lines are deeper than what is around them, and a bracket too many ends them. */
export interface Hole {
  /** Index of the first line of the body, comments included, and of the line that closes it. */
  first: number
  last: number
  /** What the missing line was indented by. */
  indent: string
  /** What its body would be the body of; `loop` where only a loop can be left or gone on with. */
  body: 'block' | 'loop' | 'class' | 'object' | 'other'
  /** Names that the body uses and does not declare, in order of use. */
  names: string[]
  /** Whether no bracket is open around it. */
  isTop: boolean
}

export function holesOf(draft: Draft, parse: (text: string) => Attempt): Hole[] {
  const { lines, tokens, text } = draft
  const step = Math.min(...lines.filter(({ indent, from, to }) => indent > 0 && from < to).map(({ indent }) => indent))
  const holes: Hole[] = []
  for (const [number, line] of lines.entries()) {
    if (line.from === line.to || line.indent === 0) continue
    const open = openBefore(draft.brackets, line.from).at(-1)
    const outer = open ? (lines[tokens[open.index]?.line ?? 0]?.indent ?? 0) + step : 0
    const before = tokens[line.from - 1]
    if (line.indent <= outer || (before && (lines[before.line]?.indent ?? 0) > outer) || goesOn(before?.value)) continue
    const last = lines.findIndex((other, index) => index > number && other.from < other.to && other.indent < line.indent)
    const closing = lines[last]
    if (!closing || !/^[}\])]/.test(tokens[closing.from]?.value ?? '')) continue
    let first = number
    while (first > 0 && lines[first - 1]?.from === lines[first - 1]?.to && lines[first - 1]?.indent === line.indent) first -= 1
    const indent = text.slice(closing.start, closing.start + closing.indent)
    holes.push({ first, last, indent, isTop: open === undefined, ...bodyOf(text.slice(lines[first]?.start, closing.start), parse) })
  }
  return holes
}

/** Whether what stands before a line is not at an end yet, so that the line may well be deeper. */
const goesOn = (before: string | undefined): boolean => before !== undefined && /^(?:[,=:?.+\-*/<>&|]|=>|[=!]==?|&&|\|\||\?\?|else|return)$/.test(before)

function bodyOf(body: string, parse: (text: string) => Attempt): Pick<Hole, 'body' | 'names'> {
  const shells: [Hole['body'], string, string][] = [
    ['block', 'async function* $() {\n', '}'], ['loop', 'async function* $() { for (;;) {\n', '} }'],
    ['class', 'class $ extends Object {\n', '}'], ['object', '$ = {\n', '}'],
  ]
  for (const [kind, opening, closing] of shells) {
    const { ast } = parse(`${opening}${body}${closing}`)
    if (ast) return { body: kind, names: namesIn(ast) }
  }
  return { body: 'other', names: [] }
}

const namesIn = (ast: Program): string[] => [...new Set(strangersIn(ast).map(({ node }) => node.name))].filter((name) => name !== '$')
