import type { AnyNode } from 'acorn'
import { full } from 'acorn-walk'
import { codeFault } from './code-fault.ts'
import { changeWithin } from './edit.ts'
import { insertionsOf } from './insertions.ts'

export const infiniteLoop = codeFault({
  id: 'infinite-loop',
  label: 'Never stop looping',
  teaches: 'A program that never ends says nothing and uses a whole processor; only a clock outside of it can tell.',
  intensity: 'how many places loop for ever: 1 to 5',
  *sites(code) {
    for (const { insert } of insertionsOf(code)) yield insert('for (;;) {}')
    for (const spot of code.spots) {
      const { node } = spot
      if (node.type !== 'ForStatement' || !node.update || !node.test || canLeave(node.body)) continue
      yield changeWithin(code.tree, spot, { start: node.update.start, end: node.update.end, text: '' })
    }
  },
})

/** Whether a loop's body has a way out of its own. */
function canLeave(body: AnyNode): boolean {
  let leaves = false
  full(body, ({ type }) => {
    if (type === 'BreakStatement' || type === 'ReturnStatement' || type === 'ThrowStatement') leaves = true
  })
  return leaves
}
