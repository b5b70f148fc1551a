import type { AnyNode } from 'acorn'
import { isFunction, type Place } from './place.ts'

/** One declared name and every place that uses it. */
export interface Binding {
  /** The identifier that declares it, the first where there are several. */
  id: AnyNode
  /** The declarator, function, class or catch clause that it stands in. */
  declaration: AnyNode
  uses: Place[]
}

/**
 * Names resolved by function: two of one name in two blocks of one function count as one.
 *
 * @returns the binding that an identifier belongs to; none for a global
 */
export function bindNames(places: readonly Place[]): Map<AnyNode, Binding> {
  const bindings = new Map<AnyNode | null, Map<string, Binding>>()
  const bound = new Map<AnyNode, Binding>()
  for (const { node, parents, written } of places) {
    const declaration = written ? declarationOf(parents) : undefined
    if (!declaration || node.type !== 'Identifier') continue
    // A declared function's own name belongs to what is around it.
    const isOwnName = declaration.type === 'FunctionDeclaration' && declaration.id === node
    const [scope = null] = scopesOf(isOwnName ? parents.slice(0, -1) : parents)
    const names = bindings.get(scope) ?? new Map<string, Binding>()
    const binding = names.get(node.name) ?? { id: node, declaration, uses: [] }
    bindings.set(scope, names.set(node.name, binding))
    bound.set(node, binding)
  }
  for (const place of places) {
    const { node, parents } = place
    if (node.type !== 'Identifier' || bound.has(node)) continue
    const binding = scopesOf(parents).map((scope) => bindings.get(scope)?.get(node.name)).find((found) => found !== undefined)
    if (!binding) continue
    bound.set(node, binding)
    binding.uses.push(place)
  }
  return bound
}

/** Innermost first; null is the file itself. */
const scopesOf = (parents: readonly AnyNode[]): (AnyNode | null)[] => [...parents.filter(isFunction).reverse(), null]

/** What declares the name at the end of these parents; undefined where it is only assigned to. */
function declarationOf(parents: readonly AnyNode[]): AnyNode | undefined {
  const nearest = parents.findLast(({ type }) => /Declarator|Function|Class|CatchClause|AssignmentExpression|^For(Of|In)/.test(type))
  return nearest && /AssignmentExpression|^For/.test(nearest.type) ? undefined : nearest
}
