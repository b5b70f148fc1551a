import { Context } from '../../../lib/repair/3-edit/context.ts'
import type { Focus } from '../../../lib/repair/3-edit/generate-edits.ts'
import { type Gap, gapsAt } from '../../../lib/repair/3-edit/gaps.ts'
import type { Part } from '../../../lib/repair/3-edit/outline.ts'
import { everywhere, source } from './edits-of.ts'

/** A program, and its first statement that begins as `statement` does. */
export function partAt(text: string, statement: string, focus: Partial<Focus> = {}): { part: Part; context: Context } {
  const file = source(text)
  const context = new Context(file, everywhere(file, focus))
  const part = context.outline.parts.find(({ statement: { start } }) => text.startsWith(statement, start))
  if (!part) throw new Error(`there is no ${statement}`)
  return { part, context }
}

/** The place before that statement. */
export function gapBefore(text: string, statement: string, focus: Partial<Focus> = {}): { gap: Gap; context: Context } {
  const { part, context } = partAt(text, statement, focus)
  const gap = gapsAt(part, context).find(({ where }) => where === 'before')
  if (!gap) throw new Error(`there is no place before ${statement}`)
  return { gap, context }
}
