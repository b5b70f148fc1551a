import type { AnyNode } from 'acorn'
import { type Scope, visibleAt } from '../scopes.ts'
import { isFunction, nodesIn } from '../tree.ts'
import type { Context, Piece } from './context.ts'
import type { Outline } from './outline.ts'
import { remembered } from './remembered.ts'
import type { Types } from './value-types.ts'

/** An expression of the file that may be of use elsewhere in it. */
export interface Ingredient extends Piece {
  node: AnyNode
  types: Types
  /** What it needs from the scope. */
  names: ReadonlySet<string>
  /** Private fields can be named inside of this class only. */
  home: AnyNode | null
  needsThis: boolean
  needsAsync: boolean
}

const kinds = new Set(['MemberExpression', 'CallExpression', 'BinaryExpression', 'LogicalExpression', 'ConditionalExpression', 'ArrayExpression', 'UnaryExpression', 'TemplateLiteral', 'NewExpression', 'ObjectExpression', 'ChainExpression', 'Literal', 'ArrowFunctionExpression'])

/** Every expression of some size that stands in the file, in order; no longer than a line. */
export const ingredientsOf = (context: Context): Ingredient[] => all(context.outline, context)

const all = remembered(({ parts }: Outline, context): Ingredient[] => {
  const found: Ingredient[] = []
  for (const { sites } of parts) {
    for (const { node, role } of sites) {
      if (role !== 'value' || !kinds.has(node.type) || node.end - node.start > 90) continue
      found.push({ node, ...context.piece(node), types: context.typesOf(node), names: namesIn(node, context), ...needsOf(node, context) })
    }
  }
  return found
})

function needsOf(node: AnyNode, context: Context): Pick<Ingredient, 'home' | 'needsThis' | 'needsAsync'> {
  const text = context.text(node)
  let home: AnyNode | null = null
  if (text.includes('#')) for (let at = context.parent(node); at && !home; at = context.parent(at)) if (at.type === 'ClassBody') home = at
  return { home, needsThis: /\b(this|super)\b/.test(text), needsAsync: /\bawait\b/.test(text) }
}

/** Tells which ingredients could be written at a place: all that they name is there. */
export function usableAt({ scope, start }: { scope: Scope; start: number }, context: Context): (ingredient: Ingredient) => boolean {
  const visible = new Set(visibleAt(scope, start).map(({ name }) => name))
  const isAsync = scope.fn === null ? context.file.sourceType === 'module' : isFunction(scope.fn) && scope.fn.async
  return ({ names, home, needsThis, needsAsync }) => {
    if ((home && (start < home.start || start > home.end)) || (needsThis && scope.thisFn === null) || (needsAsync && !isAsync)) return false
    for (const name of names) if (!visible.has(name)) return false
    return true
  }
}

/** The names that a piece of code takes from around it. */
export function namesIn(node: AnyNode, { outline }: Context): Set<string> {
  const names = new Set<string>()
  for (const inner of nodesIn(node)) {
    if (inner.type !== 'Identifier') continue
    const name = outline.names.get(inner)
    if (name && !(name.declaration.start >= node.start && name.declaration.end <= node.end)) names.add(inner.name)
  }
  return names
}
