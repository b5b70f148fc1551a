import type { AnyNode, BlockStatement, Program } from 'acorn'
import { full } from 'acorn-walk'
import type { Splice } from './spliced-text.ts'

/** What a module of the program is given beside its own: no text of a user's says it by chance. */
export const fuelName = '$fuel_ouroboros'
const burn = `if(--${fuelName}.left<0)${fuelName}.out();`
const burnThen = `(--${fuelName}.left<0&&${fuelName}.out(),`

const loops = new Set(['ForStatement', 'ForInStatement', 'ForOfStatement', 'WhileStatement', 'DoWhileStatement'])

/** Burns fuel at each turn of a loop and each call of a function, so that no candidate runs for ever. */
export function fuelSplices(ast: Program): Splice[] {
  const splices: Splice[] = []
  let pair = 0
  const wrap = (node: AnyNode, open: string, close: string): void => {
    pair += 1
    splices.push({ start: node.start, end: node.start, text: open, pair }, { start: node.end, end: node.end, text: close, pair })
  }
  full(ast, (found) => {
    const node = found
    if (loops.has(node.type)) {
      const { body } = node as AnyNode & { body: AnyNode }
      if (body.type === 'BlockStatement') splices.push({ start: body.start + 1, end: body.start + 1, text: burn })
      else wrap(body, `{${burn}`, '}')
    } else if (node.type === 'ArrowFunctionExpression' && node.expression) {
      const { body } = node
      // Around the parentheses that an object literal or a sequence stands in, the offsets are the inner ones.
      wrap(body, burnThen, ')')
    } else if (node.type === 'FunctionDeclaration' || node.type === 'FunctionExpression' || node.type === 'ArrowFunctionExpression') {
      const at = afterDirectives(node.body as BlockStatement)
      splices.push({ start: at, end: at, text: burn })
    }
  })
  return splices
}

function afterDirectives(body: BlockStatement): number {
  let at = body.start + 1
  for (const statement of body.body) {
    if (statement.type !== 'ExpressionStatement' || statement.directive === undefined) break
    at = statement.end
  }
  return at
}
