import type { AnyNode } from 'acorn'
import type { SourceFile } from '../../source-file.ts'
import { nodesIn } from '../../tree.ts'
import type { Context } from '../context.ts'
import type { Family, Proposal } from '../family.ts'
import { remembered } from '../remembered.ts'

/** A property by another name that the file uses: fields with fields, methods with methods. */
export const swapProperty: Family = {
  kinds: ['swap-property'],
  tiers: [1, 2],
  *propose({ sites, statement }, context, tier): Iterable<Proposal> {
    for (const { node, role } of sites) {
      if (node.type !== 'MemberExpression' || node.computed || (node.property.type !== 'Identifier' && node.property.type !== 'PrivateIdentifier')) continue
      const others = alternatives(node, role === 'callee', context)
      const isPrivate = node.property.type === 'PrivateIdentifier'
      for (const [rank, other] of (tier === 1 ? others.slice(0, 3) : others.slice(0, 12)).entries()) yield { kind: 'swap-property', cost: 1.6 + rank * 0.15, changes: [{ start: node.property.start + (isPrivate ? 1 : 0), end: node.property.end, text: other }] }
    }
    if (tier === 2) yield* patternKeys(statement.node, context)
  },
}

interface Use { name: string; object: string; called: boolean; isPrivate: boolean; start: number }

const usesIn = (context: Context): Use[] => uses(context.file, context)

const uses = remembered(({ ast }: SourceFile, context): Use[] => {
  const found: Use[] = []
  for (const node of nodesIn(ast)) {
    if (node.type === 'MemberExpression' && !node.computed && (node.property.type === 'Identifier' || node.property.type === 'PrivateIdentifier')) {
      const parent = context.parent(node)
      found.push({ name: node.property.name, object: context.text(node.object), called: parent?.type === 'CallExpression' && parent.callee === node, isPrivate: node.property.type === 'PrivateIdentifier', start: node.start })
    } else if ((node.type === 'Property' || node.type === 'PropertyDefinition' || node.type === 'MethodDefinition') && !node.computed && (node.key.type === 'Identifier' || node.key.type === 'PrivateIdentifier')) {
      const isMethod = node.type === 'MethodDefinition' ? node.kind === 'method' : node.type === 'Property' && node.method
      found.push({ name: node.key.name, object: node.type === 'Property' ? '' : 'this', called: isMethod, isPrivate: node.key.type === 'PrivateIdentifier', start: node.start })
    }
  }
  return found
})

/** What is said of the same object first, then what is near. */
function alternatives(node: AnyNode & { type: 'MemberExpression' }, called: boolean, context: Context): string[] {
  const isPrivate = node.property.type === 'PrivateIdentifier'
  const own = 'name' in node.property ? node.property.name : ''
  const object = context.text(node.object)
  const best = new Map<string, number>()
  for (const use of usesIn(context)) {
    if (use.name === own || use.isPrivate !== isPrivate || use.called !== called || use.name === 'constructor') continue
    const distance = Math.abs(use.start - node.start) + (use.object === object ? 0 : use.object === '' ? 3_000 : 10_000)
    if (distance < (best.get(use.name) ?? Infinity)) best.set(use.name, distance)
  }
  return [...best].sort((a, b) => a[1] - b[1]).map(([name]) => name)
}

/** `const { a } = x` → `const { b: a } = x` */
function* patternKeys(node: AnyNode, context: Context): Iterable<Proposal> {
  if (node.type !== 'VariableDeclaration') return
  for (const { id } of node.declarations) {
    if (id.type !== 'ObjectPattern') continue
    for (const property of id.properties) {
      if (property.type !== 'Property' || property.computed || property.key.type !== 'Identifier') continue
      const own = property.key.name
      const others = [...new Set(usesIn(context).filter(({ called, isPrivate, name }) => !called && !isPrivate && name !== own).map(({ name }) => name))].slice(0, 6)
      for (const other of others) yield { kind: 'swap-property', cost: 2.5, changes: [{ start: property.key.start, end: property.key.end, text: property.shorthand ? `${other}: ${own}` : other }] }
    }
  }
}
