import { isBad } from '../../../lib/contract/is-bad.ts'
import type { LedgerEvent } from '../../../lib/contract/event.ts'
import { eventRow } from '../log/event-row.ts'
import { count, shortGenome } from '../words/format.ts'
import { stateSigns, verdictTone, type Tone } from '../words/state.ts'
import { verdictVerbs } from '../words/verdicts.ts'

/** One event of a replay, for people. `isMinor`: one of many, that a reader passes over. */
export function sayStep(event: LedgerEvent): { shape: string; tone: Tone; text: string; isMinor: boolean } {
  const row = eventRow(event)
  if (row) return { shape: row.shape, tone: row.tone, text: row.text, isMinor: false }
  switch (event.kind) {
    case 'pulse-end': {
      const { number, verdict } = event.data
      return { shape: isBad(verdict) ? '✖' : '●', tone: verdictTone(verdict.kind), text: `pulse ${count(number)} ${verdictVerbs[verdict.kind]}`, isMinor: !isBad(verdict) }
    }
    case 'organism-state': {
      const { shape, tone, word } = stateSigns[event.data.to]
      return { shape, tone, text: `now ${word}: ${event.data.reason}`, isMinor: true }
    }
    case 'fault-inject': return { shape: '✦', tone: 'degraded', text: 'the fault is in force', isMinor: false }
    case 'search-progress': return { shape: '◐', tone: 'healing', text: `search: ${event.data.stage}, ${count(event.data.tried)} tried`, isMinor: true }
    case 'rung-end': return { shape: '◐', tone: 'healing', text: `${event.data.rung} ended: ${event.data.why}`, isMinor: true }
    case 'genome-add': return { shape: '○', tone: 'idle', text: `${shortGenome(event.data.genome.id)} added: ${event.data.genome.reason}`, isMinor: true }
    case 'promote-start': return { shape: '◐', tone: 'healing', text: `about to run ${shortGenome(event.data.genome)}: ${event.data.why}`, isMinor: true }
    case 'genome-fail': return { shape: '✖', tone: 'crashed', text: `${shortGenome(event.data.genome)} failed: ${event.data.why}`, isMinor: true }
    default: return { shape: '○', tone: 'idle', text: event.kind, isMinor: true }
  }
}
