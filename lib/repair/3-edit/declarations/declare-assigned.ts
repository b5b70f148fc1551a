import type { Edit } from '../../edit.ts'
import { isWritten, type MissingName, parentOf } from './missing-name.ts'

/** `x = 1` where nothing declares `x`: the keyword before it was lost. The same in the head of a loop. */
export function* declareAssigned({ uses }: MissingName): Generator<Edit> {
  for (const use of uses) {
    const parent = parentOf(use)
    const outer = use.parents.at(-2)
    const isStatement = parent?.type === 'AssignmentExpression' && parent.operator === '=' && parent.left === use.node && outer?.type === 'ExpressionStatement'
    const isLoop = (parent?.type === 'AssignmentExpression' && outer?.type === 'ForStatement' && outer.init === parent) || ((parent?.type === 'ForOfStatement' || parent?.type === 'ForInStatement') && parent.left === use.node)
    if (!isStatement && !isLoop) continue
    const isChanged = uses.filter(isWritten).length > 1
    for (const keyword of isChanged ? ['let'] : ['const', 'let']) {
      yield { kind: 'declare-name', changes: [{ start: use.node.start, end: use.node.start, text: `${keyword} ` }], at: use.node.start, cost: keyword === 'let' && !isChanged ? 1.4 : 1 }
    }
  }
}
