import type { AnyNode } from 'acorn'
import type { Context } from '../context.ts'
import type { Family, Proposal } from '../family.ts'
import type { Site } from '../outline.ts'

/** One part of an expression taken away: an operand, an argument, a call around it, an element. */
export const dropPart: Family = {
  kinds: ['drop-operand', 'drop-call', 'drop-argument', 'drop-await', 'drop-access', 'drop-element', 'choose-branch'],
  tiers: [1, 2],
  *propose({ sites }, context, tier): Iterable<Proposal> {
    for (const site of sites) {
      if (site.role !== 'value') continue
      if (tier === 1) yield* undone(site, context)
      else yield* shrunk(site, context)
    }
  },
}

/** Nobody divides by zero on purpose. */
export const isByZero = (node: AnyNode): node is AnyNode & { type: 'BinaryExpression' } => node.type === 'BinaryExpression' && node.right.type === 'Literal' && node.right.value === 0 && /^[/%]$/.test(node.operator)

/** What looks as if it had been put there by mistake. */
function* undone(site: Site, context: Context): Iterable<Proposal> {
  const { node } = site
  if (isByZero(node)) yield keep('drop-operand', 1, site, node.left, context)
  if (node.type === 'UnaryExpression' && node.operator === 'void') yield keep('drop-operand', 1.2, site, node.argument, context)
  if (node.type === 'AwaitExpression') yield keep('drop-await', 2, site, node.argument, context)
  if (node.type === 'LogicalExpression') {
    yield keep('drop-operand', 2, site, node.left, context)
    yield keep('drop-operand', 2, site, node.right, context)
  }
}

function* shrunk(site: Site, context: Context): Iterable<Proposal> {
  const { node } = site
  switch (node.type) {
    case 'BinaryExpression':
      if (/^[!=<>]=?/.test(node.operator)) break
      yield keep('drop-operand', 2, site, node.left, context)
      yield keep('drop-operand', 2, site, node.right, context)
      break
    case 'UnaryExpression': if (/^[-+]$/.test(node.operator)) yield keep('drop-operand', 2, site, node.argument, context); break
    case 'ConditionalExpression':
      yield keep('choose-branch', 3, site, node.consequent, context)
      yield keep('choose-branch', 3, site, node.alternate, context)
      break
    case 'CallExpression': case 'NewExpression':
      for (const argument of node.arguments.slice(0, 3)) yield keep('drop-call', 2.2, site, argument.type === 'SpreadElement' ? argument.argument : argument, context)
      if (node.callee.type === 'MemberExpression') yield keep('drop-call', 2.2, site, node.callee.object, context)
      yield* dropOne(node.arguments, 'drop-argument', 2.4, context)
      break
    case 'MemberExpression': yield keep('drop-access', 2.6, site, node.object, context); break
    case 'ChainExpression': yield { kind: 'drop-access', cost: 2.8, changes: [...context.file.code.slice(node.start, node.end).matchAll(/\?\.(?=[\w$#])/g)].slice(0, 1).map((found) => ({ start: node.start + found.index, end: node.start + found.index + 2, text: '.' })) }; break
    case 'ArrayExpression':
      yield* dropOne(node.elements.filter((element) => element !== null), 'drop-element', 2.6, context)
      for (const element of node.elements) if (element && node.elements.length === 1) yield keep('drop-element', 2.4, site, element.type === 'SpreadElement' ? element.argument : element, context)
      for (const element of node.elements) if (element?.type === 'SpreadElement') yield { kind: 'drop-element', cost: 2.4, changes: [{ start: element.start, end: element.argument.start, text: '' }] }
      break
    case 'ObjectExpression': yield* dropOne(node.properties, 'drop-element', 3, context); break
    case 'TemplateLiteral': for (const inner of node.expressions.length === 1 ? node.expressions : []) yield keep('drop-call', 2.6, site, inner, context); break
    case 'AssignmentExpression': if (node.operator !== '=' && site.parent.type !== 'ExpressionStatement') yield keep('drop-operand', 3, site, node.right, context); break
    default: break
  }
}

const keep = (kind: string, cost: number, site: Site, inner: AnyNode, context: Context): Proposal => ({ kind, cost, changes: [context.put(site, context.piece(inner))] })

/** Each of a list away, its comma included. */
function* dropOne(list: readonly AnyNode[], kind: string, cost: number, context: Context): Iterable<Proposal> {
  for (const [index, node] of list.entries()) {
    const next = list[index + 1]
    const previous = list[index - 1]
    if (next) yield { kind, cost, changes: [{ start: node.start, end: next.start, text: '' }] }
    else if (previous) yield { kind, cost, changes: [{ start: previous.end, end: node.end, text: '' }] }
    else if (/^\s*\)/.test(context.file.code.slice(node.end))) yield { kind, cost, changes: [{ start: node.start, end: node.end, text: '' }] }
  }
}
