import type { AnyNode } from 'acorn'
import type { Edit } from '../edit.ts'
import type { SourceFile } from '../source-file.ts'
import type { Visit } from '../visit.ts'
import { isHarmless } from './acting.ts'
import { Context } from './context.ts'
import type { Focus } from './generate-edits.ts'
import { gapsIn } from './gaps.ts'
import type { Site } from './outline.ts'
import { probeEdit } from './probe.ts'
import { wordsFor } from './vocabulary.ts'

/** A place where is asked which numbers there are. */
export interface NumberProbe {
  edit: Edit
  context: Context
  /** What is asked for. */
  texts: readonly string[]
  /** Comparisons with a constant in the statement behind the place, and which of the texts stands beside it. */
  compared: readonly { site: Site; constant: number; order: '<' | '<='; asked: number }[]
}

/** How many numbers are asked for at a place, and of how many constants one is tried. */
const most = { numbers: 10, constants: 6 }

/** Probes of the gaps that conditions are asked at, in the same order. */
export function* numberProbesFor(file: SourceFile, focus: Focus): Generator<NumberProbe> {
  const context = new Context(file, focus)
  for (const { gap, statement: { id, start } } of gapsIn(focus.statements, context)) {
    const texts = wordsFor(gap.part, context).numbers.slice(0, most.numbers).map(({ text }) => text).filter((text) => isHarmless(text, context))
    const compared = gap.where === 'before' ? comparedIn(context.outline.parts[id]?.sites ?? [], texts, context) : []
    yield { edit: probeEdit(texts, gap.put, start), context, texts, compared }
  }
}

/** Adds to the texts what is compared. */
function comparedIn(sites: readonly Site[], texts: string[], context: Context): NumberProbe['compared'] {
  return sites.flatMap((site) => {
    const { node, parent } = site
    if (parent.type !== 'BinaryExpression' || !/^[<>]=?$/.test(parent.operator) || node.type !== 'Literal' || typeof node.value !== 'number') return []
    const other: AnyNode = parent.left === node ? parent.right : parent.left
    const text = context.text(other)
    if (context.functionAround(node) !== context.functionAround(statementOf(node, context)) || !isHarmless(text, context)) return []
    if (!texts.includes(text)) texts.push(text)
    // `x < c` and `c <= x` part the numbers below c from the others; `x <= c` and `c < x` count c to them.
    const isBelow = (parent.left === node) === parent.operator.startsWith('>')
    return [{ site, constant: node.value, order: isBelow === (parent.operator.length === 1) ? '<' as const : '<=' as const, asked: texts.indexOf(text) }]
  })
}

function statementOf(node: AnyNode, context: Context): AnyNode {
  for (let at: AnyNode | undefined = node; at; at = context.parent(at)) if (/Statement$|Declaration$/.test(at.type)) return at
  return node
}

/** Other constants for the comparisons of a place: one of each kind of answer that the numbers seen could be parted into, the nearest first. */
export function* constantEdits({ context, compared, edit: { at } }: NumberProbe, visits: readonly Visit[]): Generator<Edit> {
  for (const { site, constant, order, asked } of compared) {
    const seen = [...new Set(visits.flatMap(({ answers }) => numberAt(answers, asked)))].sort((a, b) => a - b)
    const others = seen.slice(1).flatMap((next, index) => {
      const before = seen[index] ?? next
      const isParted = order === '<' ? before < constant && constant <= next : before <= constant && constant < next
      return isParted ? [] : [order === '<' ? roundest(before, next, next) : roundest(before, next, before)]
    })
    for (const [rank, other] of others.toSorted((a, b) => Math.abs(a - constant) - Math.abs(b - constant)).slice(0, most.constants).entries())
      yield { kind: 'change-bound', cost: 1.8 + rank * 0.1, at, changes: [context.put(site, { text: String(other), precedence: other < 0 ? 15 : 20 })] }
  }
}

/** Questions that tell the numbers of checks that fail from those of checks that pass. */
export function boundsAt({ texts }: NumberProbe, visits: readonly Visit[], passes: (check: number) => boolean): string[] {
  const [good, bad] = [visits.filter(({ check }) => passes(check)), visits.filter(({ check }) => !passes(check))]
  return texts.flatMap((text, index) => {
    const numbers = (of: readonly Visit[]): number[] => [...new Set(of.flatMap(({ answers }) => numberAt(answers, index)))].sort((a, b) => a - b)
    const [right, wrong] = [numbers(good), numbers(bad)]
    const [least, greatest] = [right[0], right.at(-1)]
    if (least === undefined || greatest === undefined) return []
    const [above] = wrong.filter((one) => one > greatest)
    const below = wrong.findLast((one) => one < least)
    const strange = wrong.filter((one) => !right.includes(one))
    return [...new Set([
      ...(least === greatest && strange.length > 0 ? [`${text} !== ${least}`] : []),
      ...(above === undefined ? [] : [`${text} > ${roundest(greatest, above, greatest)}`, `${text} >= ${above}`]),
      ...(below === undefined ? [] : [`${text} < ${roundest(below, least, least)}`, `${text} <= ${below}`]),
    ])]
  })
}

function numberAt(answers: string, index: number): number[] {
  const answer = answers.split(' ')[index] ?? '-'
  return /\d/.test(answer) ? [Number(answer)] : []
}

/** The number of fewest digits from `low` to `high`, of the two ends only `end` itself included. */
export function roundest(low: number, high: number, end: number): number {
  for (let exponent = 6; exponent >= -6; exponent -= 1) {
    for (const factor of [1, 0.5]) {
      const step = factor * 10 ** exponent
      const first = Math.floor(low / step) * step
      for (const one of [first, first + step]) {
        const clean = Number(one.toPrecision(12))
        if ((clean > low && clean < high) || clean === end) return clean
      }
    }
  }
  return end
}
