import type { AnyNode, ArrowFunctionExpression, FunctionDeclaration, FunctionExpression } from 'acorn'

export type FunctionNode = FunctionDeclaration | FunctionExpression | ArrowFunctionExpression

export const isFunction = (node: AnyNode): node is FunctionNode =>
  node.type === 'FunctionDeclaration' || node.type === 'FunctionExpression' || node.type === 'ArrowFunctionExpression'

export const isLoop = (node: AnyNode): boolean => /^(For|ForIn|ForOf|While|DoWhile)Statement$/.test(node.type)

const isNode = (value: unknown): value is AnyNode => typeof value === 'object' && value !== null && 'type' in value

/** The nodes that stand directly in a node, with the name of the property that holds each. */
export function* childrenOf(node: AnyNode): Generator<[key: string, child: AnyNode]> {
  for (const [key, value] of Object.entries(node) as [string, unknown][]) {
    if (Array.isArray(value)) { for (const one of value) if (isNode(one)) yield [key, one] }
    else if (isNode(value)) yield [key, value]
  }
}

/** Every node of a tree, outermost first. */
export function* nodesIn(node: AnyNode): Generator<AnyNode> {
  yield node
  for (const [, child] of childrenOf(node)) yield* nodesIn(child)
}

export const holds = (outer: AnyNode, inner: { start: number; end: number }): boolean => inner.start >= outer.start && inner.end <= outer.end

/** What a pattern binds: `{ a, b: [c = 1] }` → a, c. */
export function* boundBy(pattern: AnyNode): Generator<AnyNode & { type: 'Identifier' }> {
  switch (pattern.type) {
    case 'Identifier': yield pattern; break
    case 'ObjectPattern': for (const property of pattern.properties) yield* boundBy(property.type === 'Property' ? property.value : property.argument); break
    case 'ArrayPattern': for (const element of pattern.elements) if (element) yield* boundBy(element); break
    case 'AssignmentPattern': yield* boundBy(pattern.left); break
    case 'RestElement': yield* boundBy(pattern.argument); break
    default: break
  }
}

/** `xs.at(0)` → "at", `f()` → "f"; '' where it has no name. */
export function calleeName(callee: AnyNode): string {
  if (callee.type === 'Identifier') return callee.name
  return callee.type === 'MemberExpression' && !callee.computed && callee.property.type === 'Identifier' ? callee.property.name : ''
}

/** The loop that a `break` here would leave. */
export function loopAround(node: AnyNode, tree: { parent: (node: AnyNode) => AnyNode | undefined }): AnyNode | null {
  for (let at = tree.parent(node); at && !isFunction(at); at = tree.parent(at)) if (isLoop(at)) return at
  return null
}

/** Whether it leaves, or goes on with, the loop around it. */
export const jumps = (node: AnyNode): boolean => node.type === 'BreakStatement' || node.type === 'ContinueStatement' || (!isLoop(node) && !isFunction(node) && [...childrenOf(node)].some(([, child]) => jumps(child)))
