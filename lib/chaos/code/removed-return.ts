import { codeFault } from './code-fault.ts'
import { changeWithin } from './edit.ts'
import { arrowBodyStart } from './tree.ts'

/** A statement may begin with these as it is; anything else could be taken for a block or join the line above. */
const beginsStatement = /^(?!function\b|class\b|async\b|let\b)[\w$]/

export const removedReturn = codeFault({
  id: 'removed-return',
  label: 'Forget to return',
  teaches: 'The work is done and its result is dropped: callers get undefined and fail somewhere else.',
  intensity: 'how many returns are forgotten: 1 to 5',
  *sites({ tree, spots }) {
    for (const spot of spots) {
      const { node } = spot
      if (node.type === 'ReturnStatement') {
        const end = node.start + 'return'.length
        const rest = tree.source.slice(end, node.end).trimStart()
        const dropped = { start: node.start, end: node.end - rest.length, text: '' }
        const isPlain = node.argument !== null && beginsStatement.test(rest)
        yield changeWithin(tree, spot, isPlain ? dropped : node.argument ? { start: node.start, end, text: 'void' } : { ...dropped, end: node.end, text: ';' })
      } else if (node.type === 'ArrowFunctionExpression' && node.expression) {
        const start = arrowBodyStart(tree, node)
        const keyword = beginsStatement.test(tree.source.slice(start)) ? '' : 'void '
        yield changeWithin(tree, spot, { start, end: start, text: `{ ${keyword}` }, { start: node.end, end: node.end, text: ' }' })
      }
    }
  },
})
