import type { AnyNode } from 'acorn'

const binary: Readonly<Record<string, number>> = {
  '??': 3, '||': 4, '&&': 5, '|': 6, '^': 7, '&': 8, '==': 9, '!=': 9, '===': 9, '!==': 9, '<': 10, '<=': 10, '>': 10, '>=': 10,
  in: 10, instanceof: 10, '<<': 11, '>>': 11, '>>>': 11, '+': 12, '-': 12, '*': 13, '/': 13, '%': 13, '**': 14,
}

/** An argument, an element, the right side of `=`. */
export const assignment = 2
const conditional = 3
export const logicalOr = 4
export const logicalAnd = 5
export const equality = 9
export const relational = 10
export const additive = 12
export const multiplicative = 13
export const unary = 15
/** What may stand before `.` and `(`. */
export const member = 18
export const primary = 20

export const precedenceOfOperator = (operator: string): number => binary[operator] ?? additive

/** How tightly an expression holds together: the higher, the fewer parentheses it needs. */
export function precedenceOf(node: AnyNode): number {
  switch (node.type) {
    case 'SequenceExpression': return 1
    case 'AssignmentExpression': case 'ArrowFunctionExpression': case 'YieldExpression': return assignment
    case 'ConditionalExpression': return 2.5
    case 'LogicalExpression': case 'BinaryExpression': return precedenceOfOperator(node.operator)
    case 'UnaryExpression': case 'AwaitExpression': return unary
    case 'UpdateExpression': return 16
    case 'ChainExpression': return 17
    case 'CallExpression': case 'MemberExpression': case 'NewExpression': case 'TaggedTemplateExpression': return member
    // `1.toString()` does not parse, `function () {}()` neither.
    case 'FunctionExpression': case 'ClassExpression': return 17
    case 'Literal': return typeof node.value === 'number' ? 17 : primary
    case 'SpreadElement': return assignment
    default: return primary
  }
}

/** How tightly an expression has to hold together to stand in a place without parentheses. */
export function precedenceAt(parent: AnyNode, key: string): number {
  switch (parent.type) {
    case 'BinaryExpression': {
      const own = precedenceOfOperator(parent.operator)
      if (parent.operator === '**') return key === 'left' ? 16 : 14
      return key === 'left' ? own : own + 1
    }
    case 'LogicalExpression': {
      // `??` is not to be mixed with the others without parentheses.
      if (parent.operator === '??') return 6
      const own = precedenceOfOperator(parent.operator)
      return key === 'left' ? own : own + 1
    }
    case 'UnaryExpression': case 'AwaitExpression': return unary
    case 'UpdateExpression': return member
    case 'ConditionalExpression': return key === 'test' ? conditional : assignment
    case 'MemberExpression': return key === 'object' ? member : 0
    case 'CallExpression': return key === 'callee' ? member : assignment
    case 'NewExpression': return key === 'callee' ? primary : assignment
    case 'TaggedTemplateExpression': return key === 'tag' ? member : assignment
    case 'TemplateLiteral': case 'ReturnStatement': case 'ThrowStatement': case 'IfStatement': case 'WhileStatement': case 'DoWhileStatement':
    case 'SwitchStatement': case 'SwitchCase': case 'ForStatement': case 'ForInStatement': case 'ExpressionStatement': return 0
    default: return key === 'superClass' ? member : assignment
  }
}
