import { z } from 'zod'
import { actionProgramSchema, actionSchema } from '../../contract/action.ts'
import { commandSchema } from '../../contract/command.ts'
import { ActionForbiddenError } from '../../contract/errors.ts'
import { variableOf } from '../../config.ts'
import { operation } from '../operation.ts'
import { accept, accepted, limitOf } from './parts.ts'

/** How far back among all commands actions are looked for. */
const lookedThrough = 500

export const listActions = operation({
  method: 'GET', path: '/api/actions', role: 'operator', summary: 'Which programs of the machine may be run, and those that were asked for lately, newest first',
  query: z.strictObject({ limit: limitOf(50, 200) }),
  answer: { status: 200, schema: z.object({ allowed: z.array(actionProgramSchema), recent: z.array(commandSchema) }) },
  handle: async ({ query }, lab) => ({
    allowed: lab.config.actions,
    recent: (await lab.desk.recent(lookedThrough)).filter(({ kind }) => kind === 'action-run').slice(0, query.limit),
  }),
})

export const runAction = operation({
  method: 'POST', path: '/api/actions', role: 'operator', summary: 'Runs a program of the machine, where the configuration allows that one. Its arguments are passed on one by one: no shell reads them',
  body: actionSchema,
  answer: accepted,
  refusals: ['action-forbidden', 'ledger-unavailable'],
  // What is known here is refused here; the core looks again when it takes the command up.
  handle: ({ body }, lab) => {
    if (!lab.config.actions.includes(body.program)) throw new ActionForbiddenError(`${body.program} is not among the programs that ${variableOf('actions')} allows.`)
    return accept(lab, { kind: 'action-run', ...body })
  },
})
