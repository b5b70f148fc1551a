import type { AnyNode } from 'acorn'
import { fullAncestor } from 'acorn-walk'
import { runningUnits, unreachableStatements } from './reach.ts'
import { findEntry } from './entry.ts'
import type { Tree } from './tree.ts'

/** A node of code that runs. Comments, strings as such, and dead code never become one. */
export interface Spot {
  node: AnyNode
  /** Outermost first, without the node itself. */
  parents: readonly AnyNode[]
  /** It is being declared or assigned to here, rather than read. */
  written: boolean
  /**
   * How much an edit here is worth: 0 changes what a pulse comes to; 1 runs once, at load, where the work is in
   * functions; 2 only changes what is said (a log line, the text of an error).
   */
  rank: number
}

/** Every node that runs, in the order of the source. */
export function spotsOf(tree: Tree): Spot[] {
  const all: Spot[] = []
  fullAncestor<unknown>(tree.program, (node, _state, ancestors, type) => {
    all.push({ node, parents: ancestors.slice(0, -1), written: type === 'VariablePattern', rank: 0 })
  })
  const entry = findEntry(tree.program)
  const running = runningUnits(tree.program, all, entry)
  const dead = unreachableStatements(all)
  return all
    .filter(({ node, parents }) => [...parents, node].every((part) => !dead.has(part) && running(part)))
    .map(({ node, parents, written }) => ({ node, parents, written, rank: rankOf(node, parents, entry.performs) }))
    .sort((a, b) => a.node.start - b.node.start || b.node.end - a.node.end)
}

export const isFunction = (node: AnyNode) =>
  node.type === 'FunctionDeclaration' || node.type === 'FunctionExpression' || node.type === 'ArrowFunctionExpression'

/** @param performs the work is in an exported `perform`, so that neither load nor output is the result */
function rankOf(node: AnyNode, parents: readonly AnyNode[], performs: boolean): number {
  const inside = [...parents, ...(node.type === 'ExpressionStatement' ? [node, node.expression] : [node])]
  if (parents.some((parent) => parent.type === 'ThrowStatement') || inside.some((part) => isChatter(part, performs))) return 2
  return performs && !parents.some(isFunction) ? 1 : 0
}

/** A call that only tells people something. Where there is no `perform`, stdout is the program's answer. */
function isChatter(node: AnyNode, performs: boolean): boolean {
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return false
  const { object, property } = node.callee
  if (object.type === 'Identifier' && object.name === 'console') {
    return performs || (property.type === 'Identifier' && ['error', 'warn', 'debug', 'trace'].includes(property.name))
  }
  return property.type === 'Identifier' && property.name === 'write' && object.type === 'MemberExpression' &&
    object.property.type === 'Identifier' && (object.property.name === 'stderr' || (performs && object.property.name === 'stdout'))
}
