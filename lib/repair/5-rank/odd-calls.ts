import type { AnyNode, CallExpression, Pattern } from 'acorn'

/** Parameters of each function that a file gives a name which no other has; null for a name that several have. */
export type Parameters = ReadonlyMap<string, readonly Pattern[] | null>

/** @param nodes of the file */
export function parametersIn(nodes: Iterable<AnyNode>): Parameters {
  const found = new Map<string, readonly Pattern[] | null>()
  const add = (name: string, params: readonly Pattern[]): void => void found.set(name, found.has(name) ? null : params)
  for (const node of nodes) {
    if (node.type === 'FunctionDeclaration') add(node.id?.name ?? '', node.params)
    else if (node.type === 'VariableDeclarator' && node.id.type === 'Identifier' && (node.init?.type === 'ArrowFunctionExpression' || node.init?.type === 'FunctionExpression')) add(node.id.name, node.init.params)
    else if (node.type === 'MethodDefinition' && node.kind === 'method') add(keyOf(node.key), node.value.params)
  }
  return found
}

/**
 * How much of a call of one of the file's own functions nobody means: it gives fewer values than are needed, or more than
 * are taken, or two names that are those of each other's parameters.
 */
export function oddnessOfCall({ callee, arguments: given }: CallExpression, code: string, parameters: Parameters): number {
  const name = callee.type === 'Identifier' ? callee.name : callee.type === 'MemberExpression' && callee.object.type === 'ThisExpression' ? keyOf(callee.property) : null
  const params = name === null ? null : parameters.get(name)
  if (!params || given.some(({ type }) => type === 'SpreadElement')) return 0
  const optional = params.findIndex(({ type }) => type === 'AssignmentPattern' || type === 'RestElement')
  if (given.length < (optional === -1 ? params.length : optional)) return 1.5
  if (given.length > params.length && params.at(-1)?.type !== 'RestElement') return 1
  const isIn = (place: number, param: number): boolean => {
    const [at, pattern] = [given[place], params[param]]
    return at !== undefined && pattern?.type === 'Identifier' && new RegExp(String.raw`(?<![.\w$])${pattern.name.replaceAll('$', String.raw`\$`)}(?![\w$])`).test(code.slice(at.start, at.end))
  }
  const isSwapped = (one: number, other: number): boolean => isIn(one, other) && isIn(other, one) && !isIn(one, one) && !isIn(other, other)
  return given.some((_, one) => given.some((__, other) => one < other && isSwapped(one, other))) ? 1 : 0
}

const keyOf = (key: AnyNode): string => (key.type === 'Identifier' ? key.name : key.type === 'PrivateIdentifier' ? `#${key.name}` : '')
