import type { Edit } from '../../edit.ts'
import { isWritten, lineBefore, type MissingName, parentOf } from './missing-name.ts'

/** A class of one line, for what is thrown, made or asked for by `instanceof`: most often an error. */
export function* lostClass({ name, uses, file }: MissingName, isShown: boolean): Generator<Edit> {
  const [head] = file.ast.body.filter(({ type }) => type !== 'ImportDeclaration')
  const isClass = uses.some((use) => {
    const parent = parentOf(use)
    return (parent?.type === 'NewExpression' && parent.callee === use.node) || (parent?.type === 'BinaryExpression' && parent.operator === 'instanceof' && parent.right === use.node)
  })
  if (!head || !isClass || uses.some(isWritten)) return
  const base = 'class extends Error {}'.replace('class', `class ${name}`)
  for (const [order, text] of [base, `class ${name} {}`].entries()) {
    yield { kind: 'declare-name', changes: [lineBefore(file.text, head, (isShown ? 'export ' : '') + text)], at: head.start, cost: 1 + order * 0.8 }
  }
}
