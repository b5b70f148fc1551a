import type { AnyNode } from 'acorn'
import { codeFault } from './code-fault.ts'
import { changeWithin } from './edit.ts'

export const swappedArguments = codeFault({
  id: 'swapped-arguments',
  label: 'Swap two arguments',
  teaches: 'Two arguments in the wrong order are both valid values, and each is in the wrong place.',
  intensity: 'how many calls or parameter lists have two neighbours swapped: 1 to 5',
  *sites({ tree, spots }) {
    for (const spot of spots) {
      const list = swappable(spot.node)
      for (const [index, left] of list.entries()) {
        const right = list[index + 1]
        if (!right || left.type === 'SpreadElement' || right.type === 'SpreadElement' || left.type === 'RestElement' || right.type === 'RestElement') continue
        const [first, second] = [tree.source.slice(left.start, left.end), tree.source.slice(right.start, right.end)]
        if (first === second) continue
        yield changeWithin(tree, spot, { start: left.start, end: left.end, text: second }, { start: right.start, end: right.end, text: first })
      }
    }
  },
})

/** A call's arguments, or the parameters of a function without a body of its own: `(a, b) => a - b`. */
function swappable(node: AnyNode): AnyNode[] {
  if (node.type === 'NewExpression') return node.arguments
  if (node.type === 'CallExpression') return isSymmetric(node.callee) ? [] : node.arguments
  return node.type === 'ArrowFunctionExpression' && node.expression ? node.params : []
}

/** Math.max and its like do not care for order. */
const isSymmetric = (callee: AnyNode) =>
  callee.type === 'MemberExpression' && callee.object.type === 'Identifier' && callee.object.name === 'Math' &&
  callee.property.type === 'Identifier' && ['max', 'min', 'hypot', 'imul'].includes(callee.property.name)
