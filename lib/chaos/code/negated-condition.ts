import type { AnyNode } from 'acorn'
import { codeFault } from './code-fault.ts'
import { changeWithin } from './edit.ts'

export const negatedCondition = codeFault({
  id: 'negated-condition',
  label: 'Negate a condition',
  teaches: 'Every case goes down the branch that was meant for the others, the rare path becoming the common one.',
  intensity: 'how many conditions are negated: 1 to 5',
  *sites({ tree, spots }) {
    const tests = new Set<AnyNode>(spots.flatMap(({ node }) => ('test' in node && node.type !== 'SwitchCase' && node.test ? [node.test] : [])))
    for (const spot of spots) {
      const { node } = spot
      if (!tests.has(node) || node.type === 'Literal') continue
      yield node.type === 'UnaryExpression' && node.operator === '!'
        ? changeWithin(tree, spot, { start: node.start, end: node.start + 1, text: '' })
        : changeWithin(tree, spot, { start: node.start, end: node.start, text: '!(' }, { start: node.end, end: node.end, text: ')' })
    }
  },
})
