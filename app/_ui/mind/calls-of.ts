import type { EventData, LedgerEvent } from '../../../lib/contract/event.ts'
import type { CallView } from '../../../lib/contract/view.ts'

/** The calls of language models that events tell of, in their order. */
export function callsOf(events: readonly LedgerEvent[]): CallView[] {
  const calls = new Map<string, CallView>()
  for (const event of events) {
    if (event.kind === 'model-ask') calls.set(event.data.call, { ...asked(event.data), organism: event.organism, incident: event.incident, askedAt: event.at, endSeq: null, end: null })
    const known = event.kind === 'model-answer' ? calls.get(event.data.call) : undefined
    if (event.kind === 'model-answer' && known) calls.set(event.data.call, { ...known, endSeq: event.seq, end: event.data })
  }
  return [...calls.values()]
}

const asked = ({ counted: _counted, ...rest }: EventData<'model-ask'>): Omit<EventData<'model-ask'>, 'counted'> => rest
