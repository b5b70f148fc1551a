import type { AnyNode, Program } from 'acorn'

const groups = /^(?:describe|suite|context)$/
/** They make what nobody changes. */
const constant = new Set(['Date', 'RegExp', 'URL', 'Error', 'require', 'Number', 'String', 'Symbol', 'BigInt'])

/**
 * Whether the tests of a file may hang on each other: something that can change is made once for several of them, and
 * not anew before each. Such tests are only run in their own order.
 */
export function sharesState({ body }: Pick<Program, 'body'>): boolean {
  return listShares(body)
}

function listShares(statements: readonly AnyNode[]): boolean {
  const calls = statements.flatMap((node) => (node.type === 'ExpressionStatement' && node.expression.type === 'CallExpression' ? [node.expression] : []))
  const isRenewed = calls.some(({ callee }) => callee.type === 'Identifier' && callee.name === 'beforeEach')
  const makes = statements.some((node) => node.type === 'VariableDeclaration' && (node.kind !== 'const' ? !isRenewed : node.declarations.some(({ init }) => isMade(init))))
  return makes || calls.some((call) => call.callee.type === 'Identifier' && groups.test(call.callee.name) && call.arguments.some((argument) => 'body' in argument && argument.body.type === 'BlockStatement' && listShares(argument.body.body)))
}

function isMade(init: AnyNode | null | undefined): boolean {
  const made = init?.type === 'AwaitExpression' ? init.argument : init
  return (made?.type === 'NewExpression' || made?.type === 'CallExpression') && made.callee.type === 'Identifier' && !constant.has(made.callee.name)
}
