import { z } from 'zod'
import { acceptedSchema } from '../../contract/api.ts'
import type { CommandRequest } from '../../contract/command.ts'
import { eachEvent } from '../../contract/each-event.ts'
import { NoCoreError, RequestInvalidError, UnknownOrganismError } from '../../contract/errors.ts'
import { eventKinds, type EventKind, type EventOf, type LedgerEvent } from '../../contract/event.ts'
import { organismIdSchema } from '../../contract/organism.ts'
import type { OrganismView } from '../../contract/view.ts'
import type { Lab } from '../lab.ts'
import { jsonResponse } from '../route.ts'

/** How many rows a list has at most. */
export const limitOf = (usual: number, most: number) => z.coerce.number().int().min(1).max(most).default(usual)

export const seqSchema = z.coerce.number().int().min(0)
export const organismPath = z.strictObject({ id: organismIdSchema })
/** Ids that the engine draws itself. */
export const drawnId = z.strictObject({ id: z.string().min(1).max(100) })
export const ofOrganism = (limit: z.ZodType<number>) => z.strictObject({ organism: organismIdSchema.optional(), limit })

export const accepted = { status: 202, schema: acceptedSchema } as const

/** @throws UnknownOrganismError, or NoCoreError while nothing is known of any */
export function knownOrganism(lab: Lab, id: string): OrganismView {
  const view = lab.readers.view()
  const organism = view.organisms[id]
  if (organism) return organism
  if (view.seq === 0) throw new NoCoreError('No core has started yet, so no organism is known.')
  throw new UnknownOrganismError(`There is no organism ${id}.`)
}

/** Puts a request on the desk, in the name of who asks; once it is on disk, says where its outcome will be found. */
export async function accept(lab: Lab, request: CommandRequest): Promise<Response> {
  const { author, role, reason } = lab.visitor
  const { id } = await lab.desk.insert(request, { author, role, reason })
  return jsonResponse({ command: id }, 202, { location: `/api/commands/${id}` })
}

/** The newest event of a rare kind; null where there is none. A ledger is read forwards, to its end. */
export function newestEvent<K extends EventKind>(lab: Lab, kind: K, organism?: string): EventOf<K> | null {
  let newest: LedgerEvent | null = null
  for (newest of eachEvent(lab.readers, { kinds: [kind], ...(organism === undefined ? {} : { organism }) }));
  return newest as EventOf<K> | null
}

/** Kinds of events, as a query lists them, with commas. @throws RequestInvalidError */
export function readKinds(text: string): EventKind[] {
  const kinds = text.split(',').map((kind) => kind.trim())
  const stranger = kinds.find((kind) => !(eventKinds as string[]).includes(kind))
  if (stranger !== undefined) throw new RequestInvalidError(`query.kinds: there is no kind ${JSON.stringify(stranger)}; there are ${eventKinds.join(', ')}`)
  return kinds as EventKind[]
}
