import type { AnyNode } from 'acorn'
import type { Change } from '../../edit.ts'
import { isLoop, jumps } from '../../tree.ts'
import type { Context } from '../context.ts'
import type { Family, Proposal } from '../family.ts'
import { insertAfter, insertBefore, insertFirst, insertLast, listIn, removal, siblingsOf } from '../statement-text.ts'
import { swapped } from './negate.ts'

/** A statement that stands one place off: too early, too late, inside or outside of a block. */
export const moveStatement: Family = {
  kinds: ['swap-statements', 'move-out', 'move-in', 'move-to-end'],
  tiers: [2, 4],
  *propose({ statement: { node, place } }, context, tier): Iterable<Proposal> {
    const siblings = siblingsOf(node, context)
    if (place !== 'list' || !siblings) return
    const { list, index, parent } = siblings
    const [previous, next] = [list[index - 1], list[index + 1]]
    if (tier === 2) {
      if (next && isMovable(next)) yield { kind: 'swap-statements', cost: 2.4, changes: swapped(node, next, context) }
      if (previous && isMovable(previous)) yield { kind: 'swap-statements', cost: 2.4, changes: swapped(previous, node, context) }
      return
    }
    const away = removal(node, context)
    const text = context.text(node)
    const moved = (kind: string, to: Change): Proposal => ({ kind, cost: 3.4, changes: [away, to] })
    const around = compoundAround(parent, context)
    if (around && siblingsOf(around, context) && !(isLoop(around) && jumps(node))) {
      yield moved('move-out', insertAfter(around, text, context))
      yield moved('move-out', insertBefore(around, text, context))
    }
    for (const body of next ? bodiesOf(next) : []) yield moved('move-in', insertFirst(body, text, context))
    for (const body of previous ? bodiesOf(previous) : []) yield moved('move-in', insertLast(body, text, context))
    for (const body of next ? bodiesOf(next) : []) yield moved('move-in', insertLast(body, text, context))
    const [first, last] = [list[0], list.at(-1)]
    if (last && index < list.length - 2) yield moved('move-to-end', last.type === 'ReturnStatement' ? insertBefore(last, text, context) : insertAfter(last, text, context))
    if (first && index > 1) yield moved('move-to-end', insertBefore(first, text, context))
  },
}

const isMovable = (node: AnyNode): boolean => node.type !== 'FunctionDeclaration' && node.type !== 'ClassDeclaration' && !/^(Import|Export)/.test(node.type)

/** The statement whose body a block is; null for the body of a function. */
function compoundAround(block: AnyNode, context: Context): AnyNode | null {
  const parent = context.parent(block)
  return block.type === 'BlockStatement' && parent && /^(If|For|ForOf|ForIn|While|DoWhile|Try)Statement$/.test(parent.type) ? parent : null
}

function bodiesOf(node: AnyNode): AnyNode[] {
  switch (node.type) {
    case 'IfStatement': return [node.consequent, ...(node.alternate ? [node.alternate] : [])].filter((body) => listIn(body) !== null)
    case 'ForStatement': case 'ForOfStatement': case 'ForInStatement': case 'WhileStatement': case 'DoWhileStatement': return listIn(node.body) ? [node.body] : []
    case 'TryStatement': return [node.block, ...(node.finalizer ? [node.finalizer] : [])]
    default: return []
  }
}
