import { expect, test } from 'vitest'
import type { Clock } from '../../../lib/contract/ports/clock.ts'
import { ModelUnreachableError } from '../../../lib/contract/errors.ts'
import { scenarioSchema } from '../../../lib/contract/factory/scenario.ts'
import { askedEdits } from '../../../lib/factory/loop/asked-edits.ts'
import { patchComponent } from '../../../lib/factory/loop/patch-component.ts'
import type { PatchPorts, Patient } from '../../../lib/factory/loop/patient.ts'
import { within, type Pen, type PenOrder } from '../../../lib/factory/pen.ts'

const broken = 'def count(rows):\n    return len(row)\n'
const scenario = scenarioSchema.parse({ id: 'visits-counts', title: 'counts', of: 'visits', iteration: 1, steps: [{ ask: 'visits', path: '/counts', expect: { status: 200 } }] })
const patient: Patient = {
  app: 'links', log: 'listens on port 7\nNameError: row', recorded: {}, before: { 'main.py': broken.replace('len(row)', 'len(rows)') }, budgetMs: 1_000, timeMs: 200_000, seed: 3, tests: { scenarios: [scenario], changes: [] },
  component: { id: 'visits', title: 'Visits', layer: 'workers', language: 'python', needs: [], keepsData: true, port: 0, files: { 'main.py': broken, 'contract.json': '{}' } },
  trouble: { component: 'visits', why: 'NameError: row', scenarios: ['visits-counts'], deaths: [], failing: null },
}
const block = (now: string, then: string): string => `WHY: a name was cut off\nFILE: main.py\n<<<<<<< SEARCH\n${now}\n=======\n${then}\n>>>>>>> REPLACE\n`

/** Each answer takes a minute. */
function answering(...answers: (string | Error)[]) {
  const asked: PenOrder[] = []
  let now = 0
  const clock = { mono: () => now } as Clock
  const pen: Pen = {
    name: 'scripted/one',
    async ask(order) {
      asked.push(order)
      now += 60_000
      const answer = answers[asked.length - 1] ?? 'I have said all.'
      if (answer instanceof Error) throw answer
      return { text: answer, finish: 'stop', usage: null, firstTokenMs: 1, ms: 1, requests: 1, usd: 0.4 }
    },
  }
  return { asked, pen, edits: (own = pen, until = 200_000) => askedEdits(patient, [scenario], until, { pen: own, clock, stop: new AbortController().signal } as PatchPorts) }
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

test('no answer is waited for longer than the time that is left, and none is asked for when it is over', async () => {
  const { asked, edits } = answering('prose', 'more prose', 'and more', 'no end')
  expect(await edits(undefined, 150_000).next()).toEqual({ done: true, value: 'the time was over before scripted/one had an answer that holds' })
  expect(asked.map(({ timeoutMs }) => timeoutMs)).toEqual([120_000, 90_000, 30_000])
  const late = answering(block('len(row)', 'len(rows)'))
  expect(await late.edits(undefined, 0).next()).toMatchObject({ done: true })
  expect(late.asked).toEqual([])
})

test('what the search takes is taken from the time for questions', async () => {
  let now = 0
  const { asked, pen } = answering(block('len(row)', 'len(rows)'))
  async function* search() {
    now += patient.timeMs
    return { why: 'all are tried', tried: 9, perSecond: 1, ms: 1, deaths: [] }
  }
  const why = await patchComponent({ ...patient, before: null }, { search, pen, clock: { mono: () => now }, stop: new AbortController().signal } as unknown as PatchPorts)
  expect(why).toBe('no edit was found: all are tried, 9 tried; the time was over before scripted/one had an answer that holds; it was never known to be well otherwise')
  expect(asked).toEqual([])
})

test('nobody is asked where no model is set', async () => {
  const edits = askedEdits(patient, [scenario], 200_000, { pen: null, stop: new AbortController().signal } as PatchPorts)
  expect(await edits.next()).toEqual({ done: true, value: 'no language model is set' })
})
