import type { AnyNode, Program } from 'acorn'
import { fullAncestor } from 'acorn-walk'

/** What can be run, counted and suspected by itself. Of a compound statement, its head: `if (…)`, `for (…)`. */
export interface Statement {
  /** Its place in the list: ids are dense and in order of `start`. */
  id: number
  node: AnyNode
  start: number
  end: number
  line: number
  /**
   * In a list of statements; alone, as the body of an `if` without braces; in a loop's head; or no statement but an
   * expression: an arrow function's body, a field's value.
   */
  place: 'list' | 'alone' | 'head' | 'expression'
}

const simple = new Set([
  'ExpressionStatement', 'VariableDeclaration', 'ReturnStatement', 'ThrowStatement', 'IfStatement', 'ForStatement', 'ForInStatement', 'ForOfStatement',
  'WhileStatement', 'DoWhileStatement', 'SwitchStatement', 'TryStatement', 'BreakStatement', 'ContinueStatement',
])
const lists = new Set(['Program', 'BlockStatement', 'StaticBlock', 'SwitchCase', 'ExportNamedDeclaration'])

/**
 * Every statement of a file, in order of their start. Declarations of functions and classes are none: what is in their
 * bodies is. Directives are none either.
 */
export function statementsOf(ast: Program): Statement[] {
  const found = new Map<AnyNode, Statement['place']>()
  fullAncestor(ast, (seen, _, ancestors) => {
    const node = seen
    const parent = ancestors.at(-2)
    if (node.type === 'ArrowFunctionExpression' && node.expression) found.set(node.body, 'expression')
    if (node.type === 'PropertyDefinition' && node.value) found.set(node.value, 'expression')
    if (!simple.has(node.type) || (node.type === 'ExpressionStatement' && node.directive !== undefined)) return
    const isHead = parent !== undefined && /^For/.test(parent.type) && 'body' in parent && parent.body !== node
    // The walker calls a `case` by the name of its `switch`.
    found.set(node, isHead ? 'head' : parent === undefined || lists.has(parent.type) || parent.type === 'SwitchStatement' ? 'list' : 'alone')
  })
  const inOrder = [...found].sort(([a], [b]) => a.start - b.start || b.end - a.end)
  return inOrder.map(([node, place], id) => ({ id, node, start: node.start, end: node.end, line: node.loc?.start.line ?? 0, place }))
}
