import type { AnyNode } from 'acorn'
import { codeFault } from './code-fault.ts'
import { changeWithin } from './edit.ts'
import type { Spot } from './spots.ts'

export const offByOne = codeFault({
  id: 'off-by-one',
  label: 'Count one too far',
  teaches: 'The classic slip of counting: the first or the last element is missed, or one is read that is not there.',
  intensity: 'how many indexes, bounds and starts are moved by one: 1 to 5',
  *sites({ tree, spots }) {
    for (const spot of spots) {
      const { node, parents } = spot
      if (!isCount(spot)) continue
      if (node.type === 'Literal') {
        yield changeWithin(tree, spot, { start: node.start, end: node.end, text: String(Number(node.value) + 1) })
        continue
      }
      const isBare = standsAlone(parents.at(-1))
      for (const step of ['+ 1', '- 1']) {
        yield changeWithin(tree, spot,
          { start: node.start, end: node.start, text: isBare ? '' : '(' },
          { start: node.end, end: node.end, text: isBare ? ` ${step}` : ` ${step})` })
      }
    }
  },
})

/** An index, a length, a loop's bound or its start. */
function isCount({ node, parents, written }: Spot): boolean {
  const parent = parents.at(-1)
  if (parent?.type === 'MemberExpression' && parent.computed && parent.property === node) {
    return (node.type === 'Literal' && typeof node.value === 'number') || (node.type === 'BinaryExpression' && !holdsText(node)) || node.type === 'Identifier'
  }
  if (node.type === 'MemberExpression') {
    const isTarget = (parent?.type === 'AssignmentExpression' && parent.left === node) || parent?.type === 'UpdateExpression'
    return !isTarget && !node.computed && node.property.type === 'Identifier' && node.property.name === 'length'
  }
  const loop = parents.findLast((part) => part.type === 'ForStatement')
  if (loop?.type !== 'ForStatement' || written) return false
  if (node.type === 'Literal') return typeof node.value === 'number' && parent?.type === 'VariableDeclarator' && parents.at(-2) === loop.init
  return node.type === 'Identifier' && parent?.type === 'BinaryExpression' && parent === loop.test && parent.right === node && /^[<>]=?$/.test(parent.operator)
}

const holdsText = (node: AnyNode): boolean =>
  node.type === 'TemplateLiteral' || (node.type === 'Literal' && typeof node.value === 'string') ||
  (node.type === 'BinaryExpression' && (holdsText(node.left) || holdsText(node.right)))

/** A sum needs no parentheses there. */
const standsAlone = (parent: AnyNode | undefined): boolean =>
  (parent?.type === 'BinaryExpression' && /^[<>=!]/.test(parent.operator) && !/^(<<|>>)/.test(parent.operator)) ||
  ['MemberExpression', 'VariableDeclarator', 'AssignmentExpression', 'ReturnStatement'].includes(parent?.type ?? '')
