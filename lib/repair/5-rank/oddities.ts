import type { AnyNode } from 'acorn'
import { full } from 'acorn-walk'
import { applyChanges, type Change } from '../edit.ts'
import { readSource, type SourceFile } from '../source-file.ts'
import { calleeName } from '../tree.ts'
import { oddnessOfCall, parametersIn, type Parameters } from './odd-calls.ts'

export const comparisons = new Set(['<', '<=', '>', '>=', '==', '!=', '===', '!=='])

/**
 * How much of what an edit leaves is code that nobody writes on purpose: `a === a`, `f(x, x)`, a condition that is a
 * constant, a comparison of a comparison. Such code passes tests by switching something off.
 * What is odd in the program that failed is likely to be what is wrong with it.
 * @returns the weights of the oddities that were not there before, less those that are gone; 0 for what reads like code
 */
export function oddities(file: SourceFile, changes: readonly Change[]): number {
  if (changes.length === 0) return 0
  let after: SourceFile
  try {
    after = readSource(file.path, applyChanges(file.text, changes))
  } catch {
    return 0
  }
  return oddnessOf(after) - oddnessOf(file) + changes.reduce((sum, change) => sum + strangeness(file, change), 0)
}

/** Operators that a program which has none of them seldom needs. */
const rare = /^(?:(?:\?\?|\*\*|<<|>>|[|&^%])=?|(?:\*|\/|\|\||&&)=)$/

