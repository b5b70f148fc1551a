import type { Token } from './tokens.ts'

/** One bracket of a text; a part of a template may be two. */
export interface Bracket {
  /** Index of its token. */
  index: number
  /** One of `( ) [ ] { }`. A template's hole is a pair of `$` and `}`. */
  sign: string
}

const closes: Record<string, string> = { ')': '(', ']': '[', '}': '{' }

export const isOpening = (sign: string): boolean => sign === '(' || sign === '[' || sign === '{' || sign === '$'

const matches = (opening: string | undefined, closing: string): boolean => opening === closes[closing] || (opening === '$' && closing === '}')

export function bracketsOf(tokens: readonly Token[]): Bracket[] {
  const found: Bracket[] = []
  for (const [index, { type, value }] of tokens.entries()) {
    if (type === 'Punctuator' && /^[()[\]{}]$/.test(value)) found.push({ index, sign: value })
    if (type === 'TemplateMiddle' || type === 'TemplateTail') found.push({ index, sign: '}' })
    if (type === 'TemplateMiddle' || type === 'TemplateHead') found.push({ index, sign: '$' })
  }
  return found
}

/** The brackets that have no partner once those of the tokens from `from` to `to` are replaced by the signs in `added`. */
export function unpairedSigns(brackets: readonly Bracket[], from = 0, to = 0, added = ''): string[] {
  const open: string[] = []
  const unpaired: string[] = []
  const take = (sign: string): void => {
    if (isOpening(sign)) { open.push(sign); return }
    let depth = open.length - 1
    while (depth >= 0 && !matches(open[depth], sign)) depth -= 1
    if (depth === -1) { unpaired.push(sign); return }
    unpaired.push(...open.splice(depth).slice(1))
  }
  let isDone = false
  for (const { index, sign } of brackets) {
    if (index >= from && !isDone) {
      isDone = true
      for (const one of added) take(one)
    }
    if (index < from || index >= to) take(sign)
  }
  if (!isDone) for (const one of added) take(one)
  return [...unpaired, ...open]
}

/** The brackets that are open before a token, outermost first; what closes nothing is passed over. */
export function openBefore(brackets: readonly Bracket[], index: number): Bracket[] {
  const open: Bracket[] = []
  for (const bracket of brackets) {
    if (bracket.index >= index) break
    if (isOpening(bracket.sign)) open.push(bracket)
    else if (matches(open.at(-1)?.sign, bracket.sign)) open.pop()
  }
  return open
}
