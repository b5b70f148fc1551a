import type { AnyNode } from 'acorn'
import { calleeName, isFunction, loopAround, nodesIn } from '../../tree.ts'
import type { Context } from '../context.ts'
import type { Family, Proposal } from '../family.ts'
import type { Part, Site } from '../outline.ts'
import { unary } from '../precedence.ts'
import { insertAfter, insertLast, siblingsOf } from '../statement-text.ts'

/** Where the program goes from here: `return`, `break`, `continue`, `throw`, `await`, `yield`. */
export const changeFlow: Family = {
  kinds: ['add-return', 'swap-jump', 'add-jump', 'drop-return', 'add-await', 'swap-throw', 'swap-yield', 'swap-if-while', 'add-else', 'keep-result'],
  tiers: [1, 2, 3],
  *propose(part, context, tier): Iterable<Proposal> {
    const { node, place } = part.statement
    if (tier === 1) {
      yield* returns(node, context)
      yield* jumps(node, context)
      for (const site of part.sites) yield* awaits(site, part, context)
      return
    }
  if (tier === 2) yield* kept(node, context)
    if (tier === 2) yield* turns(node, context)
    if (tier === 3 && place !== 'expression' && place !== 'head') yield* added(node, context)
    if (tier === 3) for (const site of part.sites) yield* awaitsInSync(site, context)
  },
}

