import type { AnyNode } from 'acorn'
import { holds, loopAround } from '../../tree.ts'
import type { Context } from '../context.ts'
import type { Family, Proposal } from '../family.ts'
import { type Gap, gapsAt } from '../gaps.ts'
import { literal } from '../literal.ts'
import type { Outline } from '../outline.ts'
import { remembered } from '../remembered.ts'
import { string } from '../value-types.ts'
import { wordsFor } from '../vocabulary.ts'
import { conditionsNear } from './extend-condition.ts'

/** How many conditions are tried, and with how many results each: a guard at the head of a function is the commonest. */
const breadth = { 4: { start: [24, 8], other: [6, 3] }, 5: { start: [60, 12], other: [20, 8] }, 6: { start: [120, 12], other: [40, 8] } } as const

const quoted = /'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"/g
/** Texts that the tests expect and the file does not say. */
const mostUnsaid = 4

/** With `continue` and `break` there is less to choose. */
const skips = { 4: 12, 5: 60, 6: 160 } as const

/** A case that is not seen to: `if (list.length === 0) return []`, `if (bad) throw …`, `if (seen.has(x)) continue`. */
export const insertGuard: Family = {
  kinds: ['insert-guard', 'insert-throw', 'insert-skip', 'wrap-in-if'],
  tiers: [4, 5, 6],
  *propose(part, context, tier): Iterable<Proposal> {
    if (tier !== 4 && tier !== 5 && tier !== 6) return
    for (const gap of gapsAt(part, context)) {
      if (gap.where === 'else') { if (tier === 5) yield* elses(gap, context); continue }
      const [most, results] = breadth[tier][gap.isStart ? 'start' : 'other']
      const all = conditionsFor(gap, context)
      const conditions = all.slice(0, most)
      yield* guards(gap, conditions, results, tier, context)
      if (loopAround(gap.anchor, context) ?? (gap.where === 'inside' && context.parent(gap.anchor)?.type.startsWith('For'))) for (const condition of all.slice(0, skips[tier])) for (const jump of ['continue', 'break']) yield { kind: 'insert-skip', cost: tier === 4 ? 4.8 : 5.8, changes: [gap.put(`if (${condition}) ${jump}`)] }
    }
    yield* wrapped(part.statement.node, conditionsOfPart(part, context).slice(0, tier === 4 ? 10 : tier === 5 ? 50 : 150), tier, context)
  },
}

const conditionsFor = (gap: Gap, context: Context): string[] => conditionsOfPart(gap.part, context)

const conditionsOfPart = (part: Gap['part'], context: Context): string[] =>
  [...new Set([...conditionsNear({ scope: part.scope, node: part.statement }, context).slice(0, 4).map(({ text }) => text), ...wordsFor(part, context).conditions.map(({ text }) => text)])]

function* guards(gap: Gap, conditions: readonly string[], most: number, tier: 4 | 5 | 6, context: Context): Iterable<Proposal> {
  const fn = context.functionAround(gap.anchor)
  const results = fn ? resultsOf(fn, gap, context).slice(0, most) : []
  const thrown = throwsOf(context).slice(0, tier === 4 ? 2 : 5)
  // A body that lost its only statement may have been a refusal without more ado.
  if (gap.where === 'inside' && tier === 4) for (const text of [...throwsOf(context), ...results.map((result) => `return${result}`)]) yield { kind: text.startsWith('throw') ? 'insert-throw' : 'insert-guard', cost: 4, changes: [gap.put(text)] }
  for (const condition of conditions) {
    for (const result of results) yield { kind: 'insert-guard', cost: tier === 4 ? 4.9 : tier === 5 ? 6 : 7, changes: [gap.put(`if (${condition}) return${result}`)] }
    for (const text of thrown) yield { kind: 'insert-throw', cost: tier === 4 ? 4.9 : 5.8, changes: [gap.put(`if (${condition}) ${text}`)] }
  }
}

function* wrapped(node: AnyNode, conditions: readonly string[], tier: number, context: Context): Iterable<Proposal> {
  const isSimple = node.type === 'ExpressionStatement' || node.type === 'ReturnStatement'
  if (!isSimple && !(tier > 4 && /^(If|For|ForOf|While|Throw|Break|Continue)/.test(node.type))) return
  if (context.parent(node)?.type === 'IfStatement' && node.type === 'IfStatement') return
  for (const condition of conditions) yield { kind: 'wrap-in-if', cost: tier === 4 ? 4.7 : 5.6, changes: [{ start: node.start, end: node.start, text: `if (${condition}) ` }] }
}

function* elses(gap: Gap, context: Context): Iterable<Proposal> {
  const fn = context.functionAround(gap.anchor)
  if (fn) for (const result of resultsOf(fn, gap, context).slice(0, 8)) yield { kind: 'insert-guard', cost: 5, changes: [gap.put(`return${result}`)] }
}

/** What a guard could give back, with the space before it: what the function returns elsewhere, what tests expect, the usual nothings. */
export function resultsOf(fn: AnyNode, { part }: Gap, context: Context): string[] {
  const returned = (context.outline.returns.get(fn) ?? []).filter((node) => node.end - node.start < 30 && holds(fn, node)).map((node) => context.text(node))
  const visible = new Set(context.namesFor(part).map(({ name }) => name))
  const usable = returned.filter((text) => (text.replace(quoted, '').match(/(?<![.\w$])[A-Za-z_$][\w$]*/g) ?? []).every((word) => visible.has(word) || /^(true|false|null|undefined|new|Map|Set|this)$/.test(word)))
  const params = context.namesFor(part).filter(({ kind, scope }) => kind === 'param' && scope.fn === fn).map(({ name }) => name)
  const nothings = ['[]', "''", '0', 'null', 'false', 'true', '', '1', '-1', 'undefined', '{}', '[[]]']
  const types = (context.outline.returns.get(fn) ?? []).reduce((all, node) => all | context.typesOf(node), 0)
  const usual = (text: string): number => (text === '' || text === 'undefined' ? 512 : text === 'null' ? 256 : /^[01-]/.test(text) ? 1 : text.startsWith("'") ? 2 : /^[tf]/.test(text) ? 4 : text.startsWith('[') ? 8 : 16)
  const likely = nothings.filter((text) => types !== 0 && types !== 1023 && (types & usual(text)) !== 0)
  const constants = context.focus.constants.slice(0, 6).map(literal)
  // What the tests expect to be told and the file says nowhere is what was lost.
  const unsaid = types === 0 || (types & string) !== 0 ? context.focus.constants.filter((one) => typeof one === 'string' && one !== '' && !context.file.code.includes(one)).slice(0, mostUnsaid).map(literal) : []
  return [...new Set([...usable, ...unsaid, ...likely, ...constants.slice(0, 3), ...params, ...nothings, ...constants])].map((text) => (text === '' ? '' : ` ${text}`))
}

/** The ways in which this file refuses what it is given. */
const throwsOf = (context: Context): string[] => refusals(context.outline, context)

const refusals = remembered((outline: Outline, context): string[] => {
  const found = new Set<string>()
  for (const { statement: { node } } of outline.parts) if (node.type === 'ThrowStatement' && node.argument.type === 'NewExpression' && node.end - node.start < 120 && !context.text(node).includes('${')) found.add(context.text(node).replace(/;$/, ''))
  return [...found]
})
