import type { AnyNode } from 'acorn'
import { codeFault } from './code-fault.ts'
import { type Edit, quote } from './edit.ts'
import { type Tree, tokenFrom } from './tree.ts'

const removable = ['ExpressionStatement', 'IfStatement', 'ForStatement', 'ForOfStatement', 'ForInStatement', 'WhileStatement', 'BreakStatement', 'ContinueStatement', 'ThrowStatement']

/** Parents that hold a list of statements: one less is still a list. */
const lists = ['Program', 'BlockStatement', 'SwitchCase', 'StaticBlock']

export const removedStatement = codeFault({
  id: 'removed-statement',
  label: 'Drop a statement',
  teaches: 'A step that is simply not there leaves no trace to search for, except in what the program gets wrong.',
  intensity: 'how many statements are dropped: 1 to 5',
  *sites({ tree, spots }) {
    for (const { node, rank, parents } of spots) {
      if (!removable.includes(node.type) || (node.type === 'ExpressionStatement' && node.directive !== undefined)) continue
      yield { edits: [removal(tree, node, lists.includes(parents.at(-1)?.type ?? ''))], rank, at: node.start, said: `${quote(tree.source.slice(node.start, node.end))} removed` }
    }
  },
})

/** Takes the line with it where nothing else stands on it, unless something has to hold the place. */
function removal(tree: Tree, { start, end }: AnyNode, isListed: boolean): Edit {
  const { source } = tree
  const indent = /[^\S\r\n]*$/.exec(source.slice(0, start))?.[0].length ?? 0
  const trail = /^[^\S\r\n]*(\r\n|\n|$)/.exec(source.slice(end))
  const before = source[start - indent - 1]
  const lineIsFree = trail !== null && (before === undefined || before === '\n') && isListed
  // `a` on one line and `[b]` on the next are one expression once nothing stands between them.
  const next = tokenFrom(tree, end)
  const joins = next !== undefined && /^[([`+\-*/.,]/.test(source.slice(next.start, next.end))
  if (!lineIsFree || joins) return { start, end, text: ';' }
  return { start: start - indent, end: end + trail[0].length, text: '' }
}
