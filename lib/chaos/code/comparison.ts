import { codeFault } from './code-fault.ts'
import { swapOperator } from './operators.ts'

const others = { '===': '!==', '!==': '===', '==': '!=', '!=': '==', '<': '>', '>': '<', '<=': '>=', '>=': '<=' }

export const comparison = codeFault({
  id: 'comparison',
  label: 'Turn a comparison round',
  teaches: 'One turned comparison sends the program down the wrong branch, with the same calm face as the right one.',
  intensity: 'how many comparisons are turned: 1 to 5',
  *sites({ tree, spots }) {
    for (const spot of spots) if (spot.node.type === 'BinaryExpression') yield* swapOperator(tree, spot, others)
  },
})
