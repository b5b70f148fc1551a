import type { AnyNode } from 'acorn'
import { resolve } from '../../scopes.ts'
import { calleeName, isLoop, nodesIn } from '../../tree.ts'
import type { Context } from '../context.ts'
import type { Family, Proposal } from '../family.ts'
import type { Part } from '../outline.ts'
import { listIn, removal, siblingsOf } from '../statement-text.ts'

/** A statement away, or what is around its body. */
export const dropStatement: Family = {
  kinds: ['drop-intruder', 'drop-statement', 'drop-guard', 'drop-else', 'drop-shadow'],
  tiers: [1, 2],
  *propose(part, context, tier): Iterable<Proposal> {
    const { node, place } = part.statement
    if (place === 'head' || place === 'expression') return
    if (tier === 1) {
      if (isIntruder(node, context)) yield { kind: 'drop-intruder', cost: 2, changes: [removal(node, context)] }
      return
    }
    yield* unwrapped(node, context)
    if (node.type === 'VariableDeclaration') yield* unshadowed(node, part, context)
    else yield { kind: 'drop-statement', cost: node.type === 'ReturnStatement' || node.type === 'ThrowStatement' ? 7 : 6, changes: [removal(node, context)] }
  },
}

/** Ends everything, though more code stands behind it; or blocks, or rejects for nobody. */
export function isIntruder(node: AnyNode, context: Context): boolean {
  const siblings = siblingsOf(node, context)
  if (!siblings || isDeclaredAround(node)) return false
  const isLast = siblings.index === siblings.list.length - 1 || siblings.list[siblings.index + 1]?.type === 'FunctionDeclaration'
  if (isLoop(node) && 'body' in node && listIn(node.body as AnyNode)?.length === 0) return true
  if (!isLast && /^(Return|Throw|Break|Continue)Statement$/.test(node.type)) return siblings.parent.type !== 'SwitchCase'
  if (node.type !== 'ExpressionStatement') return false
  const call = node.expression
  if (call.type === 'UnaryExpression') return call.operator === 'void'
  if (call.type !== 'CallExpression') return false
  const name = calleeName(call.callee)
  const holder = call.callee.type === 'MemberExpression' ? context.text(call.callee.object) : ''
  return (name === 'exit' && holder === 'process') || (name === 'reject' && holder === 'Promise') || onlyFills(call.callee, context)
}

/** Puts something into what outlives the call, and what nobody ever looks into. */
function onlyFills(callee: AnyNode, context: Context): boolean {
  if (callee.type !== 'MemberExpression' || callee.object.type !== 'Identifier' || !/^(push|unshift|add|set)$/.test(calleeName(callee))) return false
  const name = context.outline.names.get(callee.object)
  return name !== undefined && name.scope.fn === null && name.reads.every((read) => {
    const member = context.parent(read)
    return member?.type === 'MemberExpression' && member.object === read && /^(push|unshift|add|set)$/.test(calleeName(member))
  })
}

const isDeclaredAround = (node: AnyNode): boolean => /Declaration$/.test(node.type)

/** The body without its `if`, loop or `try`; an `if` without its `else`. */
function* unwrapped(node: AnyNode, context: Context): Iterable<Proposal> {
  const bodyText = (body: AnyNode): string => (body.type === 'BlockStatement' ? context.text({ start: body.start + 1, end: body.end - 1 }).trim() : context.text(body))
  const holdsNames = (body: AnyNode): boolean => (listIn(body) ?? []).some(({ type }) => type === 'VariableDeclaration')
  if (node.type === 'IfStatement') {
    if (node.alternate) yield { kind: 'drop-else', cost: 4, changes: [{ start: node.consequent.end, end: node.alternate.end, text: '' }] }
    if (node.alternate) yield { kind: 'drop-else', cost: 4, changes: [{ start: node.consequent.end, end: node.alternate.start, text: node.consequent.type === 'BlockStatement' ? context.eol : `;${context.eol}`.slice(context.file.code[node.consequent.end - 1] === ';' ? 1 : 0) }] }
    yield { kind: 'drop-guard', cost: 4, changes: [{ start: node.start, end: node.end, text: holdsNames(node.consequent) ? context.text(node.consequent) : bodyText(node.consequent) }] }
    if (node.alternate) yield { kind: 'drop-guard', cost: 5, changes: [{ start: node.start, end: node.end, text: context.text(node.alternate) }] }
  }
  if (node.type === 'TryStatement') yield { kind: 'drop-guard', cost: 5, changes: [{ start: node.start, end: node.end, text: context.text(node.block) + (node.finalizer ? context.eol + context.text(node.finalizer) : '') }] }
  if (node.type === 'WhileStatement' && ![...nodesIn(node.body)].some(({ type }) => type === 'BreakStatement' || type === 'ContinueStatement')) yield { kind: 'drop-guard', cost: 6, changes: [{ start: node.start, end: node.end, text: context.text(node.body) }] }
}

/** `let x = 0` that hides an outer x: assigned to that one instead. */
function* unshadowed(node: AnyNode & { type: 'VariableDeclaration' }, part: Part, context: Context): Iterable<Proposal> {
  const [declarator] = node.declarations
  if (declarator?.id.type !== 'Identifier' || node.declarations.length > 1) return
  const { name } = declarator.id
  const own = resolve(part.scope, name)
  if (own?.scope.parent && resolve(own.scope.parent, name)) yield { kind: 'drop-shadow', cost: 2, changes: [{ start: node.start, end: declarator.start, text: '' }] }
  if (own?.reads.length === 0 && own.writes.length === 0 && ![...nodesIn(node)].some(({ type }) => type === 'CallExpression')) return
  if (own?.reads.length === 0) yield { kind: 'drop-statement', cost: 6, changes: [removal(node, context)] }
}
