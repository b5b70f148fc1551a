import type { AnyNode, Program } from 'acorn'
import { childrenOf, isFunction } from '../tree.ts'
import type { Splice } from '../4-evaluate/spliced-text.ts'
import type { Statement } from '../statements.ts'
import { coverName } from './counter-splices.ts'

/** A place whose value is told apart by kind: ids from `id` on, one for each of `kinds`. */
export interface Predicate { id: number; /** Id of the innermost statement around it, as counted. */ statement: number }

/** As many as a candidate host tells apart: no, yes, nothing, no number, 0, below, above, empty. */
export const kinds = 8
/** Above all ids of statements. */
const firstId = 1_000_000
/** Of the numbers of pairs, those that are these. */
const firstPair = 3_000_000

/**
 * Says of conditions, and of values that are kept or given back, what kind of value they have: a statement that all
 * checks run may still come to something else in those that fail (Liblit et al.: Scalable statistical bug isolation, 2005).
 * @param offset of the statements' ids, and of the predicates' own
 */
export function predicateSplices(ast: Program, statements: readonly Statement[], offset: { statement: number; predicate: number }): { splices: Splice[]; predicates: Predicate[] } {
  const splices: Splice[] = []
  const predicates: Predicate[] = []
  const tell = (node: AnyNode): void => {
    const around = statements.findLast(({ start, end }) => start <= node.start && node.end <= end)
    if (!around) return
    const place = offset.predicate + predicates.length
    const [id, pair] = [firstId + place * kinds, firstPair + place]
    predicates.push({ id, statement: offset.statement + around.id })
    splices.push({ start: node.start, end: node.start, text: `${coverName}(${id},(`, pair }, { start: node.end, end: node.end, text: '))', pair })
  }
  const visit = (node: AnyNode): void => {
    for (const told of toldIn(node)) if (canBeTold(told)) tell(told)
    for (const [, child] of childrenOf(node)) visit(child)
  }
  visit(ast)
  return { splices, predicates }
}

/** Expressions directly in a node whose values are worth telling apart. */
function toldIn(node: AnyNode): AnyNode[] {
  switch (node.type) {
    case 'IfStatement': case 'WhileStatement': case 'DoWhileStatement': case 'ConditionalExpression': return [node.test]
    case 'ForStatement': return node.test ? [node.test] : []
    case 'LogicalExpression': return [node.left, node.right]
    case 'ReturnStatement': return node.argument ? [node.argument] : []
    case 'VariableDeclarator': return node.init && node.id.type === 'Identifier' ? [node.init] : []
    case 'AssignmentExpression': return node.operator === '=' && node.left.type !== 'ObjectPattern' && node.left.type !== 'ArrayPattern' ? [node.right] : []
    case 'ArrowFunctionExpression': return node.expression ? [node.body] : []
    default: return []
  }
}

/** A function takes its name from where it is written; a constant comes to the same each time. */
const canBeTold = (node: AnyNode): boolean => !isFunction(node) && node.type !== 'ClassExpression' && node.type !== 'Literal' && node.type !== 'ObjectExpression' && node.type !== 'SequenceExpression'
