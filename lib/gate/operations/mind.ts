import { z } from 'zod'
import { improvementSchema } from '../../contract/command.ts'
import { UnknownLessonError } from '../../contract/errors.ts'
import { callsSince, hourLimits, hourMs, settingsOfSeat, type Spending } from '../../contract/hour-budget.ts'
import { lessonEditSchema } from '../../contract/lesson.ts'
import { lessonListSchema, mindStateSchema, type MindState } from '../../contract/mind-state.ts'
import { seats, seatSchema, type Seat } from '../../contract/model.ts'
import type { Lab } from '../lab.ts'
import { operation } from '../operation.ts'
import { accept, accepted, drawnId, knownOrganism, organismPath } from './parts.ts'

export const readMind = operation({
  method: 'GET', path: '/api/mind', role: 'viewer', summary: 'The language models: which are set, what they have used within the last hour of what they may, and whether a learning window is open',
  answer: { status: 200, schema: mindStateSchema },
  handle: (_input, lab) => {
    const { learningUntil } = lab.readers.view()
    const calls = callsSince(lab.readers, lab.now() - hourMs)
    return { seats: seats.map((seat) => seatOf(lab, seat, calls.filter((call) => call.seat === seat))), learningUntil: learningUntil !== null && learningUntil > lab.now() ? learningUntil : null, isAlwaysOpen: lab.config.teacherOpen }
  },
})

export const testModel = operation({
  method: 'POST', path: '/api/mind/test', role: 'operator', summary: 'Asks a language model one short question; the outcome says how soon it answered, or what is wrong and the way out',
  body: z.strictObject({ seat: seatSchema }),
  answer: accepted,
  refusals: ['ledger-unavailable'],
  handle: ({ body }, lab) => accept(lab, { kind: 'model-test', ...body }),
})

export const changeLearning = operation({
  method: 'PUT', path: '/api/mind/learning', role: 'operator', summary: 'Opens a learning window of so many minutes, in which a teacher is asked where the resident has failed; null closes it',
  body: z.strictObject({ minutes: z.number().int().min(1).max(24 * 60).nullable() }),
  answer: accepted,
  refusals: ['ledger-unavailable'],
  handle: ({ body: { minutes } }, lab) => accept(lab, minutes === null ? { kind: 'learning-close' } : { kind: 'learning-open', minutes }),
})

export const listLessons = operation({
  method: 'GET', path: '/api/lessons', role: 'viewer', summary: 'What teachers have taught, newest first',
  answer: { status: 200, schema: lessonListSchema },
  handle: (_input, lab) => ({ lessons: lab.readers.view().lessons }),
})

export const editLesson = operation({
  method: 'PUT', path: '/api/lessons/{id}', role: 'operator', summary: 'Writes a lesson anew: the failure, the code around it, the edit that heals it, and why',
  params: drawnId,
  body: lessonEditSchema,
  answer: accepted,
  refusals: ['lesson-unknown', 'ledger-unavailable'],
  handle: ({ params, body }, lab) => accept(lab, { kind: 'lesson-edit', id: knownLesson(lab, params.id), ...body }),
})

export const forgetLesson = operation({
  method: 'POST', path: '/api/lessons/{id}/forget', role: 'operator', summary: 'No resident is told this lesson any more',
  params: drawnId,
  answer: accepted,
  refusals: ['lesson-unknown', 'ledger-unavailable'],
  handle: ({ params }, lab) => accept(lab, { kind: 'lesson-forget', id: knownLesson(lab, params.id) }),
})

export const improveOrganism = operation({
  method: 'POST', path: '/api/organisms/{id}/improve', role: 'operator', summary: 'Asks the resident model for a better version of an organism that is well; the gate decides, and a faster one has to be faster',
  params: organismPath,
  body: z.strictObject({ goal: improvementSchema }),
  answer: accepted,
  refusals: ['organism-unknown', 'core-down', 'ledger-unavailable'],
  handle: ({ params, body }, lab) => accept(lab, { kind: 'organism-improve', organism: knownOrganism(lab, params.id).id, ...body }),
})

function knownLesson(lab: Lab, id: string): string {
  if (!lab.readers.view().lessons.some((lesson) => lesson.id === id)) throw new UnknownLessonError(`There is no lesson ${id}.`)
  return id
}

function seatOf({ config, readers }: Lab, seat: Seat, calls: ReturnType<typeof callsSince>): MindState['seats'][number] {
  const { name, url, price } = settingsOfSeat[seat]
  const sum = (of: keyof Spending): number => calls.reduce((total, { counted }) => total + counted[of], 0)
  return {
    seat, name: config[name] === 'none' ? null : config[name], url: config[url] ?? null, price: config[price] ?? null,
    used: { calls: calls.length, tokens: sum('tokens'), usd: sum('usd') }, limits: hourLimits({ ...config, ...readers.view().settings }, seat),
  }
}
