import type { AnyNode } from 'acorn'
import type { Context } from '../context.ts'
import type { Family, Proposal } from '../family.ts'
import type { Site } from '../outline.ts'
import { literal } from '../literal.ts'
import { primary, unary } from '../precedence.ts'
import { sentencesFor, typeOfConstant } from '../vocabulary.ts'
import { anything, boolean, number } from '../value-types.ts'

/** A whole value made anew from the names that are in scope: what is returned, kept, passed on, looked up. */
export const replaceValue: Family = {
  kinds: ['replace-value', 'replace-by-constant'],
  tiers: [2, 4, 5, 6],
  *propose(part, context, tier): Iterable<Proposal> {
    for (const site of part.sites) {
      if (!isWhole(site, context)) continue
      if (tier === 2) {
        for (const [rank, text] of constantsFor(site, context).entries()) yield { kind: 'replace-by-constant', cost: 2.3 + rank * 0.05, changes: [context.put(site, { text, precedence: text.startsWith('-') ? unary : primary })] }
        continue
      }
      const [from, to] = tier === 4 ? [0, 30] : tier === 5 ? [30, 90] : [90, 400]
      let rank = -1
      for (const sentence of sentencesFor(part, context.typesAt(site), context)) {
        rank += 1
        if (rank >= to) break
        if (rank >= from) yield { kind: 'replace-value', cost: tier === 4 ? 4 : tier === 5 ? 4.6 : 5.5, changes: [context.put(site, sentence)] }
      }
    }
  },
}

/** What is given back where nothing is found, or begun with, or looked up first: constants that the function gives back elsewhere, that tests expect, the usual ones. */
function constantsFor(site: Site, context: Context): string[] {
  const { node, parent } = site
  if (node.type === 'Literal' || (parent.type !== 'ReturnStatement' && parent.type !== 'VariableDeclarator' && parent.type !== 'MemberExpression')) return []
  if (parent.type === 'MemberExpression') return node.type === 'Identifier' ? ['0'] : []
  const types = context.typesAt(site)
  const fits = (value: unknown): boolean => types === anything || (types & typeOfConstant(value as string)) !== 0
  if (parent.type === 'VariableDeclarator') return (types & number) === 0 ? [] : ['0', '1']
  const fn = context.functionAround(node)
  const returned = fn === null ? [] : (context.outline.returns.get(fn) ?? []).flatMap((other) => (isConstant(other) && other !== node ? [context.text(other)] : []))
  const expected = context.focus.constants.filter(fits).slice(0, mostExpected).map(literal)
  return [...new Set([...returned, ...expected, ...usual.filter((value) => fits(value)).map(literal)])]
}

const mostExpected = 12
const usual = [0, -1, 1, '', null, true, false] as const

const isConstant = (node: AnyNode): boolean => node.type === 'Literal' || (node.type === 'UnaryExpression' && isConstant(node.argument))

function isWhole({ node, parent, key, role }: Site, context: Context): boolean {
  if (role !== 'value' || /^(Arrow)?Function|^Class/.test(node.type)) return false
  switch (parent.type) {
    case 'ReturnStatement': case 'VariableDeclarator': case 'YieldExpression': case 'ForOfStatement': return true
    case 'AssignmentExpression': return key === 'right'
    case 'ArrowFunctionExpression': return key === 'body'
    case 'CallExpression': case 'NewExpression': return key === 'arguments'
    case 'MemberExpression': return key === 'property'
    case 'ConditionalExpression': return key !== 'test'
    case 'Property': return key === 'value'
    case 'BinaryExpression': return context.typesOf(node) !== boolean
    case 'ArrayExpression': case 'LogicalExpression': return true
    default: return false
  }
}
