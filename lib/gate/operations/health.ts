import { z } from 'zod'
import { coreRowSchema } from '../../contract/api.ts'
import { NoCoreError } from '../../contract/errors.ts'
import type { Lab } from '../lab.ts'
import { operation } from '../operation.ts'
import { RefusedError } from '../problem.ts'
import { newestEvent, seqSchema } from './parts.ts'

type Core = z.infer<typeof coreRowSchema>

/** An active core that was not heard for longer is not one to rely on. */
const silentMs = 3000

/** As contract/view has it: too much to say twice. */
const viewSchema = z.looseObject({ seq: z.number().int(), organisms: z.record(z.string(), z.unknown()), chaosStopped: z.boolean() })

export const isAlive = operation({
  method: 'GET', path: '/healthz', role: 'anybody', summary: 'Whether this process is alive',
  answer: { status: 200, schema: z.object({ status: z.literal('ok') }) },
  handle: () => ({ status: 'ok' as const }),
})

export const isReady = operation({
  method: 'GET', path: '/readyz', role: 'anybody', summary: 'Whether a core is at work: 503 with the reason where none is',
  answer: { status: 200, schema: z.object({ status: z.literal('ready'), core: z.string(), head: z.number().int() }) },
  refusals: ['core-down', 'ledger-unavailable'],
  handle: (_input, lab) => {
    const { core, why } = activeCore(lab)
    if (!core) throw new NoCoreError(why)
    return { status: 'ready' as const, core: core.id, head: lab.readers.head() }
  },
})

export const readHealth = operation({
  method: 'GET', path: '/api/health', role: 'anybody', summary: 'How Ouroboros itself is',
  answer: {
    status: 200,
    schema: z.object({ status: z.enum(['ok', 'degraded']), why: z.string(), version: z.string(), head: z.number().int(), core: z.string().nullable() }),
  },
  handle: (_input, lab) => {
    try {
      const { core, why } = activeCore(lab)
      return { status: core ? 'ok' as const : 'degraded' as const, why, version: lab.version, head: lab.readers.head(), core: core?.id ?? null }
    } catch (error) {
      return { status: 'degraded' as const, why: `The ledger cannot be read: ${error instanceof Error ? error.message : String(error)}`, version: lab.version, head: 0, core: null }
    }
  },
})

export const readStatus = operation({
  method: 'GET', path: '/api/status', role: 'viewer', summary: 'Everything that the first page shows; the stream goes on from view.seq. With at: the view as it was at that event',
  query: z.strictObject({ at: seqSchema.optional() }),
  answer: {
    status: 200,
    schema: z.object({ view: viewSchema, cores: z.array(coreRowSchema), head: z.number().int(), version: z.string(), tier: z.number().int().nullable() }),
  },
  refusals: ['ledger-unavailable', 'event-unknown', 'view-too-far'],
  handle: async ({ query: { at } }, lab) => {
    const rest = { cores: lab.readers.cores(), version: lab.version, tier: newestEvent(lab, 'core-start')?.data.tier ?? null }
    if (at === undefined) {
      const view = lab.readers.view()
      return { view: { ...view }, head: view.seq, ...rest }
    }
    const head = lab.readers.head()
    if (at > head) throw new RefusedError('event-unknown', `The newest event is ${head}; ${at} has not happened.`)
    const view = await lab.readers.viewAt(at)
    if (view === null) throw new RefusedError('view-too-far', `Event ${at} is too far back to fold the view up to it.`)
    return { view: { ...view }, head, ...rest }
  },
})

export function activeCore(lab: Pick<Lab, 'readers' | 'now'>): { core: Core | null; why: string } {
  const core = lab.readers.cores().find(({ role }) => role === 'active')
  if (!core) return { core: null, why: 'No core leads.' }
  const silent = lab.now() - core.heartbeatAt
  return silent > silentMs ? { core: null, why: `Core ${core.id} was last heard ${Math.round(silent / 1000)} s ago.` } : { core, why: `Core ${core.id} is at work.` }
}