/** What one change brings that its program knows nothing of. */
function strangeness({ code }: SourceFile, { start, end, text }: Change): number {
  const removed = code.slice(start, end)
  const operator = /^\s*[-+*/%<>=!&|^?]+\s*$/.test(text) ? text.trim() : null
  if (operator !== null && rare.test(operator) && !code.includes(` ${operator} `)) return 1.5
  if (/^\s*_\w*\s*$/.test(text)) return 2
  // An answer of the tests, given back as it is.
  const answer = /^.*\breturn (['"`][^'"`\n]{2,}['"`]|\d{2,}|[2-9](?=;?$));?.*$/.exec(text.trim())?.[1]
  if (answer !== undefined && !code.includes(answer)) return 1
  if (/^(['"`])\1$/.test(text) && /^(['"`]).+\1$/.test(removed)) return 1
  // One of several equal constants is seldom wrong by itself.
  if (/^\d+$/.test(text) && /^\d{2,}$/.test(removed) && code.split(new RegExp(`\\b${removed}\\b`)).length > 2) return 0.8
  return 0
}

const known = new WeakMap<SourceFile, number>()

function oddnessOf(file: SourceFile): number {
  let sum = known.get(file)
  if (sum === undefined) {
    const nodes: AnyNode[] = []
    full(file.ast, (node) => void nodes.push(node))
    let words: Map<string, string[]> | undefined
    const isAlone = (word: string): boolean => (words ??= Map.groupBy(file.code.match(/[\w$]+/g) ?? [], (one) => one)).get(word)?.length === 1
    const parameters = parametersIn(nodes)
    sum = nodes.reduce((before, node) => before + oddness(node, file.code, isAlone, parameters), 0)
    known.set(file, sum)
  }
  return sum
}

/** @param isAlone whether a word stands nowhere else in the file */
function oddness(node: AnyNode, code: string, isAlone: (word: string) => boolean, parameters: Parameters): number {
  const text = ({ start, end }: AnyNode): string => code.slice(start, end)
  switch (node.type) {
    case 'BinaryExpression':
      if (isIdle(node)) return 2
      if (comparisons.has(node.operator) && (addsTo(node.left, node.right, text) || addsTo(node.right, node.left, text))) return 1.5
      if (comparisons.has(node.operator) && (isMoved(node.left, node.right) || isMoved(node.right, node.left))) return 1
      if (text(node.left) === text(node.right) && node.operator !== '+' && node.operator !== '*' && node.operator !== '**') return 2
      if (comparisons.has(node.operator) && (isTruthValue(node.left) || isTruthValue(node.right)) && !/^(?:true|false)$/.test(text(node.right))) return 2
      return comparisons.has(node.operator) && node.left.type === 'Literal' && node.right.type === 'Literal' ? 2 : 0
    case 'LogicalExpression':
      if (node.operator !== '??' && asksWhatIsNot(node, text)) return 2
      if (node.operator === '&&' && isSum(node.left)) return 1.5
      if (node.operator === '||' && [node.left, node.right].some((side) => side.type === 'LogicalExpression' && side.operator === '&&' && code[side.start - 1] !== '(')) return 0.5
      if (node.operator !== '??' && sameIsTwo(node, text)) return 1
      return text(node.left) === text(node.right) ? 2 : (node.operator === '||' && text(node.right) === 'true') || (node.operator === '??' && isTruthValue(node.left)) || isConstant(node.left) || isConstant(node.right) && node.operator === '&&' ? 2 : 0
    case 'AssignmentExpression':
      if (node.operator !== '=' && text(node.right).includes(text(node.left))) return 1.5
      return text(node.left) === text(node.right) ? 3 : isTruthValue(node.right) && node.operator !== '=' && node.operator.length < 3 ? 2 : 0
    case 'ConditionalExpression':
      return text(node.consequent) === text(node.alternate) ? 2 : isConstant(node.test) ? 2 : isSum(node.test) ? 1.5 : 0
    case 'IfStatement':
    case 'WhileStatement':
      return isConstant(node.test) && text(node.test) !== 'true' ? 2 : node.test.type === 'AssignmentExpression' ? 2 : isSum(node.test) ? 1.5 : 0
    case 'ForStatement': {
      const [test, update] = [node.test, node.update]
      if (test?.type !== 'BinaryExpression' || update?.type !== 'UpdateExpression' || text(test.left) !== text(update.argument)) return 0
      return (update.operator === '++' ? /^>=?$/ : /^<=?$/).test(test.operator) ? 2 : 0
    }
    case 'UnaryExpression':
      return node.operator === '!' && (node.argument.type === 'BinaryExpression' && comparisons.has(node.argument.operator) || node.argument.type === 'LogicalExpression') ? 1 : 0
    case 'MemberExpression':
      if (!node.computed && text(node.property) === 'length' && node.object.type === 'CallExpression' && /^(?:sort|reverse|map|toSorted|toReversed)$/.test(calleeName(node.object.callee))) return 1
      if (node.object.type === 'ThisExpression' && node.property.type === 'Identifier' && isAlone(node.property.name)) return 2
      return node.computed && node.object.type === 'MemberExpression' && node.object.computed && node.property.type === 'Identifier' && text(node.property) === text(node.object.property) ? 1 : 0
    case 'CallExpression': {
      const given = node.arguments.filter(({ type }) => type !== 'Literal').map(text)
      return (new Set(given).size < given.length ? 1 : 0) + oddnessOfCall(node, code, parameters)
    }
    case 'SpreadElement':
      return node.argument.type === 'Literal' ? 2 : 0
    case 'ExpressionStatement':
      return /^(?:Identifier|Literal|MemberExpression|BinaryExpression)$/.test(node.expression.type) && node.directive === undefined ? 2 : 0
    default:
      return 0
  }
}

/** An operand that decides all by itself, or nothing at all. */
const isIdle = ({ operator, left, right }: AnyNode & { type: 'BinaryExpression' }): boolean => {
  const is = (node: AnyNode, ...values: number[]): boolean => node.type === 'Literal' && values.includes(node.value as number)
  switch (operator) {
    case '*': return is(left, 0, 1) || is(right, 0, 1)
    case '/': return is(left, 0) || is(right, 0, 1)
    case '**': return is(left, 0, 1) || is(right, 0, 1)
    case '%': return is(left, 0) || is(right, 0)
    case '+': return is(left, 0) || is(right, 0)
    case '-': return is(right, 0)
    default: return false
  }
}

/** `a + 1 < 5`: a number less would have done. */
const isMoved = (one: AnyNode, other: AnyNode): boolean =>
  isNumber(other) && one.type === 'BinaryExpression' && /^[-+*/]$/.test(one.operator) && (isNumber(one.left) || isNumber(one.right))

const isNumber = (node: AnyNode): boolean => node.type === 'Literal' && typeof node.value === 'number'

/** Something whose truth says little. */
const isSum = (node: AnyNode): boolean => node.type === 'BinaryExpression' && /^[-+*/]$/.test(node.operator)

/** `a === 1 && a === 2`, `a !== 1 || a !== 2`: never, and always. */
const sameIsTwo = ({ operator, left, right }: AnyNode & { type: 'LogicalExpression' }, text: (node: AnyNode) => string): boolean =>
  left.type === 'BinaryExpression' && right.type === 'BinaryExpression' && left.operator === right.operator && left.operator === (operator === '&&' ? '===' : '!==') && text(left.left) === text(right.left)

/** `a + b`, `b - a`. */
const addsTo = (one: AnyNode, other: AnyNode, text: (node: AnyNode) => string): boolean =>
  other.type === 'BinaryExpression' && /^[-+]$/.test(other.operator) && [other.left, other.right].some((operand) => text(operand) === text(one))

/** `!a && a.b` and `a || a.b`: of what is not there, something is asked. */
const asksWhatIsNot = ({ operator, left, right }: AnyNode & { type: 'LogicalExpression' }, text: (node: AnyNode) => string): boolean => {
  const isNegated = left.type === 'UnaryExpression' && left.operator === '!'
  const asked = isNegated ? left.argument : left
  return isNegated === (operator === '&&') && /^(?:Identifier|MemberExpression)$/.test(asked.type) && [`${text(asked)}.`, `${text(asked)}[`].some((start) => text(right).startsWith(start))
}

const isTruthValue = (node: AnyNode): boolean => (node.type === 'BinaryExpression' && comparisons.has(node.operator)) || (node.type === 'UnaryExpression' && node.operator === '!')

const isConstant = (node: AnyNode): boolean =>
  /^(?:Literal|ArrayExpression|ObjectExpression|ArrowFunctionExpression|FunctionExpression)$/.test(node.type) || (node.type === 'UnaryExpression' && node.operator !== 'typeof' && isConstant(node.argument))
