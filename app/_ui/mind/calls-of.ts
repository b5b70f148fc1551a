import type { LedgerEvent } from '../../../lib/contract/event.ts'
import type { CallView } from '../../../lib/contract/view.ts'

/** The calls of language models that events tell of, in their order. */
export function callsOf(events: readonly LedgerEvent[]): CallView[] {
  const calls = new Map<string, CallView>()
  for (const event of events) {
    if (event.kind === 'model-ask') calls.set(event.data.call, { ...event.data, organism: event.organism, incident: event.incident, askedAt: event.at, endSeq: null, end: null })
    const asked = event.kind === 'model-answer' ? calls.get(event.data.call) : undefined
    if (event.kind === 'model-answer' && asked) calls.set(event.data.call, { ...asked, endSeq: event.seq, end: event.data })
  }
  return [...calls.values()]
}
