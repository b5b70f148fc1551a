import type { AnyNode } from 'acorn'
import { resolve } from '../../scopes.ts'
import type { Context } from '../context.ts'
import type { Family, Proposal } from '../family.ts'
import type { Part } from '../outline.ts'

/** Where a loop starts, ends and steps, which way it goes, and what it goes over. */
export const changeLoop: Family = {
  kinds: ['add-step', 'change-step', 'turn-loop', 'swap-of-in', 'const-to-let'],
  tiers: [1, 2],
  *propose({ statement: { node }, scope }, context, tier): Iterable<Proposal> {
    if (tier === 1 && (node.type === 'ForOfStatement' || node.type === 'ForInStatement')) {
      const [from, to] = node.type === 'ForOfStatement' ? ['of', 'in'] : ['in', 'of']
      const at = context.operatorBetween(node.left.end, node.right.start, from)
      if (at && !(node.type === 'ForOfStatement' && node.await)) yield { kind: 'swap-of-in', cost: 1.4, changes: [{ ...at, text: to }] }
    }
    if (tier === 1 && node.type === 'VariableDeclaration' && node.kind === 'const') yield* reassigned(node, scope, context)
    if (node.type === 'ForStatement') yield* tier === 1 ? steps(node, context) : turned(node, context)
  },
}

function* reassigned(node: AnyNode & { type: 'VariableDeclaration' }, scope: Part['scope'], context: Context): Iterable<Proposal> {
  const isWritten = node.declarations.some(({ id }) => id.type === 'Identifier' && (resolve(scope, id.name)?.writes.length ?? 0) > 0)
  if (isWritten) yield { kind: 'const-to-let', cost: 1, changes: [{ start: node.start, end: node.start + 5, text: context.text({ start: node.start, end: node.start + 5 }).replace('const', 'let') }] }
}

type ForLoop = AnyNode & { type: 'ForStatement' }

/** The variable that a loop counts with. */
function counterOf(node: ForLoop): string | null {
  if (node.init?.type === 'VariableDeclaration') {
    const id = node.init.declarations[0]?.id
    return id?.type === 'Identifier' ? id.name : null
  }
  return node.init?.type === 'AssignmentExpression' && node.init.left.type === 'Identifier' ? node.init.left.name : null
}

function* steps(node: ForLoop, context: Context): Iterable<Proposal> {
  const counter = counterOf(node)
  if (!counter) return
  if (!node.update) {
    const semicolon = node.test ? context.operatorBetween(node.test.end, node.body.start, ';') : null
    const isDown = node.test?.type === 'BinaryExpression' && node.test.operator.startsWith('>')
    const own = isDown ? [`${counter}--`, `${counter} -= 1`] : [`${counter}++`, `${counter} += 1`]
    if (semicolon) for (const text of context.file.code.includes('++') ? own : own.toReversed()) yield { kind: 'add-step', cost: 1, changes: [{ start: semicolon.end, end: semicolon.end, text: ` ${text}` }] }
    return
  }
  if (node.update.type === 'UpdateExpression') yield { kind: 'change-step', cost: 1.8, changes: [{ start: node.update.start, end: node.update.end, text: `${counter} ${node.update.operator === '++' ? '+' : '-'}= 2` }] }
}

/** `for (let i = a; i < b; i++)` ↔ `for (let i = b - 1; i >= a; i--)` */
function* turned(node: ForLoop, context: Context): Iterable<Proposal> {
  const counter = counterOf(node)
  const init = node.init?.type === 'VariableDeclaration' ? node.init.declarations[0]?.init : node.init?.type === 'AssignmentExpression' ? node.init.right : null
  const { test, update } = node
  if (!counter || !init || test?.type !== 'BinaryExpression' || !update || context.text(test.left) !== counter) return
  const start = context.text(init)
  const bound = context.fit(context.piece(test.right), 12)
  const step = context.text(update)
  const back = step.replace(/\+\+|\+=|--|-=/, (found) => ({ '++': '--', '+=': '-=', '--': '++', '-=': '+=' })[found] ?? found)
  const other = { '<': [`${bound} - 1`, '>=', start], '<=': [bound, '>=', start], '>=': [bound, '<=', start], '>': [`${bound} + 1`, '<=', start] }[test.operator as string]
  if (!other || back === step) return
  const [from = '', operator = '', to = ''] = other
  const changes = (first: string, last: string) => [
    { start: init.start, end: init.end, text: first },
    { start: test.left.end, end: test.right.end, text: ` ${last}` },
    { start: update.start, end: update.end, text: back },
  ]
  yield { kind: 'turn-loop', cost: 3, changes: changes(from, `${operator} ${to}`) }
  // `i <= n - 1` is how others say `i < n`.
  const exclusive = /^(.*) - 1$/.exec(start)
  if (test.operator === '>=' && exclusive) yield { kind: 'turn-loop', cost: 3, changes: changes(bound, `< ${exclusive[1] ?? ''}`) }
}
