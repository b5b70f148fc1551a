import { type Comment, type Options, type Program, parse, type Token } from 'acorn'

type SourceType = 'module' | 'commonjs'

/** One source file, read. Offsets are UTF-16 units into `source`, as acorn counts them. */
export interface Tree {
  source: string
  type: SourceType
  program: Program
  tokens: Token[]
  comments: Comment[]
  /** How this file ends its lines, so that an added line looks like its neighbours. */
  eol: '\n' | '\r\n'
}

/** @returns null where the source is neither a module nor a CommonJS script */
export function parseTree(source: string): Tree | null {
  return parseAs(source, 'module') ?? parseAs(source, 'commonjs')
}

export const parses = (source: string, type: SourceType): boolean => tryParse(source, { ecmaVersion: 'latest', sourceType: type }) !== null

/** The first token between two offsets that reads exactly so. Parentheses and comments in between do no harm. */
export const tokenBetween = (tree: Tree, start: number, end: number, text: string): Token | undefined =>
  tree.tokens.find((token) => token.start >= start && token.end <= end && tree.source.slice(token.start, token.end) === text)

/** The first token at or after an offset. */
export const tokenFrom = (tree: Tree, start: number): Token | undefined => tree.tokens.find((token) => token.start >= start)

function parseAs(source: string, type: SourceType): Tree | null {
  const tokens: Token[] = []
  const comments: Comment[] = []
  const program = tryParse(source, { ecmaVersion: 'latest', sourceType: type, onToken: tokens, onComment: comments })
  return program && { source, type, program, tokens, comments, eol: source.includes('\r\n') ? '\r\n' : '\n' }
}

function tryParse(source: string, options: Options): Program | null {
  try {
    return parse(source, options)
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}
