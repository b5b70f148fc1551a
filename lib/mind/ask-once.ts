import type { GenomeFiles } from '../contract/genome.ts'
import type { ChatEnd, ChatOrder } from '../contract/ports/model.ts'
import { applyEdits } from './apply-edits.ts'
import { putQuestion, type Question } from './question.ts'
import { readAnswer } from './read-answer.ts'

/** What was told of an answer to whoever gave it is cut to this. Characters. */
const told = 2_000

/** What one answer comes to: a version, or why it is none. `reply` is what was said, for the next question. */
type Answered = { call: string; reply: string } & ({ files: GenomeFiles; why: string } | { refused: string })

/** One question and what is made of the answer. @throws what `ask` throws */
export async function askOnce(question: Question, ask: (order: Pick<ChatOrder, 'messages' | 'schema' | 'maxTokens'>) => Promise<ChatEnd & { call: string }>): Promise<Answered> {
  const { call, text, finish } = await ask(putQuestion(question))
  const reading = readAnswer(text, { files: question.files, form: question.form, finish })
  if ('refused' in reading) return { call, reply: text.slice(0, told), ...reading }
  const reply = reading.edits.map((edit) => ('whole' in edit ? edit.whole : `${edit.search}\n=>\n${edit.replace}`)).join('\n').slice(0, told)
  const applied = applyEdits(question.files, reading.edits)
  return 'refused' in applied ? { call, reply, ...applied } : { call, reply, files: applied.files, why: reading.why }
}
