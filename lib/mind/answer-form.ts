import type { GenomeFiles } from '../contract/genome.ts'
import type { AnswerForm } from './question.ts'

/** Files up to here are short enough to be written anew. */
const rewriteLines = 200

/** The form that is asked for in the end: files too long to be written anew are asked for in blocks. */
export const formFor = (form: AnswerForm, files: GenomeFiles): AnswerForm =>
  form === 'file' && Object.values(files).some((text) => text.split('\n').length > rewriteLines) ? 'blocks' : form
