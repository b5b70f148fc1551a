import type { AnyNode } from 'acorn'
import type { Context } from '../context.ts'
import type { Family, Proposal } from '../family.ts'
import type { Site } from '../outline.ts'
import { precedenceAt, precedenceOf } from '../precedence.ts'
import { swapped } from './negate.ts'

/** Two neighbours in the wrong order: arguments, operands, indexes, elements, parameters. */
export const reorder: Family = {
  kinds: ['swap-arguments', 'swap-operands', 'swap-indexes', 'swap-elements', 'swap-parameters', 'flip-sort'],
  tiers: [1, 2],
  *propose({ sites, heads, statement }, context, tier): Iterable<Proposal> {
    for (const site of sites) yield* tier === 1 ? likely(site, context) : further(site, context)
    if (tier === 1 && statement.node.type === 'VariableDeclaration') for (const { id } of statement.node.declarations) yield* withinPattern(id, context)
    if (tier === 2) for (const head of heads) if ('params' in head) for (const param of head.params) yield* withinPattern(param, context)
    if (tier === 2) for (const head of heads) if ('params' in head) yield* neighbours(head.params, 'swap-parameters', 2.5, context)
  },
}

function* likely(site: Site, context: Context): Iterable<Proposal> {
  const { node } = site
  if (node.type === 'CallExpression' || node.type === 'NewExpression') yield* neighbours(node.arguments, 'swap-arguments', 1.3, context)
  if (node.type === 'BinaryExpression' && /^([-/%<>]|\*\*|<<|>>>?|[<>]=|in)$/.test(node.operator)) yield swapOperands(node, context, 1.4)
  if (node.type === 'BinaryExpression' && node.operator === '+' && context.typesOf(node) !== 1) yield swapOperands(node, context, 1.6)
  if (node.type === 'MemberExpression' && node.computed && node.object.type === 'MemberExpression' && node.object.computed) yield { kind: 'swap-indexes', cost: 1.5, changes: swapped(node.object.property, node.property, context) }
  if (node.type === 'ArrowFunctionExpression' && node.params.length === 2) yield* neighbours(node.params, 'flip-sort', 1.4, context)
}

function* further(site: Site, context: Context): Iterable<Proposal> {
  const { node } = site
  if (node.type === 'ArrayExpression') yield* neighbours(node.elements, 'swap-elements', 2, context)
  if (node.type === 'ArrayPattern') yield* neighbours(node.elements, 'swap-elements', 2, context)
  if (node.type === 'ObjectExpression') yield* neighbours(node.properties.filter(({ type }) => type === 'SpreadElement').length > 0 ? node.properties : [], 'swap-elements', 2, context)
  if (node.type === 'ObjectExpression') yield* swapValues(node, context)
  if (node.type === 'CallExpression' && node.arguments.length > 2) {
    const [first, last] = [node.arguments[0], node.arguments.at(-1)]
    if (first && last) yield { kind: 'swap-arguments', cost: 2.2, changes: swapped(first, last, context) }
  }
  if (node.type === 'CallExpression' && node.callee.type === 'MemberExpression' && node.arguments.length === 1 && node.arguments[0] && !/^(Object|Function|Array)Expression$|^ArrowFunction/.test(node.arguments[0].type)) yield swapReceiver(node.callee.object, node.arguments[0], context)
  if (node.type === 'LogicalExpression') yield swapOperands(node, context, 2)
  if (node.type === 'TemplateLiteral') yield* neighbours(node.expressions, 'swap-elements', 2, context)
  if (node.type === 'AssignmentExpression' && node.operator === '=' && /^(Identifier|MemberExpression)$/.test(node.right.type)) yield { kind: 'swap-operands', cost: 2.2, changes: swapped(node.left, node.right, context) }
  if (node.type === 'AssignmentExpression') yield* withinPattern(node.left, context)
}

function* withinPattern(pattern: AnyNode, context: Context): Iterable<Proposal> {
  if (pattern.type === 'ArrayPattern') yield* neighbours(pattern.elements, 'swap-elements', 1.8, context)
}

function* neighbours(list: readonly (AnyNode | null)[], kind: string, cost: number, context: Context): Iterable<Proposal> {
  for (const [index, left] of list.entries()) {
    const right = list[index + 1]
    if (!left || !right || right.type === 'RestElement') continue
    yield { kind, cost, changes: swapped(left, right, context) }
  }
}

/** `{ a: x, b: y }` → `{ a: y, b: x }` */
function* swapValues(node: AnyNode & { type: 'ObjectExpression' }, context: Context): Iterable<Proposal> {
  for (const [index, left] of node.properties.entries()) {
    const right = node.properties[index + 1]
    if (left.type !== 'Property' || right?.type !== 'Property' || left.kind !== 'init' || left.shorthand || right.shorthand || left.method || right.method) continue
    yield { kind: 'swap-elements', cost: 2, changes: swapped(left.value, right.value, context) }
  }
}

/** `a.concat(b)` → `b.concat(a)` */
const swapReceiver = (object: AnyNode, argument: AnyNode, context: Context): Proposal => ({
  kind: 'swap-arguments',
  cost: 2.2,
  changes: [
    { start: object.start, end: object.end, text: context.fit(context.piece(argument.type === 'SpreadElement' ? argument.argument : argument), 18) },
    { start: argument.start, end: argument.end, text: context.text(object) },
  ],
})

function swapOperands(node: AnyNode & { type: 'BinaryExpression' | 'LogicalExpression' }, context: Context, cost: number): Proposal {
  const [left, right] = [node.left as AnyNode, node.right as AnyNode]
  const inParentheses = ({ start, end }: AnyNode) => /\(\s*$/.test(context.file.code.slice(Math.max(0, start - 4), start)) && /^\s*\)/.test(context.file.code.slice(end, end + 4))
  const fit = (piece: AnyNode, at: AnyNode, key: string) => (precedenceOf(piece) < precedenceAt(node, key) && !(inParentheses(at) && at !== piece) ? `(${context.text(piece)})` : context.text(piece))
  return { kind: 'swap-operands', cost, changes: [{ start: left.start, end: left.end, text: fit(right, left, 'left') }, { start: right.start, end: right.end, text: fit(left, right, 'right') }] }
}
