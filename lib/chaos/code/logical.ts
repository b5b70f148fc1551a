import { codeFault } from './code-fault.ts'
import { changeWithin } from './edit.ts'
import { swapOperator } from './operators.ts'

const others = { '&&': '||', '||': '&&', '??': '&&', '&&=': '||=', '||=': '&&=', '??=': '&&=' }

export const logical = codeFault({
  id: 'logical',
  label: 'Mix up and, or, not',
  teaches: 'Conditions are where programs hold their rules, and a rule with “or” for “and” lets the wrong cases in.',
  intensity: 'how many logical operators are mixed up: 1 to 5',
  *sites({ tree, spots }) {
    for (const spot of spots) {
      const { node } = spot
      if (node.type === 'UnaryExpression' && node.operator === '!') yield changeWithin(tree, spot, { start: node.start, end: node.start + 1, text: '' })
      else yield* swapOperator(tree, spot, others)
    }
  },
})
