import { z } from 'zod'
import { commandListSchema } from '../../contract/api.ts'
import { isEnough } from '../../contract/access.ts'
import { commandSchema, type Command } from '../../contract/command.ts'
import { UnknownCommandError } from '../../contract/errors.ts'
import type { Visitor } from '../access/visitor.ts'
import { operation } from '../operation.ts'
import { drawnId, limitOf } from './parts.ts'

export const listCommands = operation({
  method: 'GET', path: '/api/commands', role: 'viewer', summary: 'What was asked for, newest first',
  query: z.strictObject({ limit: limitOf(50, 500) }),
  answer: { status: 200, schema: commandListSchema },
  handle: async ({ query }, lab) => ({ commands: (await lab.desk.recent(query.limit)).map((command) => shownTo(lab.visitor, command)) }),
})

export const readCommand = operation({
  method: 'GET', path: '/api/commands/{id}', role: 'viewer', summary: 'What became of one request',
  params: drawnId,
  answer: { status: 200, schema: commandSchema },
  refusals: ['command-unknown'],
  handle: async ({ params }, lab) => {
    const command = await lab.desk.read(params.id)
    if (!command) throw new UnknownCommandError(`There is no command ${params.id}.`)
    return shownTo(lab.visitor, command)
  },
})

/** What a program of the machine has printed is for those who may run it. */
function shownTo({ role }: Visitor, command: Command): Command {
  const action = command.outcome?.action
  if (!command.outcome || !action || isEnough(role, 'operator')) return command
  return { ...command, outcome: { ...command.outcome, action: { ...action, output: '' } } }
}
