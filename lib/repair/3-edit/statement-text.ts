import type { AnyNode } from 'acorn'
import type { Change } from '../edit.ts'
import type { Context } from './context.ts'

/** The list of statements that a statement stands in, and its place there; null where it stands alone. */
export function siblingsOf(statement: AnyNode, context: Context): { list: readonly AnyNode[]; index: number; parent: AnyNode } | null {
  const node = listed(statement, context)
  const parent = context.parent(node)
  if (!parent) return null
  const list = listIn(parent)
  const index = list ? list.indexOf(node) : -1
  return list && index !== -1 ? { list, index, parent } : null
}

/** What stands in the list: of `export const a = 1`, all of it. */
function listed(statement: AnyNode, context: Context): AnyNode {
  const parent = context.parent(statement)
  return parent?.type === 'ExportNamedDeclaration' ? parent : statement
}

export function listIn(parent: AnyNode): readonly AnyNode[] | null {
  switch (parent.type) {
    case 'Program': case 'BlockStatement': case 'StaticBlock': return parent.body
    case 'SwitchCase': return parent.consequent
    default: return null
  }
}

/** Where a statement ends in the text: the tree knows nothing of the type that may stand last, `x as T`. */
export function endOf({ end }: { end: number }, { file: { text, code } }: Context): number {
  let last = end
  for (let at = end; at < text.length && /[^\S\n]/.test(code.charAt(at)); at += 1) if (text.charAt(at) !== code.charAt(at)) last = at + 1
  return last
}

/** The white space that a line begins with. */
function indentAt(offset: number, { file }: Context): string {
  const lineStart = file.text.lastIndexOf('\n', offset - 1) + 1
  return /^[^\S\r\n]*/.exec(file.text.slice(lineStart, offset))?.[0] ?? ''
}

/** A statement's text, ended as the file ends them. `next` is what will stand behind it. */
function ended(statement: string, context: Context, next?: AnyNode): string {
  if (statement.endsWith(';') || (/^(if|for|while|do|switch|try|\{)/.test(statement) && /(?<!return \{)\}$/.test(statement))) return statement
  return context.semicolons || (next && beginsJoining(next, context)) ? `${statement};` : statement
}

/** `a` on one line and `[b]` on the next are one expression. */
const beginsJoining = (node: AnyNode, { file }: Context): boolean => /[([`+\-*/]/.test(file.code.charAt(node.start))

/** One more statement in front of another. */
export function insertBefore(before: AnyNode, statement: string, context: Context): Change {
  const node = listed(before, context)
  const indent = indentAt(node.start, context)
  if (!siblingsOf(node, context)) return node.type === 'BlockStatement' ? insertFirst(node, statement, context) : alone(node, `${closed(statement)} ${context.text(node)}`)
  const ownLine = context.file.text.slice(0, node.start).endsWith(`\n${indent}`) || node.start === indent.length
  return { start: node.start, end: node.start, text: ownLine ? `${ended(statement, context, node)}${context.eol}${indent}` : `${closed(statement)} ` }
}

/** One more statement behind another. */
export function insertAfter(behind: AnyNode, statement: string, context: Context): Change {
  const node = listed(behind, context)
  const siblings = siblingsOf(node, context)
  if (!siblings) return alone(node, `${closed(context.text(node))} ${ended(statement, context)}`)
  const next = siblings.list[siblings.index + 1]
  const needsEnd = !/[;}]/.test(context.file.code.charAt(node.end - 1)) && /^[([`+\-*/]/.test(statement)
  const end = endOf(node, context)
  return { start: end, end, text: `${needsEnd ? ';' : ''}${context.eol}${indentAt(node.start, context)}${ended(statement, context, next)}` }
}

/** One more statement at the head of a block. */
export function insertFirst(block: AnyNode, statement: string, context: Context): Change {
  const [first] = listIn(block) ?? []
  if (first) return insertBefore(first, statement, context)
  return { start: block.start + 1, end: block.start + 1, text: ` ${ended(statement, context)} ` }
}

/** One more statement at the end of a block. */
export function insertLast(block: AnyNode, statement: string, context: Context): Change {
  const last = listIn(block)?.at(-1)
  return last ? insertAfter(last, statement, context) : insertFirst(block, statement, context)
}

/** So that another statement may follow on the same line. */
const closed = (statement: string): string => (statement.endsWith(';') ? statement : `${statement};`)

const alone = (node: AnyNode, text: string): Change => ({ start: node.start, end: node.end, text: `{ ${text} }` })

/** Takes the line with it where nothing else stands on it. */
export function removal(statement: AnyNode, context: Context): Change {
  const node = listed(statement, context)
  const { text } = context.file
  const siblings = siblingsOf(node, context)
  if (!siblings) return { start: node.start, end: node.end, text: '{}' }
  const indent = indentAt(node.start, context)
  const lineStart = node.start - indent.length
  const end = endOf(node, context)
  const trail = /^[^\S\r\n]*(\r\n|\n|$)/.exec(text.slice(end, end + 200))
  const next = siblings.list[siblings.index + 1]
  const isOwnLine = lineStart === 0 || text[lineStart - 1] === '\n'
  if (next && beginsJoining(next, context) && !context.semicolons) return { start: node.start, end, text: ';' }
  return isOwnLine && trail ? { start: lineStart, end: end + trail[0].length, text: '' } : { start: node.start, end, text: '' }
}
