import { expect, test } from 'vitest'
import type { ChatOrder } from '../../lib/contract/ports/model.ts'
import { Dialogue } from '../../lib/mind/dialogue.ts'

const matter = {
  goal: 'heal' as const, organism: { title: 'Add', kind: 'script' as const, entry: 'main.js' }, files: { 'main.js': 'exports.add = (a, b) => a - b\n' },
  verdict: null, output: '', spec: null, tests: {}, failing: null, lessons: [],
}
type Asked = Pick<ChatOrder, 'messages' | 'schema' | 'maxTokens'>
const edit = (replace: string): string => `WHY: the sign\nFILE: main.js\n<<<<<<< SEARCH\na - b\n=======\n${replace}\n>>>>>>> REPLACE\n`

function answering(...answers: string[]) {
  const asked: Asked[] = []
  return {
    asked,
    ask: async (order: Asked) => {
      asked.push(order)
      return { text: answers[asked.length - 1] ?? '', finish: 'stop' as const, usage: null, firstTokenMs: 1, ms: 1, requests: 1, call: `call ${asked.length}` }
    },
  }
}
const lastWords = ({ asked }: { asked: Asked[] }): string => asked.at(-1)?.messages.at(-1)?.text ?? ''

test('an answer is a version, and comes with what was said of the call', async () => {
  const model = answering(edit('a + b'))
  const dialogue = new Dialogue()
  expect(await dialogue.ask(matter, model.ask)).toMatchObject({ files: { 'main.js': 'exports.add = (a, b) => a + b\n' }, why: 'the sign', end: { call: 'call 1' } })
  expect(lastWords(model)).not.toContain('attempts that were refused')
  expect([dialogue.lastDeath, dialogue.isStuck]).toEqual(['', false])
})

test('each question tells what the answers before it died of, and what others tried', async () => {
  const model = answering(edit('a * b'), edit('a + b'))
  const dialogue = new Dialogue()
  await dialogue.ask(matter, model.ask)
  dialogue.died('2 and 3 make 6')
  await dialogue.ask(matter, model.ask, [{ tried: 'the line taken away', why: 'add is not there' }])
  for (const told of ['a * b', '2 and 3 make 6', 'the line taken away', 'add is not there']) expect(lastWords(model)).toContain(told)
})

test('who cannot keep to a form is asked for the next one, and is told why; the last form stays', async () => {
  const model = answering('I would look at the sign.', '{"why":', 'no', 'no')
  const dialogue = new Dialogue()
  for (let nth = 0; nth < 4; nth += 1) expect(await dialogue.ask(matter, model.ask)).toHaveProperty('refused')
  expect(model.asked.map(({ schema }) => schema !== undefined)).toEqual([false, true, false, false])
  expect(lastWords(model)).toContain('it could not be used')
  expect(dialogue.lastDeath).toMatch(/^it could not be used: /)
})

test('the same edit that dies of the same twice is the end; of something else, it is not', async () => {
  const model = answering(edit('a * b'), edit('a * b'), edit('a * b'))
  const dialogue = new Dialogue()
  for (const [why, isStuck] of [['2 and 3 make 6', false], ['it is not a number', false], ['2 and 3 make 6', true]] as const) {
    await dialogue.ask(matter, model.ask)
    dialogue.died(why)
    expect(dialogue.isStuck).toBe(isStuck)
  }
})

test('what the model is hindered by goes through, and nothing is held against it', async () => {
  const dialogue = new Dialogue()
  await expect(dialogue.ask(matter, () => Promise.reject(new Error('no line')))).rejects.toThrow('no line')
  expect(dialogue.lastDeath).toBe('')
})
