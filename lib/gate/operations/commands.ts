import { z } from 'zod'
import { commandListSchema } from '../../contract/api.ts'
import { commandSchema } from '../../contract/command.ts'
import { UnknownCommandError } from '../../contract/errors.ts'
import { operation } from '../operation.ts'
import { drawnId, limitOf } from './parts.ts'

export const listCommands = operation({
  method: 'GET', path: '/api/commands', role: 'viewer', summary: 'What was asked for, newest first',
  query: z.strictObject({ limit: limitOf(50, 500) }),
  answer: { status: 200, schema: commandListSchema },
  handle: ({ query }, lab) => ({ commands: lab.desk.recent(query.limit) }),
})

export const readCommand = operation({
  method: 'GET', path: '/api/commands/{id}', role: 'viewer', summary: 'What became of one request',
  params: drawnId,
  answer: { status: 200, schema: commandSchema },
  refusals: ['command-unknown'],
  handle: ({ params }, lab) => {
    const command = lab.desk.read(params.id)
    if (!command) throw new UnknownCommandError(`There is no command ${params.id}.`)
    return command
  },
})
