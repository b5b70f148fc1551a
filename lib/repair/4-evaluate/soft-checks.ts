import type { AnyNode, Program } from 'acorn'
import type { SourceFile } from '../source-file.ts'
import { calleeName } from '../tree.ts'
import type { Splice } from './spliced-text.ts'

/** What a softened check calls with what it caught. */
export const softName = '$soft_ouroboros'

/**
 * Lets a test go on behind an assertion that failed, which is counted: so one run tells of every assertion whether it
 * holds, and a candidate that repairs half of them is known to be on its way. Whatever failed has failed the test in
 * the end, so that verdicts stay what they are.
 *
 * Softened are statements that are assertions, and in a file that defines no tests all statements at its top level
 * that declare nothing. Not inside `try`: there, an assertion that fails is meant to be caught.
 */
export function softChecks(file: SourceFile, definesTests: boolean): Splice[] {
  const splices: Splice[] = []
  let pair = 1_000_000
  const asserts = assertNames(file.ast)
  const soften = (node: AnyNode): void => {
    pair += 1
    splices.push({ start: node.start, end: node.start, text: 'try{', pair }, { start: node.end, end: node.end, text: `;}catch($caught){${softName}($caught)}`, pair })
  }
  const visit = (value: unknown, isTop: boolean): void => {
    if (Array.isArray(value)) { for (const one of value) visit(one, isTop); return }
    if (typeof value !== 'object' || value === null || !('type' in value)) return
    const node = value as AnyNode
    if (node.type === 'TryStatement') { visit(node.handler, false); visit(node.finalizer, false); return }
    // What is meant to throw has to: assert.throws(() => …), it.fails('…', () => …).
    if (node.type === 'CallExpression' && /throws|rejects|toThrow|^fails$|^failing$/i.test(calleeName(node.callee))) return
    if (node.type === 'CallExpression' && node.arguments.some((argument) => argument.type === 'ObjectExpression' && /expectFailure/.test(file.code.slice(argument.start, argument.end)))) return
    const isUnit = isTop && !definesTests && /^(Expression|If|For|ForOf|ForIn|While)Statement$/.test(node.type)
    if (isUnit || (node.type === 'ExpressionStatement' && node.directive === undefined && isAssertion(node.expression, asserts))) soften(node)
    for (const child of Object.values(node)) visit(child, false)
  }
  visit(file.ast.body, true)
  return splices
}

/** Names that stand for node:assert or one of its functions here. */
function assertNames(ast: Program): Set<string> {
  const names = new Set(['assert', 'expect'])
  const isAssert = (source: unknown): boolean => typeof source === 'string' && /^(node:)?assert(\/strict)?$/.test(source)
  for (const node of ast.body) {
    if (node.type === 'ImportDeclaration' && isAssert(node.source.value)) for (const { local } of node.specifiers) names.add(local.name)
    if (node.type !== 'VariableDeclaration') continue
    for (const { id, init } of node.declarations) {
      const call = init?.type === 'MemberExpression' ? init.object : init
      if (call?.type !== 'CallExpression' || call.arguments[0]?.type !== 'Literal' || !isAssert(call.arguments[0].value)) continue
      if (id.type === 'Identifier') names.add(id.name)
      if (id.type === 'ObjectPattern') for (const property of id.properties) if (property.type === 'Property' && property.value.type === 'Identifier') names.add(property.value.name)
    }
  }
  return names
}

function isAssertion(expression: AnyNode, asserts: ReadonlySet<string>): boolean {
  if (expression.type === 'AwaitExpression') return isAssertion(expression.argument, asserts)
  if (expression.type !== 'CallExpression') return false
  let root: AnyNode = expression
  while (root.type === 'CallExpression' || root.type === 'MemberExpression') {
    if (root.type === 'MemberExpression' && root.property.type === 'Identifier' && root.property.name === 'assert') return true
    root = root.type === 'CallExpression' ? root.callee : root.object
  }
  return root.type === 'Identifier' && asserts.has(root.name)
}
