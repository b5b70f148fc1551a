import jsTokens, { type Token as RawToken } from 'js-tokens'

/** A token of a text that need not parse. Comments and spaces are none. */
export interface Token {
  type: RawToken['type']
  value: string
  start: number
  end: number
  /** Index of the line that it begins on. */
  line: number
  /** false for a string, template or regex that its end was not found of. */
  closed: boolean
}

export interface Line {
  start: number
  /** Before the line break. */
  end: number
  /** How many characters of space it begins with. */
  indent: number
  /** Its tokens: from here, up to but without `to`. Those that go on from the line before are not among them. */
  from: number
  to: number
}

export interface Tokens {
  tokens: Token[]
  lines: Line[]
  /** Offset of a comment that has no end. */
  openComment: number | null
}

/** Never throws: what is no token at all is one of type Invalid. */
export function tokenise(text: string): Tokens {
  const lines = linesOf(text)
  const tokens: Token[] = []
  let openComment: number | null = null
  let at = 0
  let line = 0
  for (const raw of jsTokens(text)) {
    const start = at
    at += raw.value.length
    if (raw.type === 'MultiLineComment' && !raw.closed) openComment = start
    if (raw.type === 'WhiteSpace' || raw.type === 'LineTerminatorSequence' || /Comment$/.test(raw.type)) continue
    while ((lines[line + 1]?.start ?? Infinity) <= start) line += 1
    tokens.push({ type: raw.type, value: raw.value, start, end: at, line, closed: !('closed' in raw) || raw.closed })
  }
  let index = 0
  for (const [number, one] of lines.entries()) {
    one.from = index
    while (tokens[index]?.line === number) index += 1
    one.to = index
  }
  return { tokens, lines, openComment }
}

export function linesOf(text: string): Line[] {
  const lines: Line[] = []
  let start = 0
  for (const line of text.split('\n')) {
    const end = start + line.length - (line.endsWith('\r') ? 1 : 0)
    lines.push({ start, end, indent: /^[^\S\r\n]*/.exec(line)?.[0].length ?? 0, from: 0, to: 0 })
    start += line.length + 1
  }
  return lines
}

/** Index of the line that an offset stands on. */
export function lineAt(lines: readonly Line[], offset: number): number {
  let [low, high] = [0, lines.length - 1]
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((lines[middle]?.start ?? Infinity) <= offset) low = middle
    else high = middle - 1
  }
  return low
}

const keywordList = 'async await break case catch class const continue debugger default delete do else export extends false finally for function if import in instanceof let new null of return static super switch this throw true try typeof undefined var void while yield from get set as'

/** What the language has a use for, contextual words included. */
export const keywords: ReadonlySet<string> = new Set(keywordList.split(' '))

export const isWord = (token: Token | undefined): boolean => token?.type === 'IdentifierName' || token?.type === 'PrivateIdentifier'

/** A word that a program gave a meaning to. */
export const isName = (token: Token | undefined): boolean => isWord(token) && !keywords.has(token?.value ?? '')
