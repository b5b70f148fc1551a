import type { AnyNode } from 'acorn'

/** A node and where it stands. */
export interface Place {
  node: AnyNode
  /** Outermost first, without the node itself. */
  parents: readonly AnyNode[]
  /** It is being declared or assigned to here, rather than read. */
  written: boolean
}

export const isFunction = (node: AnyNode) =>
  node.type === 'FunctionDeclaration' || node.type === 'FunctionExpression' || node.type === 'ArrowFunctionExpression'
