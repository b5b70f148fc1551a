import type { LedgerEvent } from '../../../lib/contract/event.ts'
import { isCoreEvent } from '../cores/core-events.ts'
import { happeningsOf } from '../cores/happenings.ts'
import { eventRow } from '../log/event-row.ts'
import { duration } from '../words/format.ts'
import { verdictTone, type Tone } from '../words/state.ts'
import { verdictVerbs } from '../words/verdicts.ts'

/** Any event in a line; one that nothing is known of says its kind. */
export function sayAnyEvent(event: LedgerEvent): { shape: string; tone: Tone; text: string } {
  const said = eventRow(event)
  if (said) return said
  if (isCoreEvent(event)) {
    const { sign, title } = happeningsOf([event])[0]!
    return { ...sign, text: title }
  }
  if (event.kind === 'pulse-end') {
    const { number, verdict, workMs } = event.data
    const tone = verdictTone(verdict.kind)
    return { shape: tone === 'healthy' ? '●' : tone === 'degraded' ? '▲' : '✖', tone, text: `pulse ${number} ${verdictVerbs[verdict.kind]}, ${duration(workMs)}` }
  }
  return { shape: '○', tone: 'idle', text: event.kind.replaceAll('-', ' ') }
}
