import type { Sandbox } from '../../lib/contract/ports/sandbox.ts'
import type { Pen } from '../../lib/factory/pen.ts'
import { ratioOf, type Figure } from '../figure.ts'
import { makeIn } from './make-in.ts'

const sentence = 'a todo list with due dates that must not lie in the past, sorted by due date'
const fence = (language: string, text: string): string => `\`\`\`${language}\n${text}\n\`\`\`\n`
const answers: Readonly<Record<string, string>> = {
  furtherFaults: fence('js', `function furtherFaults(record, today) {
  return record.dueDate !== null && record.dueDate < today ? { dueDate: 'must not lie in the past' } : {}
}`) + fence('json', '{"accepts": {"title": "Feed the cat", "dueDate": "1970-01-02"}, "refuses": {"title": "Feed the cat", "dueDate": "1969-12-31"}, "field": "dueDate"}'),
  inOrder: fence('js', `function inOrder(one, other) {
  if (one.dueDate === other.dueDate) return one.id - other.id
  if (one.dueDate === null || other.dueDate === null) return one.dueDate === null ? 1 : -1
  return one.dueDate < other.dueDate ? -1 : 1
}`) + fence('json', '{"first": {"title": "First", "dueDate": "1970-01-02"}, "second": {"title": "Second", "dueDate": "1970-01-03"}}'),
}

/** A model that answers as one would that gets it right at once. */
const scripted: Pen = {
  name: 'scripted/one',
  async ask({ messages }) {
    const asked = messages.at(-1)?.text ?? ''
    const [, text] = Object.entries(answers).find(([name]) => asked.includes(`Write the function ${name}(`)) ?? []
    if (text === undefined) throw new Error('nobody has written an answer to that')
    return { text, finish: 'stop', usage: null, firstTokenMs: 0, ms: 0, requests: 1, usd: 0 }
  },
}

/** What a model writes where templates carry the rest, in tokens of o200k_base, beside all files that were made. */
export async function gapTokens(sandbox: Sandbox): Promise<Figure[]> {
  const { end, share, remove } = await makeIn(sandbox, sentence, scripted)
  remove()
  if (end.end !== 'well' || share === null) throw new Error(`what the model wrote is not well: ${end.why}`)
  return [{ name: 'tokens by a model, a rule and an order in words', value: share.written, unit: 'tokens', control: share.whole, ratio: ratioOf(share.written, share.whole), goal: 'told; the control is all files, written whole', met: share.written < share.whole }]
}
