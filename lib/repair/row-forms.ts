/** Where a value stands in a row; aligned where its column has a width, in characters. */
export interface Hole {
  width: number | null
  align: 'start' | 'end'
}

/** How rows of a text are made: fixed text, and holes for values. */
export type RowForm = readonly (string | Hole)[]

type Kind = 'space' | 'number' | 'word'
interface Token { kind: Kind; text: string }

const tokenPattern = /(\s+)|(-?\d+(?:\.\d+)?)|([^\s\d]+)/gu
const mostLines = 400
const mostHoles = 3

/**
 * The forms that rows of these texts have, the commonest first: `    3 the` and `    1 a` come from a number in a
 * column of five, a space and a word. Told from rows of the same tokens, as programming by example does
 * (Gulwani, "Automating string processing in spreadsheets using input-output examples", POPL 2011), in its simplest form.
 */
export function rowFormsIn(texts: readonly string[], most = 4): RowForm[] {
  const lines = [...new Set(texts.flatMap((text) => text.split(/\r?\n/)))].filter((line) => line.length > 0 && line.length <= 120).slice(0, mostLines)
  const alike = Map.groupBy(lines.map(tokensOf), (tokens) => tokens.map(({ kind }) => kind).join())
  return [...alike.values()].filter((rows) => rows.length > 1).toSorted((a, b) => b.length - a.length).flatMap((rows) => {
    const form = formOf(rows)
    const holes = form.filter((part) => typeof part !== 'string').length
    // A hole alone is any text.
    return holes > 0 && holes <= mostHoles && form.length > 1 ? [form] : []
  }).slice(0, most)
}

/** Texts in a value, however deep. */
export function textsIn(value: unknown, depth = 4): string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null && depth > 0 ? Object.values(value).flatMap((inner) => textsIn(inner, depth - 1)) : []
}

const tokensOf = (line: string): Token[] => [...line.matchAll(tokenPattern)].map(([text, space, number]) => ({ kind: space !== undefined ? 'space' : number !== undefined ? 'number' : 'word', text }))

function formOf(rows: readonly (readonly Token[])[]): RowForm {
  const [first = []] = rows
  const parts: (string | Hole)[] = []
  const column = (at: number): string[] => rows.map((tokens) => tokens[at]?.text ?? '')
  for (let at = 0; at < first.length; at += 1) {
    const own = column(at)
    const kind = first[at]?.kind
    const next = first[at + 1]?.kind
    const width = kind === 'space' ? sameLength(own, column(at + 1)) : null
    // White space that makes up for a number's length belongs to its column.
    if (kind === 'space' && next === 'number' && width !== null && own.some(({ length }) => length > 1)) {
      parts.push({ width, align: 'end' })
      at += 1
    } else if (isSame(own)) parts.push(own[0] ?? '')
    else if (kind === 'space') return []
    else {
      const following = next === 'space' && !isSame(column(at + 1)) ? sameLength(own, column(at + 1)) : null
      parts.push({ width: following, align: following === null ? 'end' : 'start' })
      if (following !== null) at += 1
    }
  }
  return parts
}

const isSame = (texts: readonly string[]): boolean => texts.every((text) => text === texts[0])

/** How long the two are together, where that is the same in all rows. */
function sameLength(left: readonly string[], right: readonly string[]): number | null {
  const lengths = left.map((text, index) => [...text, ...(right[index] ?? '')].length)
  return lengths.every((length) => length === lengths[0]) ? (lengths[0] ?? null) : null
}
