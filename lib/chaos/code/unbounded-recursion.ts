import type { AnyNode } from 'acorn'
import { codeFault } from './code-fault.ts'
import { type Insertion, insertionsOf } from './insertions.ts'
import { unitName } from './reach.ts'

export const unboundedRecursion = codeFault({
  id: 'unbounded-recursion',
  label: 'Recurse without end',
  teaches: 'A function that calls itself with nothing to stop it fills the stack, and the error comes from the deepest call.',
  intensity: 'how many functions call themselves for ever: 1 to 5',
  sites: (code) => insertionsOf(code).map((insertion) => insertion.insert(selfCall(insertion) ?? 'void (function again() { again(); })();')),
})

/** The function's own call of itself with the arguments it was given; null where it has no name to call. */
function selfCall({ spot }: Insertion): string | null {
  if (!spot) return null
  const { node, parents } = spot
  const name = unitName(node, parents.at(-1))
  if (name === null || !('params' in node) || node.generator) return null
  const names = node.params.map((param: AnyNode) => (param.type === 'Identifier' ? param.name : null))
  if (names.every((param) => param !== null)) return `return ${name}(${names.join(', ')});`
  return node.type === 'ArrowFunctionExpression' ? null : `return ${name}(...arguments);`
}
