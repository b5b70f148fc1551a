import type { AnyNode } from 'acorn'
import type { Name } from '../scopes.ts'
import { nodesIn } from '../tree.ts'
import { literalsComparedWith } from './compared.ts'
import type { Context } from './context.ts'
import { remembered } from './remembered.ts'

/** How many texts of one are made. */
const most = { texts: 60 }
/** What is said of the one, and of the other. */
const mirrored = new Map(Object.entries({ '+=': '-=', '-=': '+=', '*=': '/=', '/=': '*=', '++': '--', '--': '++', '<': '>', '>': '<', '<=': '>=', '>=': '<=', '+': '-', '-': '+', min: 'max', max: 'min', push: 'unshift', unshift: 'push', pop: 'shift', shift: 'pop' }))

interface Axis { start: number; end: number; others: string[] }

/** A statement's text with one to three of its words by their counterparts, two first: one alone is what other families try. */
export const counterpartsOf = remembered((node: AnyNode, context): string[] => {
  const axes = axesOf(node, context)
  let made: { text: string; changed: number }[] = [{ text: '', changed: 0 }]
  let from = node.start
  for (const { start, end, others } of [...axes, { start: node.end, end: node.end, others: [] }]) {
    const own = context.text({ start, end })
    const before = context.text({ start: from, end: start })
    made = made.flatMap(({ text, changed }) => [own, ...others].map((word) => ({ text: text + before + word, changed: changed + (word === own ? 0 : 1) }))).filter(({ changed }) => changed <= 3).slice(0, 600)
    from = end
  }
  return [2, 3, 1].flatMap((count) => made.filter(({ changed }) => changed === count)).slice(0, most.texts).map(({ text }) => text)
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
    } else if (inner.type === 'UpdateExpression') {
      const start = inner.prefix ? inner.start : inner.end - 2
      axes.push({ start, end: start + 2, others: [mirrored.get(inner.operator) ?? inner.operator] })
    } else if (inner.type === 'AssignmentExpression' || inner.type === 'BinaryExpression') {
      const other = mirrored.get(inner.operator)
      const at = other === undefined ? null : context.operatorBetween(inner.left.end, inner.right.start, inner.operator)
      if (at && other !== undefined) axes.push({ ...at, others: [other] })
    }
  }
  return axes.sort((a, b) => a.start - b.start)
}

/** Names that were declared together with this one, parameters of one function, parts of one pattern, or that are called like its other half; those that are least used. */
function twinsOf(identifier: AnyNode, context: Context): string[] {
  const name = context.outline.names.get(identifier)
  if (name === undefined || name.kind === 'import' || name.kind === 'function' || name.kind === 'class') return []
  // What is told apart by constants is no half of a pair.
  const parent = context.parent(identifier)
  if (parent?.type === 'BinaryExpression' && (parent.left.type === 'Literal' || parent.right.type === 'Literal')) return []
  const twins = [...name.scope.names.values()].filter((other) => other !== name && (other.declaration === name.declaration || isPair(name.name, other.name)) && (context.typesOfName(other) & context.typesOfName(name)) !== 0)
  // Of one pattern, they can be used from the same place on.
  const isNear = (other: Name): number => (other.from === name.from ? 0 : 1)
  return twins.toSorted((a, b) => isNear(a) - isNear(b) || a.reads.length - b.reads.length).slice(0, 2).map((twin) => twin.name)
}

/** Words of two halves, as people name them. */
const pairs = new Set('lo hi, low high, left right, start end, begin end, from to, min max, first last, i j, a b, x y, row col, row column, head tail, top bottom, before after, prev next, previous next, width height, source target, added removed, up down, least most, old new, in out, minutes hours'.split(', ').flatMap((pair) => {
  const [one = '', other = ''] = pair.split(' ')
  return [`${one} ${other}`, `${other} ${one}`]
}))

/** `lo` and `hi`, `leftSum` and `rightSum`, `minAt` and `maxAt`. */
function isPair(one: string, other: string): boolean {
  const [words, others] = [one, other].map((name) => name.replace(/([a-z\d])([A-Z])/g, '$1 $2').toLowerCase().split(' ')) as [string[], string[]]
  const unlike = words.length === others.length ? [...words.keys()].filter((at) => words[at] !== others[at]) : []
  return unlike.length === 1 && pairs.has(`${words[unlike[0] ?? 0]} ${others[unlike[0] ?? 0]}`)
}
