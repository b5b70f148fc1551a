import { codeFault } from './code-fault.ts'
import { changeWithin } from './edit.ts'
import type { Spot } from './spots.ts'

export const renamedVariable = codeFault({
  id: 'renamed-variable',
  label: 'Misspell a name',
  teaches: 'One name misspelt where it is used: the file still parses, and fails only when that line is reached.',
  intensity: 'how many uses of names are misspelt: 1 to 5',
  *sites({ tree, spots }) {
    const declared = new Set(spots.flatMap(({ node, written }) => (node.type === 'Identifier' && written ? [node.name] : [])))
    for (const spot of spots) {
      const { node, written } = spot
      if (node.type !== 'Identifier' || written || !declared.has(node.name) || isNotRead(spot)) continue
      yield changeWithin(tree, spot, { start: node.start, end: node.end, text: misspell(node.name, (name) => tree.source.includes(name)) })
    }
  },
})

/** `total` becomes `totla`; where that is a word of the file already, or no change, letters are doubled. */
function misspell(name: string, isTaken: (name: string) => boolean): string {
  let wrong = name.slice(0, -2) + name.slice(-2).split('').reverse().join('')
  while (!/^[\p{ID_Start}$_]/u.test(wrong) || isTaken(wrong)) wrong = (wrong === name || isTaken(wrong) ? wrong : name) + name.slice(-1)
  return wrong
}

/** `typeof x` forgives a name that is not there, and `{ x }` would change the key too. */
function isNotRead({ node, parents }: Spot): boolean {
  const parent = parents.at(-1)
  return (parent?.type === 'UnaryExpression' && parent.operator === 'typeof') || (parent?.type === 'Property' && parent.shorthand) ||
    (parent?.type === 'AssignmentExpression' && parent.left === node)
}
