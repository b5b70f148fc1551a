import type { AnyNode } from 'acorn'
import type { SourceFile } from '../../source-file.ts'
import { type Stranger, strangersIn } from '../../1-diagnose/undeclared.ts'
import { isFunction } from '../../tree.ts'

/** A name that is used and declared nowhere. */
export interface MissingName {
  name: string
  file: SourceFile
  /** In order; at least one. */
  uses: Stranger[]
  first: Stranger
  /** The outermost function that holds all uses; null where none does. */
  home: AnyNode | null
}

export function missingNames(file: SourceFile): MissingName[] {
  const found = new Map<string, MissingName>()
  for (const use of strangersIn(file.ast)) {
    const { name } = use.node
    const home = use.parents.find(isFunction) ?? null
    const known = found.get(name)
    if (!known) { found.set(name, { name, file, uses: [use], first: use, home }); continue }
    known.uses.push(use)
    if (known.home !== home) known.home = null
  }
  return [...found.values()]
}

export const parentOf = ({ parents }: Stranger): AnyNode | undefined => parents.at(-1)

/** Whether a use gives the name a new value. */
export function isWritten(use: Stranger): boolean {
  const parent = parentOf(use)
  if (parent?.type === 'AssignmentExpression') return parent.left === use.node
  return parent?.type === 'UpdateExpression' || (parent?.type === 'ForOfStatement' && parent.left === use.node) || (parent?.type === 'ForInStatement' && parent.left === use.node)
}

/** Whether a use puts something into what the name holds: `list.push(…)`, `map.set(…)`, `sums[key] = …`. */
export function isFilled({ node, parents }: Stranger): boolean {
  const [member, outer] = [parents.at(-1), parents.at(-2)]
  if (member?.type !== 'MemberExpression' || member.object !== node) return false
  if (outer?.type === 'CallExpression') return member.property.type === 'Identifier' && /^(?:push|unshift|set|add|append)$/.test(member.property.name)
  const isKeyed = member.computed && member.property.type !== 'Literal'
  return isKeyed && ((outer?.type === 'AssignmentExpression' && outer.left === member) || outer?.type === 'UpdateExpression')
}

/** The statements of lists that a use stands in, outermost first: before each of them, another one can be put. */
export function listedStatements({ parents }: Stranger): AnyNode[] {
  return parents.filter((node, index) => {
    const parent = parents[index - 1]
    return (parent?.type === 'Program' || parent?.type === 'BlockStatement' || parent?.type === 'StaticBlock') && parent.body.some((statement) => statement === node)
  })
}

/** A statement on a line of its own before another one, at the same depth. */
export function lineBefore(text: string, { start }: AnyNode, statement: string): { start: number; end: number; text: string } {
  const indent = /[^\S\n]*$/.exec(text.slice(0, start))?.[0] ?? ''
  const isFirst = start - indent.length === 0 || text[start - indent.length - 1] === '\n'
  const end = /;[^\S\n]*(?:\/\/.*)?$/m.test(text) ? ';' : ''
  return { start, end: start, text: isFirst ? `${statement}${end}\n${indent}` : `${statement}; ` }
}
