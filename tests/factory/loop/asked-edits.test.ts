import { expect, test } from 'vitest'
import { ModelUnreachableError } from '../../../lib/contract/errors.ts'
import { scenarioSchema } from '../../../lib/contract/factory/scenario.ts'
import { askedEdits } from '../../../lib/factory/loop/asked-edits.ts'
import type { PatchPorts, Patient } from '../../../lib/factory/loop/patient.ts'
import { within, type Pen, type PenOrder } from '../../../lib/factory/pen.ts'

const broken = 'def count(rows):\n    return len(row)\n'
const scenario = scenarioSchema.parse({ id: 'visits-counts', title: 'counts', of: 'visits', iteration: 1, steps: [{ ask: 'visits', path: '/counts', expect: { status: 200 } }] })
const patient: Patient = {
  app: 'links', log: 'listens on port 7\nNameError: row', recorded: {}, before: { 'main.py': broken.replace('len(row)', 'len(rows)') }, budgetMs: 1_000, seed: 3, tests: { scenarios: [scenario], changes: [] },
  component: { id: 'visits', title: 'Visits', layer: 'workers', language: 'python', needs: [], keepsData: true, port: 0, files: { 'main.py': broken, 'contract.json': '{}' } },
  trouble: { component: 'visits', why: 'NameError: row', scenarios: ['visits-counts'], deaths: [], failing: null },
}
const block = (now: string, then: string): string => `WHY: a name was cut off\nFILE: main.py\n<<<<<<< SEARCH\n${now}\n=======\n${then}\n>>>>>>> REPLACE\n`

function answering(...answers: (string | Error)[]) {
  const asked: PenOrder[] = []
  const pen: Pen = {
    name: 'scripted/one',
    async ask(order) {
      asked.push(order)
      const answer = answers[asked.length - 1] ?? 'I have said all.'
      if (answer instanceof Error) throw answer
      return { text: answer, finish: 'stop', usage: null, firstTokenMs: 1, ms: 1, requests: 1, usd: 0.4 }
    },
  }
  return { asked, pen, edits: (own = pen) => askedEdits(patient, [scenario], { pen: own, stop: new AbortController().signal } as PatchPorts) }
}

test('a model is told what failed, what was printed and what was changed since; its answer changes no other file', async () => {
  const { asked, edits } = answering('I would look at the names.', block('len(row)', 'len(rows)'))
  const { value, done } = await edits().next()
  expect([done, value]).toEqual([false, { files: { 'main.py': broken.replace('len(row)', 'len(rows)') }, summary: 'scripted/one: a name was cut off' }])
  const [first, second] = asked.map(({ messages }) => messages.map(({ text }) => text).join('\n'))
  for (const told of ['NameError: row', 'visits-counts', 'what was changed since it was well', 'return len(row)']) expect(first).toContain(told)
  expect(second).toContain('it could not be used')
  expect(asked[0]).toMatchObject({ component: 'visits', purpose: 'heal' })
})

test('why an answer did not hold is told with the next question; the same answer dying of the same twice ends it', async () => {
  const { asked, edits } = answering(block('len(row)', 'len(ros)'), block('len(row)', 'len(ros)'), block('len(row)', 'len(rows)'))
  const found = edits()
  await found.next()
  await found.next('counts: NameError: ros')
  expect(asked[1]!.messages.at(-1)!.text).toContain('counts: NameError: ros')
  expect(await found.next('counts: NameError: ros')).toEqual({ done: true, value: 'scripted/one was asked, and nothing held: counts: NameError: ros' })
  expect(asked).toHaveLength(2)
})

test('a model that cannot be asked is no error, and one that has cost enough is not asked again', async () => {
  expect(await answering(new ModelUnreachableError('nobody listens at 127.0.0.1')).edits().next()).toEqual({ done: true, value: 'nobody listens at 127.0.0.1' })
  const { asked, pen, edits } = answering('prose', 'more prose', 'and more', 'no end')
  expect(await edits(within(pen, 0.8)).next()).toEqual({ done: true, value: expect.stringMatching(/has cost 0\.80 dollars of the 0\.80 that it may cost/) })
  expect(asked).toHaveLength(2)
})

test('nobody is asked where no model is set', async () => {
  const edits = askedEdits(patient, [scenario], { pen: null, stop: new AbortController().signal } as PatchPorts)
  expect(await edits.next()).toEqual({ done: true, value: 'no language model is set' })
})
