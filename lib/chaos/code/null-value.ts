import type { AnyNode } from 'acorn'
import { codeFault } from './code-fault.ts'
import { changeWithin } from './edit.ts'
import type { Spot } from './spots.ts'

export const nullValue = codeFault({
  id: 'null-value',
  label: 'Put null in place of a value',
  teaches: 'The error shows where null is used, often far from the line that let it in.',
  intensity: 'how many values become null: 1 to 5',
  *sites({ tree, spots }) {
    for (const spot of spots) {
      const { start, end } = spot.node
      // What goes over several lines is often half the program.
      const isShort = !tree.source.slice(start, end).includes('\n')
      if (isShort && isSource(spot) && !isNothingAlready(spot.node)) yield changeWithin(tree, spot, { start, end, text: 'null' })
    }
  },
})

/** Where values come from: what is kept, returned, assigned or looped over. */
function isSource({ node, parents, written }: Spot): boolean {
  const parent = parents.at(-1)
  if (written || /Function|Class/.test(node.type)) return false
  switch (parent?.type) {
    case 'VariableDeclarator': return parent.init === node
    case 'ReturnStatement': return true
    case 'ForOfStatement': return parent.right === node
    case 'AssignmentExpression': return parent.operator === '=' && parent.right === node
    default: return false
  }
}

/** null counts as 0, false and '' almost everywhere. */
const isNothingAlready = (node: AnyNode) =>
  (node.type === 'Literal' && !node.value) || (node.type === 'Identifier' && node.name === 'undefined') || (node.type === 'UnaryExpression' && node.operator === 'void')
