import type { Family, Proposal } from '../family.ts'
import { precedenceOfOperator } from '../precedence.ts'
import { number } from '../value-types.ts'
import { wordsFor } from '../vocabulary.ts'

const comparisons = ['<', '<=', '>', '>=', '===', '!==']
const sums = ['+', '-', '*', '/', '%']

/** An operator together with what stands behind it: `xs.length === 0` → `xs.length <= 1`. */
export const changePair: Family = {
  kinds: ['change-operator-and-operand'],
  tiers: [3, 5],
  *propose(part, context, tier): Iterable<Proposal> {
    for (const site of part.sites) {
      const { node } = site
      if (node.type !== 'BinaryExpression') continue
      const operators = comparisons.includes(node.operator) ? comparisons : sums.includes(node.operator) ? sums : []
      const at = context.operatorBetween(node.left.end, node.right.start, node.operator)
      if (!at) continue
      const left = context.text({ start: node.start, end: at.start }).trimEnd()
      const isConstant = node.right.type === 'Literal' && typeof node.right.value === 'number'
      if (tier === 3 && !isConstant && operators === sums) continue
      const near = node.right.type === 'Literal' && typeof node.right.value === 'number'
        ? [...new Set([node.right.value + 1, node.right.value - 1, 0, 1, 2])].filter((value) => value >= 0).map(String)
        : operators === comparisons && (context.typesOf(node.right) & number) !== 0 ? [`${context.fit(context.piece(node.right), 12)} - 1`, `${context.fit(context.piece(node.right), 12)} + 1`] : []
      const words = tier === 5 ? wordsFor(part, context).numbers.slice(0, 6).map(({ text }) => text) : []
      for (const operator of operators) {
        if (operator === node.operator) continue
        const precedence = precedenceOfOperator(operator)
        // An operator that binds closer would take the left side apart.
        if (precedence > precedenceOfOperator(node.operator) && node.left.type === 'BinaryExpression') continue
        for (const right of tier === 3 ? near : words) yield { kind: 'change-operator-and-operand', cost: tier === 3 ? 3 : 4.2, changes: [context.put(site, { text: `${left} ${operator} ${right.includes(' ') && operators === sums ? `(${right})` : right}`, precedence })] }
      }
    }
  },
}
