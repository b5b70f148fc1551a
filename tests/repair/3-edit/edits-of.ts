import { applyChanges, type Edit } from '../../../lib/repair/edit.ts'
import { readSource, type SourceFile } from '../../../lib/repair/source-file.ts'
import { statementsOf } from '../../../lib/repair/statements.ts'
import type { Focus } from '../../../lib/repair/3-edit/generate-edits.ts'

/** Every statement of a file in focus, in the order of the text. */
export const everywhere = (file: SourceFile, more: Partial<Focus> = {}): Focus => ({
  statements: statementsOf(file.ast).map(({ id }) => id),
  constants: [],
  first: [],
  ...more,
})

export const source = (text: string, path = 'program.js'): SourceFile => readSource(path, text)

/** What edits come to, in their order. */
export const resultsOf = (text: string, edits: Iterable<Edit>): string[] => Array.from(edits, ({ changes }) => applyChanges(text, changes))

/** Spacing, and semicolons that nothing hangs on, are no difference. */
export const squeeze = (text: string): string => text.replace(/\s+|;/g, '')
