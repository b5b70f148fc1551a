import type { AnyNode } from 'acorn'
import { type Code, codeFault } from './code-fault.ts'
import { changeWithin, type Site } from './edit.ts'
import type { Spot } from './spots.ts'

export const divisionByZero = codeFault({
  id: 'division-by-zero',
  label: 'Divide by zero',
  teaches: 'JavaScript does not stop at a division by zero: it goes on with Infinity or NaN, so the answer is wrong and nothing crashed.',
  intensity: 'how many values are divided by zero: 1 to 5',
  sites: (code) => {
    const divisors = [...divisorsOf(code)]
    const numbers = [...valuesOf(code, isNumeric, 1)]
    // Where a file calculates nothing, any value will do: what is no number divides to NaN.
    return divisors.length + numbers.length > 0 ? [...divisors, ...numbers] : valuesOf(code, (spot) => isUsed(spot), 0)
  },
})

/** Divisions that are there already: their divisor becomes 0. */
function* divisorsOf({ tree, spots }: Code): Iterable<Site> {
  for (const spot of spots) {
    const { node } = spot
    if (node.type !== 'BinaryExpression' && node.type !== 'AssignmentExpression') continue
    if (!/^[/%]=?$/.test(node.operator)) continue
    const { start, end } = node.right
    yield changeWithin(tree, spot, { start, end, text: '0' })
  }
}

/** Values that are used: each is divided by 0 where it stands. */
function* valuesOf({ tree, spots }: Code, fits: (spot: Spot) => boolean, rank: number): Iterable<Site> {
  for (const spot of spots) {
    if (!fits(spot)) continue
    const { start, end, type } = spot.node
    const isSimple = type === 'Identifier' || type === 'MemberExpression' || type === 'CallExpression' || type === 'Literal'
    yield changeWithin(tree, { node: spot.node, rank: spot.rank + rank },
      { start, end: start, text: isSimple ? '(' : '((' },
      { start: end, end, text: isSimple ? ' / 0)' : ') / 0)' })
  }
}

/** A calculation whose result goes somewhere, or the bound of a counting loop. */
function isNumeric(spot: Spot): boolean {
  const { node } = spot
  if (!isUsed(spot)) return false
  return node.type === 'BinaryExpression'
    ? /^[-*/%]$|^\*\*$/.test(node.operator) || (node.operator === '+' && [node.left, node.right].some(isNumber))
    : node.type === 'MemberExpression' && node.property.type === 'Identifier' && node.property.name === 'length' && !node.computed
}

const isNumber = (node: AnyNode) => node.type === 'Literal' && typeof node.value === 'number'

const isRequire = (callee: AnyNode) => callee.type === 'Identifier' && callee.name === 'require'

/** What is returned, kept, compared, passed on or used as an index. */
function isUsed({ node, parents, written }: Spot): boolean {
  const parent = parents.at(-1)
  if (written || /Function|Class/.test(node.type)) return false
  switch (parent?.type) {
    case 'ReturnStatement': return true
    case 'ArrowFunctionExpression': return parent.body === node && node.type !== 'BlockStatement'
    case 'VariableDeclarator': return parent.init === node
    case 'AssignmentExpression': return parent.right === node
    case 'BinaryExpression': return /^[<>]=?$/.test(parent.operator) && parent.right === node
    case 'CallExpression': return parent.callee !== node && node.type !== 'SpreadElement' && !isRequire(parent.callee)
    case 'MemberExpression': return parent.computed && parent.property === node
    default: return false
  }
}
