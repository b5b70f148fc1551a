import type { AnyNode, Identifier, Program } from 'acorn'
import { resolve, type Scope, scopesOf } from '../scopes.ts'
import { childrenOf } from '../tree.ts'

/** One use of a name that nothing declares. */
export interface Stranger {
  node: Identifier
  /** Innermost last; the program is the first. */
  parents: AnyNode[]
  scope: Scope
}

const given: ReadonlySet<string> = new Set([...Object.getOwnPropertyNames(globalThis), 'require', 'module', 'exports', '__dirname', '__filename', 'arguments', 'undefined'])

/** Uses of names that the file does not declare and nobody gives it, in order. `typeof x` is none: it forgives. @param known what Node gives, or less */
export function strangersIn(ast: Program, known: ReadonlySet<string> = given): Stranger[] {
  const scopes = scopesOf(ast)
  const found: Stranger[] = []
  const visit = (node: AnyNode, parents: AnyNode[], outer: Scope | undefined): void => {
    const scope = scopes.get(node) ?? outer
    if (node.type === 'Identifier') {
      if (scope && !known.has(node.name) && !resolve(scope, node.name) && !isOwnName(node.name, parents)) found.push({ node, parents, scope })
      return
    }
    const inner = [...parents, node]
    for (const [key, child] of childrenOf(node)) if (!isLabel(node, key)) visit(child, inner, scope)
  }
  visit(ast, [], undefined)
  return found
}

/** A class that is an expression knows its name only inside. */
const isOwnName = (name: string, parents: readonly AnyNode[]): boolean => parents.some((node) => node.type === 'ClassExpression' && node.id?.name === name)

/** Whether an identifier there names a property or label, and no variable. */
function isLabel(parent: AnyNode, key: string): boolean {
  switch (parent.type) {
    case 'MemberExpression': return key === 'property' && !parent.computed
    case 'Property': case 'MethodDefinition': case 'PropertyDefinition': return key === 'key' && !parent.computed
    case 'LabeledStatement': case 'BreakStatement': case 'ContinueStatement': return key === 'label'
    case 'ImportSpecifier': return key === 'imported'
    case 'ExportSpecifier': return key === 'exported'
    case 'ExportNamedDeclaration': return key === 'specifiers' && parent.source != null
    case 'UnaryExpression': return parent.operator === 'typeof' && parent.argument.type === 'Identifier'
    case 'MetaProperty': case 'ExportAllDeclaration': return true
    default: return false
  }
}
