import type { Edit } from './edit.ts'

/** Edits as the blocks that a model is asked for. */
export const writeBlocks = (edits: readonly Edit[]): string => edits.map(writeBlock).join('\n')

function writeBlock(edit: Edit): string {
  if ('whole' in edit) return `FILE: ${edit.file}\n\`\`\`\n${ended(edit.whole)}\`\`\`\n`
  return `FILE: ${edit.file}\n<<<<<<< SEARCH\n${ended(edit.search)}=======\n${ended(edit.replace)}>>>>>>> REPLACE\n`
}

const ended = (text: string): string => (text === '' || text.endsWith('\n') ? text : `${text}\n`)
