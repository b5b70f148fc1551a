import type { AnyNode } from 'acorn'
import type { Name } from '../../scopes.ts'
import { jumps, loopAround, nodesIn } from '../../tree.ts'
import type { Context } from '../context.ts'
import type { Family, Proposal } from '../family.ts'
import { gapsAt } from '../gaps.ts'
import { remembered } from '../remembered.ts'
import { siblingsOf } from '../statement-text.ts'
import { literalsComparedWith } from '../compared.ts'

/** How far a neighbour may be, how long, and how many of its mirrored texts are tried. */
const reach = { places: 2, chars: 160, texts: 60 }
/** What is said of the one, and of the other. */
const mirrored = new Map(Object.entries({ '+=': '-=', '-=': '+=', '*=': '/=', '/=': '*=', '++': '--', '--': '++', '<': '>', '>': '<', '<=': '>=', '>=': '<=', '+': '-', '-': '+', min: 'max', max: 'min', push: 'unshift', unshift: 'push', pop: 'shift', shift: 'pop' }))

/**
 * The counterpart of a neighbour: what was said of `from` and 'withdraw' with `-=`, of `to` and 'deposit' with `+=`. Where
 * one of two is lost, it is known from the one that is left.
 */
export const mirrorStatement: Family = {
  kinds: ['mirror-statement'],
  tiers: [3],
  *propose(part, context): Iterable<Proposal> {
    const { node } = part.statement
    const siblings = siblingsOf(node, context)
    if (!siblings) return
    const near = siblings.list.slice(Math.max(0, siblings.index - reach.places), siblings.index + reach.places + 1)
    const inLoop = loopAround(node, context) !== null
    for (const gap of gapsAt(part, context)) {
      if (gap.where === 'else') continue
      const donors = gap.where === 'inside' ? near.filter((other) => other !== node).flatMap(bodyOf) : near
      for (const donor of donors) {
        if (donor.end - donor.start > reach.chars || !/^(Expression|If|Return)Statement$/.test(donor.type) || (jumps(donor) && !inLoop)) continue
        for (const text of counterparts(donor, context)) yield { kind: 'mirror-statement', cost: 3.2, changes: [gap.put(text)] }
      }
    }
  },
}

/** The one statement of a branch or a loop. */
function bodyOf(node: AnyNode): AnyNode[] {
  const body = node.type === 'IfStatement' ? node.consequent : 'body' in node ? (node.body as AnyNode) : null
  if (body?.type !== 'BlockStatement') return body ? [body] : []
  const [only, ...more] = body.body
  return only && more.length === 0 ? [only] : []
}

interface Axis { start: number; end: number; others: string[] }

/** A statement's text with one to three of its words by their counterparts, two first: one alone is what other families try. */
const counterparts = remembered((node: AnyNode, context): string[] => {
  const axes = axesOf(node, context)
  let made: { text: string; changed: number }[] = [{ text: '', changed: 0 }]
  let from = node.start
  for (const { start, end, others } of [...axes, { start: node.end, end: node.end, others: [] }]) {
    const own = context.text({ start, end })
    const before = context.text({ start: from, end: start })
    made = made.flatMap(({ text, changed }) => [own, ...others].map((word) => ({ text: text + before + word, changed: changed + (word === own ? 0 : 1) }))).filter(({ changed }) => changed <= 3).slice(0, 600)
    from = end
  }
  return [2, 3, 1].flatMap((count) => made.filter(({ changed }) => changed === count)).slice(0, reach.texts).map(({ text }) => text)
})

/** The words of a statement that have counterparts, in order. */
function axesOf(node: AnyNode, context: Context): Axis[] {
  const axes: Axis[] = []
  for (const inner of nodesIn(node)) {
    if (inner.type === 'Identifier') {
      const others = twinsOf(inner, context)
      const word = mirrored.get(inner.name)
      if (others.length > 0) axes.push({ start: inner.start, end: inner.end, others })
      else if (word !== undefined && !context.outline.names.has(inner)) axes.push({ start: inner.start, end: inner.end, others: [word] })
    } else if (inner.type === 'Literal') {
      const others = literalsComparedWith(inner, context).slice(0, 3)
      if (others.length > 0) axes.push({ start: inner.start, end: inner.end, others })
    } else if (inner.type === 'AssignmentExpression' || inner.type === 'BinaryExpression') {
      const other = mirrored.get(inner.operator)
      const at = other === undefined ? null : context.operatorBetween(inner.left.end, inner.right.start, inner.operator)
      if (at && other !== undefined) axes.push({ ...at, others: [other] })
    }
  }
  return axes.sort((a, b) => a.start - b.start)
}

/** Names that were declared together with this one: parameters of one function, parts of one pattern; those that are least used. */
function twinsOf(identifier: AnyNode, context: Context): string[] {
  const name = context.outline.names.get(identifier)
  if (name === undefined || name.kind === 'import' || name.kind === 'function' || name.kind === 'class') return []
  // What is told apart by constants is no half of a pair.
  const parent = context.parent(identifier)
  if (parent?.type === 'BinaryExpression' && (parent.left.type === 'Literal' || parent.right.type === 'Literal')) return []
  const twins = [...name.scope.names.values()].filter((other) => other !== name && other.declaration === name.declaration && (context.typesOfName(other) & context.typesOfName(name)) !== 0)
  // Of one pattern, they can be used from the same place on.
  const isNear = (other: Name): number => (other.from === name.from ? 0 : 1)
  return twins.toSorted((a, b) => isNear(a) - isNear(b) || a.reads.length - b.reads.length).slice(0, 2).map((twin) => twin.name)
}
