import { z } from 'zod'
import { operation } from '../operation.ts'
import { accept, accepted } from './parts.ts'

export const resetDemo = operation({
  method: 'POST', path: '/api/demo/reset', role: 'operator', summary: 'Everything as at the first start, within two seconds; the ledger keeps what was. Without a seed, the configured one',
  body: z.strictObject({ seed: z.number().int().min(0).max(0xffff_ffff).optional() }),
  answer: accepted,
  refusals: ['ledger-unavailable'],
  handle: ({ body: { seed } }, lab) => accept(lab, { kind: 'demo-reset', ...(seed === undefined ? {} : { seed }) }),
})
