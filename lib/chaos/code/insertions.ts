import type { AnyNode } from 'acorn'
import type { Code } from './code-fault.ts'
import { type Edit, quote, type Site } from './edit.ts'
import { isFunction } from './place.ts'
import type { Spot } from './spots.ts'
import { arrowBodyStart, type Tree } from './tree.ts'

/** A place where one more statement would run. */
export interface Insertion {
  /** The function whose first statement it would be; null at the top level. */
  spot: Spot | null
  /** @param statement begins with a word and ends with a semicolon or a block, so that a file without semicolons is safe too */
  insert: (statement: string) => Site
}

/** First in each function that runs; where there is none, before each statement of the top level. */
export function insertionsOf({ tree, spots }: Code): Insertion[] {
  const functions = spots.filter(({ node }) => isFunction(node)).flatMap((spot) => inFunction(tree, spot))
  return functions.length > 0 ? functions : topLevel(tree).map((statement) => at(tree, null, 0, statement.start, (text) => beforeStatement(tree, statement.start, text)))
}

/** Before everything that runs at load: behind the directives and the imports. Null in a file of nothing else. */
export function declareAtTop(tree: Tree, statement: string): Edit | null {
  const [first] = topLevel(tree)
  return first ? beforeStatement(tree, first.start, statement) : null
}

const topLevel = (tree: Tree) =>
  tree.program.body.filter((statement) => statement.type !== 'ImportDeclaration' && statement.type !== 'ExportAllDeclaration' && !isDirective(statement))

const isDirective = (node: AnyNode) => node.type === 'ExpressionStatement' && node.directive !== undefined

function inFunction(tree: Tree, spot: Spot): Insertion[] {
  const { node } = spot
  if (node.type !== 'FunctionDeclaration' && node.type !== 'FunctionExpression' && node.type !== 'ArrowFunctionExpression') return []
  // One that only tells may never be called; one within another is perhaps called back.
  const rank = spot.rank === 2 ? 2 : spot.parents.some(isFunction) ? 1 : 0
  if (node.body.type !== 'BlockStatement') return node.type === 'ArrowFunctionExpression' ? [intoExpression(spot, rank, arrowBodyStart(tree, node))] : []
  const { body, start } = node.body
  const first = body.find((statement) => !isDirective(statement))
  const directive = body.filter(isDirective).at(-1)
  if (first) return [at(tree, spot, rank, first.start, (text) => beforeStatement(tree, first.start, text))]
  const gap = directive?.end ?? start + 1
  return [at(tree, spot, rank, gap, (text) => ({ start: gap, end: gap, text: `${directive ? tree.eol : ' '}${text} ` }))]
}

function at(tree: Tree, spot: Spot | null, rank: number, offset: number, edit: (statement: string) => Edit): Insertion {
  return { spot, insert: (statement) => ({ edits: [edit(statement)], rank, at: offset, said: `${quote(statement)} added` }) }
}

/** `x => x + 1` becomes `x => { …; return x + 1; }`, whatever parentheses stand around its body. */
function intoExpression(spot: Spot, rank: number, start: number): Insertion {
  const { end } = spot.node
  return {
    spot,
    insert: (statement) => ({
      edits: [{ start, end: start, text: `{ ${statement} return ` }, { start: end, end, text: '; }' }],
      rank, at: start, said: `${quote(statement)} added`,
    }),
  }
}

/** On a line of its own with the same indent, where the statement has its line to itself. */
function beforeStatement(tree: Tree, start: number, text: string): Edit {
  const indent = /[^\S\r\n]*$/.exec(tree.source.slice(0, start))?.[0] ?? ''
  const before = start - indent.length
  const ownLine = before === 0 || tree.source[before - 1] === '\n'
  return { start, end: start, text: ownLine ? `${text}${tree.eol}${indent}` : `${text} ` }
}
