import type { EventOf, LedgerEvent } from '../../../lib/contract/event.ts'
import { getJson } from '../wire/api.ts'

/** What the ledger tells of the cores themselves. */
export const coreKinds = ['core-start', 'core-stop', 'core-join', 'core-leave', 'core-refuse', 'ledger-trouble'] as const
export type CoreEvent = EventOf<(typeof coreKinds)[number]>

export const isCoreEvent = (event: LedgerEvent): event is CoreEvent => (coreKinds as readonly string[]).includes(event.kind)

export const coreEventsPath = `/api/events?kinds=${coreKinds.join(',')}&limit=1000`
/** A ledger that tells of more than this is read from its beginning to here: that is years of takeovers. */
const mostPages = 20

/** All of them, oldest first, page by page. */
export async function readCoreEvents(path: string, signal: AbortSignal): Promise<CoreEvent[]> {
  const all: CoreEvent[] = []
  for (let page = 0; page < mostPages; page += 1) {
    const { events } = await getJson<{ events: LedgerEvent[] }>(`${path}&after=${all.at(-1)?.seq ?? 0}`, signal)
    all.push(...events.filter(isCoreEvent))
    if (events.length < 1000) break
  }
  return all
}

/** Both lists in one, oldest first, each event once. */
export function joinEvents(read: readonly CoreEvent[], heard: readonly CoreEvent[]): CoreEvent[] {
  const last = read.at(-1)?.seq ?? 0
  return [...read, ...heard.filter(({ seq }) => seq > last)]
}
