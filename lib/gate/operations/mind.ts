import { z } from 'zod'
import { improvementSchema } from '../../contract/command.ts'
import { eachEvent } from '../../contract/each-event.ts'
import { UnknownLessonError } from '../../contract/errors.ts'
import { lessonEditSchema } from '../../contract/lesson.ts'
import { lessonListSchema, mindStateSchema, type MindState } from '../../contract/mind-state.ts'
import { seats, seatSchema, type Seat } from '../../contract/model.ts'
import type { Lab } from '../lab.ts'
import { operation } from '../operation.ts'
import { accept, accepted, drawnId, knownOrganism, organismPath } from './parts.ts'

const hourMs = 3_600_000

export const readMind = operation({
  method: 'GET', path: '/api/mind', role: 'viewer', summary: 'The language models: which are set, what they have used within the last hour of what they may, and whether a learning window is open',
  answer: { status: 200, schema: mindStateSchema },
  handle: (_input, lab) => {
    const { learningUntil } = lab.readers.view()
    const used = usedWithinAnHour(lab)
    return { seats: seats.map((seat) => ({ ...seatOf(lab, seat), used: used[seat] })), learningUntil: learningUntil !== null && learningUntil > Date.now() ? learningUntil : null, isAlwaysOpen: lab.config.teacherOpen }
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

function seatOf({ config, readers }: Lab, seat: Seat): Omit<MindState['seats'][number], 'used'> {
  const { settings } = readers.view()
  const [name, url, price, calls, tokens, cents] = seat === 'resident'
    ? [config.mind, config.mindUrl, config.mindPrice, 'mindCallsPerHour', 'mindTokensPerHour', 'mindCentsPerHour'] as const
    : [config.teacher, config.teacherUrl, config.teacherPrice, 'teacherCallsPerHour', 'teacherTokensPerHour', 'teacherCentsPerHour'] as const
  const limit = (key: typeof calls | typeof tokens | typeof cents): number => settings[key] ?? config[key]
  return { seat, name: name === 'none' ? null : name, url: url ?? null, price: price ?? null, limits: { calls: limit(calls), tokens: limit(tokens), usd: limit(cents) / 100 } }
}

/** Of calls that have ended, whoever was asked; what comes from a recording costs nothing. */
function usedWithinAnHour(lab: Lab): Record<Seat, MindState['seats'][number]['used']> {
  const used = { resident: { calls: 0, tokens: 0, usd: 0 }, teacher: { calls: 0, tokens: 0, usd: 0 } }
  const since = Date.now() - hourMs
  for (const event of eachEvent(lab.readers, { kinds: ['model-answer'] })) {
    if (event.kind !== 'model-answer' || event.at <= since || event.data.isReplay) continue
    const { seat, counted } = event.data
    used[seat].calls += 1
    used[seat].tokens += counted.tokens
    used[seat].usd += counted.usd
  }
  return used
}
