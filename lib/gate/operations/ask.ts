import { setTimeout as sleep } from 'node:timers/promises'
import { ask, type TextToSql } from '../../ask/ask.ts'
import { examples } from '../../ask/examples.ts'
import { ledgerViews } from '../../ask/views.ts'
import { isEnough } from '../../contract/access.ts'
import { answerSchema, askRequestSchema, vocabularySchema } from '../../contract/ask.ts'
import { QueryRefusedError } from '../../contract/errors.ts'
import { faults } from '../../chaos/faults.ts'
import type { Lab } from '../lab.ts'
import { operation } from '../operation.ts'

/** How long a model may take, with all that it is asked again, ms. */
const modelMs = 35_000
const lookMs = 100

export const askQuestion = operation({
  method: 'POST', path: '/api/ask', role: 'viewer', summary: 'Answers a question to the ledger, in English or Polish; with sql, runs that statement in its place. What is asked reads views alone',
  body: askRequestSchema,
  answer: { status: 200, schema: answerSchema },
  refusals: ['query-refused', 'ledger-unavailable', 'ledger-broken'],
  handle: ({ body }, lab) => ask({
    request: body, ledgerPath: lab.readingPath, now: lab.now, timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    faults: faults.map(({ id, label }) => ({ id, label })), guardChild: lab.guardChild,
    // A model costs: whoever may only look asks none.
    ...(lab.config.mind !== 'none' && isEnough(lab.visitor.role, 'player') && { model: byCore(lab) }),
  }),
})

export const readVocabulary = operation({
  method: 'GET', path: '/api/ask/vocabulary', role: 'viewer', summary: 'What can be asked: the views with their columns, and examples',
  answer: { status: 200, schema: vocabularySchema },
  handle: () => ({ views: ledgerViews.map(({ name, about, columns }) => ({ name, about, columns: [...columns] })), examples: [...examples] }),
})

/** The model is the core's to ask, which keeps its key and its budget, and has mended what it could. */
function byCore({ desk, visitor: { author, role, reason } }: Lab): TextToSql {
  return async (question, _schema, problem) => {
    if (problem !== null) throw new QueryRefusedError(problem.error)
    const { id } = await desk.insert({ kind: 'ledger-ask', question }, { author, role, reason })
    for (const until = performance.now() + modelMs; performance.now() < until; await sleep(lookMs)) {
      const command = await desk.read(id)
      if (command?.state === 'done' && command.outcome?.sql !== undefined) return command.outcome.sql
      if (command?.state === 'refused') throw new QueryRefusedError(`Neither the grammar nor the model made anything of it: ${command.outcome?.message ?? 'no reason was given'}.`)
    }
    throw new QueryRefusedError('The model did not answer in time: ask again, or in other words.')
  }
}
