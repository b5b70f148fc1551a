import type { AnyNode } from 'acorn'
import { codeFault } from './code-fault.ts'
import { changeWithin } from './edit.ts'

export const constant = codeFault({
  id: 'constant',
  label: 'Change a constant',
  teaches: 'A wrong number looks as sure of itself as a right one; nothing in the language can object.',
  intensity: 'how many constants are changed: 1 to 5',
  *sites({ tree, spots }) {
    for (const spot of spots) {
      const { node, parents } = spot
      if (node.type !== 'Literal' || isNoValue(parents.at(-1))) continue
      const isText = typeof node.value === 'string'
      for (const text of othersThan(node.value)) {
        // Numbers and flags first: a changed text is often only a changed message.
        yield changeWithin(tree, isText ? { node, rank: spot.rank + 1 } : spot, { start: node.start, end: node.end, text })
      }
    }
  },
})

function othersThan(value: (AnyNode & { type: 'Literal' })['value']): string[] {
  if (typeof value === 'boolean') return [String(!value)]
  if (typeof value === 'bigint') return [`${value + 1n}n`]
  if (typeof value === 'string') return [value === '' ? "'?'" : "''"]
  if (typeof value !== 'number') return []
  const others = [value + 1, Math.abs(value - 1)].filter((other) => other !== value)
  return others.length > 0 ? others.map(String) : ['0']
}

/** Module names, keys and directives are words of the language here, and no values. */
const isNoValue = (parent: AnyNode | undefined) =>
  parent === undefined || /^(Import|Export)/.test(parent.type) || (parent.type === 'ExpressionStatement' && parent.directive !== undefined)
