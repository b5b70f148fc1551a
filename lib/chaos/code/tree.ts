import { type ArrowFunctionExpression, type Comment, type Options, type Program, parse, type Token } from 'acorn'

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
export function tokenBetween(tree: Tree, start: number, end: number, text: string): Token | undefined {
  for (let index = indexFrom(tree, start); ; index += 1) {
    const token = tree.tokens[index]
    if (!token || token.end > end) return undefined
    if (tree.source.startsWith(text, token.start) && token.end - token.start === text.length) return token
  }
}

/** The first token at or after an offset. */
export const tokenFrom = (tree: Tree, start: number): Token | undefined => tree.tokens[indexFrom(tree, start)]

/** Where the body of `x => body` begins, the parentheses around it included. */
export function arrowBodyStart(tree: Tree, arrow: ArrowFunctionExpression): number {
  let index = indexFrom(tree, arrow.body.start)
  while (tree.source[tree.tokens[index - 1]?.start ?? 0] === '(') index -= 1
  return tree.tokens[index]?.start ?? arrow.body.start
}

/** Tokens are in order, so that halving finds the place. */
function indexFrom({ tokens }: Tree, start: number): number {
  let [low, high] = [0, tokens.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((tokens[middle]?.start ?? start) < start) low = middle + 1
    else high = middle
  }
  return low
}

function parseAs(source: string, type: SourceType): Tree | null {
  const tokens: Token[] = []
  const comments: Comment[] = []
  const program = tryParse(source, { ecmaVersion: 'latest', sourceType: type, onToken: tokens, onComment: comments })
  // The last one is the end of the file, which is nothing to edit.
  return program && { source, type, program, tokens: tokens.slice(0, -1), comments, eol: source.includes('\r\n') ? '\r\n' : '\n' }
}

function tryParse(source: string, options: Options): Program | null {
  try {
    return parse(source, options)
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}
