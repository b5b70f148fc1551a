import { codeFault } from './code-fault.ts'
import { type Edit, quote } from './edit.ts'
import type { Tree } from './tree.ts'

const removable = ['ExpressionStatement', 'IfStatement', 'ForStatement', 'ForOfStatement', 'ForInStatement', 'WhileStatement', 'BreakStatement', 'ContinueStatement', 'ThrowStatement']

export const removedStatement = codeFault({
  id: 'removed-statement',
  label: 'Drop a statement',
  teaches: 'A step that is simply not there leaves no trace to search for, except in what the program gets wrong.',
  intensity: 'how many statements are dropped: 1 to 5',
  *sites({ tree, spots }) {
    for (const { node, rank } of spots) {
      if (!removable.includes(node.type) || (node.type === 'ExpressionStatement' && node.directive !== undefined)) continue
      yield { edits: [removal(tree, node)], rank, at: node.start, said: `${quote(tree.source.slice(node.start, node.end))} removed` }
    }
  },
})

/** Takes the line with it where nothing else stands on it, unless something has to hold the place. */
function removal(tree: Tree, { start, end }: { start: number; end: number }): Edit {
  const { source } = tree
  const indent = /[^\S\r\n]*$/.exec(source.slice(0, start))?.[0].length ?? 0
  const trail = /^[^\S\r\n]*(\r\n|\n|$)/.exec(source.slice(end))
  const before = source[start - indent - 1]
  const lineIsFree = trail !== null && (before === undefined || before === '\n') && !isBody(tree, start)
  // `a` on one line and `[b]` on the next are one expression once nothing stands between them.
  const joins = /^\s*[([`+\-*/.,]/.test(source.slice(end))
  if (!lineIsFree || joins) return { start, end, text: ';' }
  return { start: start - indent, end: end + trail[0].length, text: '' }
}

/** The whole body of an if, else or loop without braces. */
function isBody(tree: Tree, start: number): boolean {
  const before = tree.tokens.findLast((token) => token.end <= start)
  const text = before ? tree.source.slice(before.start, before.end) : ''
  return text === ')' || text === 'else' || text === 'do' || text === '=>'
}
