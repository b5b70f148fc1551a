import type { Context } from '../context.ts'
import type { Family, Proposal, Tier } from '../family.ts'
import type { Site } from '../outline.ts'
import { additive, equality, member, multiplicative, relational } from '../precedence.ts'
import { array, list, nil, number, string, type Types } from '../value-types.ts'
import { type Word, type Words, wordsFor } from '../vocabulary.ts'

/** A value that lacks something: `k` → `k - taken`, `list` → `list[i]`, `rest` → `rest.slice(k)`, `found` → `found !== null`. */
export const extendOperand: Family = {
  kinds: ['add-operand', 'add-index', 'add-slice', 'square', 'compare'],
  tiers: [4, 5],
  *propose(part, context, tier): Iterable<Proposal> {
    const words = wordsFor(part, context)
    for (const site of part.sites) {
      const { node, role, parent, key } = site
      if (role !== 'value' || key === 'object' || parent.type === 'ExpressionStatement' || !/^(Identifier|Member|Call|Binary|Literal)/.test(node.type)) continue
      const types = context.typesOf(node)
      if (node.type === 'BinaryExpression' && /^[!=<>i]/.test(node.operator)) continue
      if (types & number && types !== string) yield* sums(site, words, tier, context)
      if (types & string) yield* joins(site, words.names.concat(tier === 5 ? words.members : []), context)
      if (node.type === 'Literal') continue
      if (tier === 4 && (types & (number | nil)) !== 0 && isAsked(site)) yield* comparisons(site, context)
      if (types & (string | array)) yield* accesses(site, types, words.numbers.slice(0, tier === 4 ? 3 : 6), context)
    }
  },
}

const sum = (site: Site, left: string, operator: string, right: string, context: Context, cost: number): Proposal => {
  const precedence = /[-+]/.test(operator) ? additive : multiplicative
  return { kind: 'add-operand', cost, changes: [context.put(site, { text: `${left} ${operator} ${right}`, precedence })] }
}

/** The likeliest operators with the surest numbers first. */
function* sums(site: Site, words: Words, tier: Tier, context: Context): Iterable<Proposal> {
  const { node } = site
  const own = context.text(node)
  const [numbers, operators] = tier === 4 ? [words.numbers.slice(0, 5), ['-', '+']] : [words.numbers.slice(0, 8), node.type === 'Literal' ? ['+', '-', '*'] : ['-', '+', '*', '/', '%']]
  for (const { text } of numbers) {
    if (text === own && tier === 4) {
      yield { kind: 'square', cost: 3.5, changes: [context.put(site, { text: `${own} * ${own}`, precedence: multiplicative })] }
      yield { kind: 'square', cost: 3.5, changes: [context.put(site, { text: `${own} ** 2`, precedence: 14 })] }
    }
    if (text === own) continue
    for (const operator of operators) yield sum(site, context.fit(context.piece(node), /[-+]/.test(operator) ? additive : multiplicative), operator, text, context, 3.2)
    if (node.type === 'BinaryExpression' || node.type === 'CallExpression') yield sum(site, text, '-', context.fit(context.piece(node), additive + 1), context, 3.3)
  }
  if (node.type === 'Literal' || tier === 5) return
  for (const [operator, factor] of [['+', '1'], ['-', '1'], ['*', '2'], ['/', '2'], ['%', '2'], ['%', '10'], ['/', '10'], ['*', '10']] as const) yield sum(site, context.fit(context.piece(node), /[-+]/.test(operator) ? additive : multiplicative), operator, factor, context, 3.4)
}

function* joins(site: Site, words: readonly Word[], context: Context): Iterable<Proposal> {
  const piece = context.piece(site.node)
  const strings = words.filter(({ types, text }) => types & string && types !== number && text !== piece.text).slice(0, 6)
  for (const { text } of strings) {
    yield sum(site, context.fit(piece, additive), '+', text, context, 3.2)
    yield sum(site, text, '+', context.fit(piece, additive + 1), context, 3.3)
  }
}

/** Its truth decides something. */
const isAsked = ({ parent, key }: Site): boolean => key === 'test' || key === 'body' || parent.type === 'LogicalExpression' || parent.type === 'ReturnStatement'

const tests = ['=== 0', '> 0', '!== 0', '=== 1', '> 1', '!== -1', '>= 0', '=== null', '!== null', '!== undefined', '=== undefined']

function* comparisons(site: Site, context: Context): Iterable<Proposal> {
  for (const test of tests) {
    const precedence = test.includes('==') ? equality : relational
    yield { kind: 'compare', cost: 3, changes: [context.put(site, { text: `${context.fit(context.piece(site.node), precedence + 1)} ${test}`, precedence })] }
  }
}

function* accesses(site: Site, types: Types, numbers: readonly Word[], context: Context): Iterable<Proposal> {
  const piece = context.fit(context.piece(site.node), member)
  for (const { text } of numbers) {
    yield { kind: 'add-index', cost: 3, changes: [context.put(site, { text: `${piece}[${text}]`, precedence: member })] }
    if ((types & ~list) !== 0) continue
    for (const range of [text, `0, ${text}`, `${text} + 1`]) yield { kind: 'add-slice', cost: 3.2, changes: [context.put(site, { text: `${piece}.slice(${range})`, precedence: member })] }
  }
}
