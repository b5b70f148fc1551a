import { codeFault } from './code-fault.ts'
import { swapOperator } from './operators.ts'

const others = { '<': '<=', '<=': '<', '>': '>=', '>=': '>' }

export const boundary = codeFault({
  id: 'boundary',
  label: 'Shift a boundary',
  teaches: 'Less-than and less-or-equal differ on a single input, so only an example at the edge tells them apart.',
  intensity: 'how many boundaries are shifted: 1 to 5',
  *sites({ tree, spots }) {
    for (const spot of spots) if (spot.node.type === 'BinaryExpression') yield* swapOperator(tree, spot, others)
  },
})
