import type { AnyNode } from 'acorn'
import type { Change } from '../../edit.ts'
import { isFunction, nodesIn } from '../../tree.ts'
import type { Context } from '../context.ts'
import type { Family, Proposal } from '../family.ts'
import type { Part } from '../outline.ts'

/** The same slip at several places: made good at all of them at once, within a statement and within its function. */
export const editEverywhere: Family = {
  kinds: ['rename-everywhere', 'swap-names', 'swap-operator-everywhere', 'swap-property-everywhere'],
  tiers: [3],
  *propose(part, context): Iterable<Proposal> {
    const { node } = part.statement
    const around = context.functionAround(node)
    for (const [rank, outer] of [node, around].entries()) {
      if (!outer || (rank === 1 && !isFirstOf(outer, part, context))) continue
      const cost = 2.4 + rank * 0.4
      yield* names(outer, part, context, cost)
      yield* operators(outer, context, cost)
      yield* properties(outer, cost)
    }
  },
}

/** A function's own edits are proposed once: with the first of its statements that is in focus. */
function isFirstOf(fn: AnyNode, part: Part, context: Context): boolean {
  const first = context.focus.statements.find((id) => {
    const node = context.outline.parts[id]?.statement.node
    return node && context.functionAround(node) === fn
  })
  return first === part.statement.id
}

function* names(outer: AnyNode, part: Part, context: Context, cost: number): Iterable<Proposal> {
  const uses = new Map<string, AnyNode[]>()
  for (const inner of nodesIn(outer)) {
    if (inner.type !== 'Identifier') continue
    const name = context.outline.names.get(inner)
    if (!name || name.kind === 'function' || name.kind === 'import' || name.kind === 'class') continue
    uses.set(inner.name, [...(uses.get(inner.name) ?? []), inner])
  }
  const visible = context.namesFor(part).filter(({ kind, name }) => kind !== 'function' && kind !== 'class' && kind !== 'import' && /^[^A-Z]/.test(name)).slice(0, 10)
  const rename = (name: string, to: string): Change[] => (uses.get(name) ?? []).map(({ start, end }) => ({ start, end, text: to }))
  for (const [name, places] of uses) {
    for (const other of visible) {
      if (other.name === name) continue
      if (places.length > 1 && places.length < 12) yield { kind: 'rename-everywhere', cost, changes: rename(name, other.name) }
      if (name < other.name && uses.has(other.name) && !isFunction(outer)) yield { kind: 'swap-names', cost: cost + 0.2, changes: [...rename(name, other.name), ...rename(other.name, name)] }
    }
  }
}

const pairs: Readonly<Record<string, string>> = { '<': '<=', '<=': '<', '>': '>=', '>=': '>', '===': '!==', '!==': '===', '&&': '||', '||': '&&', '+': '-', '-': '+', '+=': '-=', '-=': '+=' }
const turned: Readonly<Record<string, string>> = { '<': '>', '>': '<', '<=': '>=', '>=': '<=' }

function* operators(outer: AnyNode, context: Context, cost: number): Iterable<Proposal> {
  const found = new Map<string, { start: number; end: number }[]>()
  for (const inner of nodesIn(outer)) {
    if (inner.type !== 'BinaryExpression' && inner.type !== 'LogicalExpression' && inner.type !== 'AssignmentExpression') continue
    const at = context.operatorBetween(inner.left.end, inner.right.start, inner.operator)
    if (at) found.set(inner.operator, [...(found.get(inner.operator) ?? []), at])
  }
  for (const table of [pairs, turned]) {
    for (const [operator, places] of found) {
      const other = table[operator]
      if (places.length > 1 && places.length < 8 && other) yield { kind: 'swap-operator-everywhere', cost, changes: places.map((at) => ({ ...at, text: other })) }
    }
    // `a < b ? … : a > b`: each turned.
    const both = [...found].filter(([operator]) => table[operator])
    if (both.length > 1) yield { kind: 'swap-operator-everywhere', cost: cost + 0.2, changes: both.flatMap(([operator, places]) => places.map((at) => ({ ...at, text: table[operator] ?? operator }))) }
  }
}

function* properties(outer: AnyNode, cost: number): Iterable<Proposal> {
  const found = new Map<string, AnyNode[]>()
  for (const inner of nodesIn(outer)) {
    if (inner.type === 'MemberExpression' && !inner.computed && inner.property.type === 'Identifier') found.set(inner.property.name, [...(found.get(inner.property.name) ?? []), inner.property])
  }
  const all = [...found]
  for (const [name, places] of all) {
    for (const [other, others] of all) {
      if (name === other || all.length > 12) continue
      if (places.length > 1) yield { kind: 'swap-property-everywhere', cost: cost + 0.4, changes: places.map(({ start, end }) => ({ start, end, text: other })) }
      if (name < other) yield { kind: 'swap-property-everywhere', cost: cost + 0.4, changes: [...places.map(({ start, end }) => ({ start, end, text: other })), ...others.map(({ start, end }) => ({ start, end, text: name }))] }
    }
  }
}
