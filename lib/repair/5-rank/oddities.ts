import type { AnyNode } from 'acorn'
import { full } from 'acorn-walk'
import { applyChanges, type Change } from '../edit.ts'
import { readSource, type SourceFile } from '../source-file.ts'

const comparisons = new Set(['<', '<=', '>', '>=', '==', '!=', '===', '!=='])

/**
 * How much of what an edit leaves is code that nobody writes on purpose: `a === a`, `f(x, x)`, a condition that is a
 * constant, a comparison of a comparison. Such code passes tests by switching something off.
 * @returns the weights of the oddities that were not there before; 0 for what reads like code
 */
export function oddities(file: SourceFile, changes: readonly Change[]): number {
  const [first] = changes
  const last = changes.at(-1)
  if (!first || !last) return 0
  let after: SourceFile
  try {
    after = readSource(file.path, applyChanges(file.text, changes))
  } catch {
    return 0
  }
  const grown = after.text.length - file.text.length
  const odd = oddnessWithin(after, first.start, last.end + grown) - oddnessWithin(file, first.start, last.end)
  return Math.max(0, odd) + changes.reduce((sum, change) => sum + strangeness(file, change), 0)
}

/** Operators that a program which has none of them seldom needs. */
const rare = /(?:\?\?|\*\*|<<|>>|[|&^%])(?![|&])|(?:\*|\/|%|\*\*|\|\||&&|\?\?)=/

/** What one change brings that its program knows nothing of. */
function strangeness({ code }: SourceFile, { start, end, text }: Change): number {
  const removed = code.slice(start, end)
  const operator = /^\s*[-+*/%<>=!&|^?]+\s*$/.test(text) ? text.trim() : null
  if (operator !== null && rare.test(operator) && !code.includes(` ${operator} `)) return 1.5
  if (/^\s*_\w*\s*$/.test(text)) return 2
  if (/^(['"`])\1$/.test(text) && /^(['"`]).+\1$/.test(removed)) return 1
  // One of several equal constants is seldom wrong by itself.
  if (/^\d+$/.test(text) && /^\d{2,}$/.test(removed) && code.split(new RegExp(`\\b${removed}\\b`)).length > 2) return 0.8
  return 0
}

/** Of all nodes that reach into a part of the text. */
function oddnessWithin(file: SourceFile, start: number, end: number): number {
  let sum = 0
  full(file.ast, (node) => {
    if (node.end >= start && node.start <= end) sum += oddness(node, (one) => file.code.slice(one.start, one.end))
  })
  return sum
}

function oddness(node: AnyNode, text: (node: AnyNode) => string): number {
  switch (node.type) {
    case 'BinaryExpression':
      if (text(node.left) === text(node.right) && node.operator !== '+' && node.operator !== '*' && node.operator !== '**') return 2
      if (comparisons.has(node.operator) && (isTruthValue(node.left) || isTruthValue(node.right)) && !/^(?:true|false)$/.test(text(node.right))) return 2
      return comparisons.has(node.operator) && node.left.type === 'Literal' && node.right.type === 'Literal' ? 2 : 0
    case 'LogicalExpression':
      return text(node.left) === text(node.right) ? 2 : (node.operator === '??' && isTruthValue(node.left)) || isConstant(node.left) || isConstant(node.right) && node.operator === '&&' ? 2 : 0
    case 'AssignmentExpression':
      if (node.operator !== '=' && text(node.right).includes(text(node.left))) return 1.5
      return text(node.left) === text(node.right) ? 3 : isTruthValue(node.right) && node.operator !== '=' && node.operator.length < 3 ? 2 : 0
    case 'ConditionalExpression':
      return text(node.consequent) === text(node.alternate) ? 2 : isConstant(node.test) ? 2 : 0
    case 'IfStatement':
    case 'WhileStatement':
      return isConstant(node.test) && text(node.test) !== 'true' ? 2 : node.test.type === 'AssignmentExpression' ? 2 : 0
    case 'MemberExpression':
      return node.computed && node.object.type === 'MemberExpression' && node.object.computed && node.property.type === 'Identifier' && text(node.property) === text(node.object.property) ? 1 : 0
    case 'CallExpression': {
      const given = node.arguments.filter(({ type }) => type !== 'Literal').map(text)
      return new Set(given).size < given.length ? 1 : 0
    }
    case 'ExpressionStatement':
      return /^(?:Identifier|Literal|MemberExpression|BinaryExpression)$/.test(node.expression.type) && node.directive === undefined ? 2 : 0
    default:
      return 0
  }
}

const isTruthValue = (node: AnyNode): boolean => (node.type === 'BinaryExpression' && comparisons.has(node.operator)) || (node.type === 'UnaryExpression' && node.operator === '!')

const isConstant = (node: AnyNode): boolean =>
  /^(?:Literal|ArrayExpression|ObjectExpression|ArrowFunctionExpression|FunctionExpression)$/.test(node.type) || (node.type === 'UnaryExpression' && node.operator !== 'typeof' && isConstant(node.argument))
