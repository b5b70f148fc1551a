export interface SqlToken {
  kind: 'word' | 'quoted' | 'other'
  /** A name without its quotes. */
  text: string
}

/** As SQLite reads it: comments and white space are nothing, four kinds of quotes make a name or a text. */
const token = /--[^\n]*|\/\*[^]*?(?:\*\/|$)|\s+|(?<quoted>'(?:[^']|'')*(?:'|$)|"(?:[^"]|"")*(?:"|$)|`(?:[^`]|``)*(?:`|$)|\[[^\]]*(?:\]|$))|(?<word>[\p{L}_$\u0080-\uffff][\p{L}\p{N}_$\u0080-\uffff]*)|[^]/uy

/** The tokens of a statement, in their order. Not a parser: enough to know where one statement ends, and what is named. */
export function sqlTokens(sql: string): SqlToken[] {
  const tokens: SqlToken[] = []
  token.lastIndex = 0
  for (let match = token.exec(sql); match !== null && token.lastIndex <= sql.length; match = token.exec(sql)) {
    const [text] = match
    const { quoted, word } = match.groups ?? {}
    if (quoted !== undefined) tokens.push({ kind: 'quoted', text: unquoted(quoted) })
    else if (word !== undefined) tokens.push({ kind: 'word', text })
    else if (!/^\s/.test(text) && !text.startsWith('--') && !text.startsWith('/*')) tokens.push({ kind: 'other', text })
  }
  return tokens
}

const unquoted = (text: string): string => text.slice(1, /['"`\]]$/.test(text) && text.length > 1 ? -1 : undefined).replace(/''|""|``/g, (pair) => pair[0] ?? '')
