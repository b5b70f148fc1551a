import type { AnyNode } from 'acorn'
import { codeFault } from './code-fault.ts'
import { changeWithin } from './edit.ts'
import { swapOperator } from './operators.ts'

const others = { '+': '-', '-': '+', '*': '/', '/': '*', '%': '*', '**': '*', '+=': '-=', '-=': '+=', '*=': '/=', '/=': '*=', '%=': '*=' }

export const arithmetic = codeFault({
  id: 'arithmetic',
  label: 'Swap an arithmetic operator',
  teaches: 'A plus that became a minus crashes nothing: only a check of the answer itself can see it.',
  intensity: 'how many operators are swapped: 1 to 5',
  *sites({ tree, spots }) {
    for (const spot of spots) {
      const { node } = spot
      if (node.type === 'UpdateExpression') {
        const start = node.prefix ? node.start : node.end - 2
        yield changeWithin(tree, spot, { start, end: start + 2, text: node.operator === '++' ? '--' : '++' })
      } else if ((node.type === 'BinaryExpression' || node.type === 'AssignmentExpression') && !joinsText(node) && !isNeutral(node.operator, node.right)) {
        yield* swapOperator(tree, spot, others)
      }
    }
  },
})

/** Text put together with plus is no sum. */
const joinsText = (node: AnyNode): boolean =>
  node.type === 'TemplateLiteral' ||
  (node.type === 'Literal' && typeof node.value === 'string') ||
  ((node.type === 'BinaryExpression' || node.type === 'AssignmentExpression') && (joinsText(node.left) || joinsText(node.right)))

/** Adding 0 is subtracting 0, and multiplying by 1 dividing by 1: swapped, they still come to the same. */
const isNeutral = (operator: string, right: AnyNode) =>
  right.type === 'Literal' && (/^[+-]/.test(operator) ? right.value === 0 : /^\*(?!\*)|^\//.test(operator) && right.value === 1)
