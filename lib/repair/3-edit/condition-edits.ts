import type { AnyNode } from 'acorn'
import type { Edit } from '../edit.ts'
import type { SourceFile } from '../source-file.ts'
import type { Visit } from '../visit.ts'
import { loopAround } from '../tree.ts'
import { isHarmless } from './acting.ts'
import { Context } from './context.ts'
import { resultsOf } from './families/insert-guard.ts'
import type { Focus } from './generate-edits.ts'
import { type Gap, gapsIn } from './gaps.ts'
import { logicalAnd, logicalOr } from './precedence.ts'
import { probeEdit } from './probe.ts'
import { questionsAt } from './questions.ts'
import { refusalsFor } from './refusals.ts'
import { grouped, separators } from './separate.ts'

/** A place where conditions are asked while the tests run: a statement more, that changes nothing. */
export interface Probe {
  edit: Edit
  gap: Gap
  context: Context
  questions: readonly string[]
  /** The test of the `if` that stands behind the place: the first question. */
  own: AnyNode | null
}

/** How many results a guard is tried with. */
const mostResults = 10

/**
 * Probes of every gap around the statements, most suspicious first.
 * @param bounds of each gap in turn, questions about the numbers that were seen there
 */
export function* probesFor(file: SourceFile, focus: Focus, bounds: readonly (readonly string[])[] = []): Generator<Probe> {
  const context = new Context(file, focus)
  for (const [index, { gap, statement: { node, start } }] of gapsIn(focus.statements, context).entries()) {
    const own = gap.where === 'before' && node.type === 'IfStatement' && isHarmless(context.text(node.test), context) ? node.test : null
    const questions = [...(own ? [context.text(own)] : []), ...questionsAt(gap, bounds[index] ?? [], context), 'true']
    yield { edit: probeEdit(questions, gap.put, start), gap, context, questions, own }
  }
}

/**
 * Edits by what was seen: guards whose condition holds where checks fail and nowhere else, and conditions that lack what
 * tells the two apart. The simplest condition of each place comes first.
 * @param passes whether a check passed
 */
export function* conditionEdits(probed: readonly { probe: Probe; visits: readonly Visit[] }[], passes: (check: number) => boolean): Generator<Edit> {
  const streams = probed.map(({ probe, visits }) => editsAt(probe, visits, passes))
  // In turns: what is likely somewhere comes before what is unlikely here.
  while (streams.length > 0) {
    for (let at = 0; at < streams.length;) {
      const next = streams[at]?.next()
      if (next === undefined || next.done) { streams.splice(at, 1); continue }
      yield* next.value
      at += 1
    }
  }
}

/** One batch for each condition. */
function* editsAt({ gap, context, questions, own, edit: { at } }: Probe, visits: readonly Visit[], passes: (check: number) => boolean): Generator<Edit[]> {
  const say = (kind: string, cost: number, changes: Edit['changes']): Edit => ({ kind, cost, at, changes })
  const fn = context.functionAround(gap.anchor)
  const inLoop = loopAround(gap.anchor, context) !== null
  const refusals = refusalsFor(gap, context)
  const results = fn ? resultsOf(fn, gap, context).slice(0, mostResults) : []
  for (const { text, of } of separators(questions, visits, passes)) {
    const cost = 3.7 + of * 0.4
    const isAlways = text === 'true'
    const put = (statement: string): Edit['changes'] => [gap.put(isAlways ? statement : `if (${text}) ${statement}`)]
    // What ends a function anyway is said where it ends.
    if (isAlways && gap.where === 'before') continue
    yield [
      ...(of === 1 && own && !isAlways ? extended(own, text, visits, questions, passes, context).map((change) => say('add-disjunct', cost, [change])) : []),
      ...refusals.map((refusal) => say('insert-throw', cost, put(refusal))),
      ...results.map((result) => say('insert-guard', cost + (inLoop ? 0.5 : 0.2), put(`return${result}`))),
      // What goes no further loses whatever would have come: seldom the one thing that was left out.
      ...(inLoop ? [say('insert-skip', cost, put('continue')), say('insert-skip', cost + 0.6, put('break'))] : []),
    ]
  }
  const { node } = gap.part.anchor ? { node: gap.part.anchor } : gap.part.statement
  for (const { text, of } of separators(questions, visits, passes, '0')) {
    const cost = 3.9 + of * 0.4
    if (text === 'true' || gap.where !== 'before') continue
    const isSimple = /^(Expression|Return|Throw|Continue|Break)Statement$/.test(node.type)
    if (isSimple) yield [say('wrap-in-if', cost, [{ start: node.start, end: node.start, text: `if (${text}) ` }])]
    else if (own) yield [say('add-conjunct', cost, [{ start: own.start, end: own.end, text: `${context.fit(context.piece(own), logicalAnd)} && ${grouped(text, '&&')}` }])]
  }
}

/** The test of an `if` that should hold in one more case. */
function extended(own: AnyNode, text: string, visits: readonly Visit[], questions: readonly string[], passes: (check: number) => boolean, context: Context): Edit['changes'] {
  const isNew = visits.some(({ check, answers }) => !passes(check) && answers[0] === '0' && answers[questions.indexOf(text)] === '1')
  return isNew ? [{ start: own.start, end: own.end, text: `${context.fit(context.piece(own), logicalOr)} || ${grouped(text, '||')}` }] : []
}
