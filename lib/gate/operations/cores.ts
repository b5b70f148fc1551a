import { z } from 'zod'
import { coreListSchema, heartbeatListSchema } from '../../contract/api.ts'
import { NoStandbyError } from '../../contract/errors.ts'
import { operation } from '../operation.ts'
import { accept, accepted, limitOf } from './parts.ts'

export const switchCores = operation({
  method: 'POST', path: '/api/cores/switch', role: 'operator', summary: 'Lets the core that stands by take the lead, in order',
  answer: accepted,
  refusals: ['standby-missing', 'ledger-unavailable'],
  handle: (_input, lab) => {
    if (!lab.readers.cores().some(({ role }) => role === 'standby')) throw new NoStandbyError('No other core stands by.')
    return accept(lab, { kind: 'core-switch' })
  },
})

export const listHeartbeats = operation({
  method: 'GET', path: '/api/cores/heartbeats', role: 'viewer', summary: 'Heartbeats of the last hour, oldest first',
  query: z.strictObject({ core: z.string().max(100).optional(), limit: limitOf(1_000, 10_000) }),
  answer: { status: 200, schema: heartbeatListSchema },
  handle: ({ query }, lab) => ({ heartbeats: lab.readers.heartbeats(query) }),
})

export const listCores = operation({
  method: 'GET', path: '/api/cores', role: 'viewer', summary: 'The cores and when each was heard last',
  answer: { status: 200, schema: coreListSchema },
  handle: (_input, lab) => ({ cores: lab.readers.cores() }),
})