function* returns(node: AnyNode, context: Context): Iterable<Proposal> {
  if (node.type === 'ExpressionStatement' && context.functionAround(node)) {
    const { expression } = node
    const isEffect = expression.type === 'UpdateExpression' || expression.type === 'AssignmentExpression'
    const inner = expression.type === 'UnaryExpression' && expression.operator === 'void' ? expression.argument : expression
    const siblings = siblingsOf(node, context)
    const isLast = !siblings || siblings.index === siblings.list.length - 1
    const cost = inner !== expression ? 1 : isEffect ? 4 : isLast && expression.type !== 'CallExpression' ? 1.2 : isLast ? 1.8 : 3.5
    yield { kind: 'add-return', cost, changes: [{ start: node.start, end: inner.start, text: 'return ' }] }
    // What has an effect for its own sake is a statement; any other value in an arrow's braces was meant to be its result.
    const arrow = siblings && siblings.list.length === 1 ? context.parent(siblings.parent) : undefined
    if (arrow?.type === 'ArrowFunctionExpression' && arrow.body === siblings?.parent) yield { kind: 'add-return', cost: 1.2, changes: [{ start: arrow.body.start, end: arrow.body.end, text: /^\{/.test(context.text(inner)) ? `(${context.text(inner)})` : context.text(inner) }] }
  }
  if (node.type === 'ReturnStatement' && node.argument?.type === 'Identifier' && /err|reason|exception|fail/i.test(node.argument.name)) yield { kind: 'swap-throw', cost: 1.6, changes: [{ start: node.start, end: node.start + 6, text: 'throw' }] }
  if (node.type === 'ThrowStatement' && context.functionAround(node)) yield { kind: 'swap-throw', cost: 5, changes: [{ start: node.start, end: node.start + 5, text: 'return' }] }
  if (node.type === 'ExpressionStatement' && node.expression.type === 'NewExpression') yield { kind: 'swap-throw', cost: 1.5, changes: [{ start: node.start, end: node.start, text: 'throw ' }] }
  if (node.type === 'ReturnStatement' && node.argument?.type === 'NewExpression' && /Error/.test(context.text(node.argument.callee))) yield { kind: 'swap-throw', cost: 1.5, changes: [{ start: node.start, end: node.start + 6, text: 'throw' }] }
}

/** `break`, `continue` and `return` in place of each other. */
function* jumps(node: AnyNode, context: Context): Iterable<Proposal> {
  const [around, fn] = [loopAround(node, context), context.functionAround(node)]
  if (node.type !== 'BreakStatement' && node.type !== 'ContinueStatement' && !(node.type === 'ReturnStatement' && (around || !node.argument))) return
  const own = /^[a-z]+/.exec(context.text(node))?.[0] ?? ''
  const jumpsToo = [...(around ? ['continue', 'break'] : []), ...(fn ? ['return'] : [])]
  for (const jump of jumpsToo) {
    if (jump === own) continue
    yield { kind: 'swap-jump', cost: own === 'return' ? 3.5 : 1.6, changes: [{ start: node.start, end: node.type === 'ReturnStatement' ? (node.argument?.end ?? node.start + 6) : node.start + own.length, text: jump }] }
  }
}

function* turns(node: AnyNode, context: Context): Iterable<Proposal> {
  if (node.type === 'IfStatement' && !node.alternate) yield { kind: 'swap-if-while', cost: 3, changes: [{ start: node.start, end: node.start + 2, text: 'while' }] }
  if (node.type === 'WhileStatement' && !leaves(node.body)) yield { kind: 'swap-if-while', cost: 3, changes: [{ start: node.start, end: node.start + 5, text: 'if' }] }
  if (node.type === 'ReturnStatement' && node.argument?.type === 'CallExpression' && siblingsOf(node, context)) yield { kind: 'drop-return', cost: 4, changes: [{ start: node.start, end: node.argument.start, text: '' }] }
  const siblings = siblingsOf(node, context)
  const before = siblings?.list[siblings.index - 1]
  if (node.type === 'IfStatement' && before?.type === 'IfStatement' && !lastOfChain(before).alternate) yield { kind: 'add-else', cost: 2, changes: [{ start: node.start, end: node.start, text: 'else ' }] }
}

/** The last `else if` of an `if`. */
const lastOfChain = (node: AnyNode & { type: 'IfStatement' }): AnyNode & { type: 'IfStatement' } => (node.alternate?.type === 'IfStatement' ? lastOfChain(node.alternate) : node)

/** `list.filter(f)` as a statement does nothing: what it gives was to be kept. */
function* kept(node: AnyNode, context: Context): Iterable<Proposal> {
  if (node.type !== 'ExpressionStatement' || node.expression.type !== 'CallExpression' || node.expression.callee.type !== 'MemberExpression') return
  if (!/^(filter|map|flatMap|concat|slice|trim|trimStart|trimEnd|replace|replaceAll|toUpperCase|toLowerCase|padStart|padEnd|split|join|toSorted|toReversed|repeat|substring)$/.test(calleeName(node.expression.callee))) return
  const targets = new Set<string>()
  for (const inner of nodesIn(node.expression.callee.object)) if (inner.type === 'MemberExpression' || inner.type === 'Identifier') targets.add(context.text(inner))
  for (const target of [...targets].slice(0, 4)) yield { kind: 'keep-result', cost: 1.6, changes: [{ start: node.start, end: node.start, text: `${target} = ` }] }
}

/** Whether a body jumps where only a loop's body may. */
const leaves = (body: AnyNode): boolean => [...nodesIn(body)].some(({ type }) => type === 'BreakStatement' || type === 'ContinueStatement')

/** A way out where there was none: of the loop, of this turn, of the function. */
function* added(node: AnyNode, context: Context): Iterable<Proposal> {
  const around = loopAround(node, context)
  const jumpsHere = around ? ['break', 'continue', 'return'] : ['return']
  if (!context.functionAround(node) && !around) return
  if (node.type === 'IfStatement') {
    if (node.consequent.type === 'EmptyStatement') { for (const jump of jumpsHere) yield { kind: 'add-jump', cost: 3, changes: [{ start: node.consequent.start, end: node.consequent.end, text: context.semicolons ? `${jump};` : jump }] }; return }
    for (const jump of jumpsHere) yield { kind: 'add-jump', cost: 4, changes: [node.consequent.type === 'BlockStatement' ? insertLast(node.consequent, jump, context) : insertAfter(node.consequent, jump, context)] }
  } else if (node.type === 'ExpressionStatement' || node.type === 'VariableDeclaration') {
    const siblings = siblingsOf(node, context)
    if (siblings && siblings.index === siblings.list.length - 1) for (const jump of jumpsHere) yield { kind: 'add-jump', cost: 5, changes: [insertAfter(node, jump, context)] }
  }
}

function* awaits({ node, parent, role }: Site, part: Part, context: Context): Iterable<Proposal> {
  if (node.type === 'YieldExpression' && node.argument) {
    const star = node.delegate
    yield { kind: 'swap-yield', cost: 1.4, changes: [{ start: node.start, end: node.argument.start, text: star ? 'yield ' : 'yield* ' }] }
  }
  if (role !== 'value' || parent.type === 'AwaitExpression' || (node.type !== 'CallExpression' && node.type !== 'Identifier' && node.type !== 'NewExpression')) return
  const { fn } = part.scope
  const around = fn && isFunction(fn) ? fn : null
  if (around ? !around.async : context.file.sourceType !== 'module') return
  if (node.type === 'Identifier' && !/^(ReturnStatement|VariableDeclarator|ExpressionStatement)$/.test(parent.type)) return
  yield { kind: 'add-await', cost: 1.6, changes: [context.put({ node, parent, role, key: keyIn(parent, node), scope: part.scope }, { text: `await ${context.fit(context.piece(node), unary)}`, precedence: unary })] }
}

/** In a function that is not async yet: made so. */
function* awaitsInSync({ node, parent, role, scope, key }: Site, context: Context): Iterable<Proposal> {
  const { fn } = scope
  if (role !== 'value' || node.type !== 'CallExpression' || node.callee.type === 'Super' || !fn || !isFunction(fn) || fn.async || fn.generator || !/\basync\b|\bPromise\b|\.then\(/.test(context.file.code)) return
  const method = context.parent(fn)
  const start = method && (method.type === 'MethodDefinition' || (method.type === 'Property' && method.method)) ? method.start : fn.start
  yield { kind: 'add-await', cost: 4, changes: [{ start, end: start, text: 'async ' }, context.put({ node, parent, role, scope, key }, { text: `await ${context.text(node)}`, precedence: unary })] }
}

const keyIn = (parent: AnyNode, node: AnyNode): string => (Object.entries(parent) as [string, unknown][]).find(([, value]) => value === node || (Array.isArray(value) && value.includes(node)))?.[0] ?? ''
