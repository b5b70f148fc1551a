import type { LedgerEvent } from '../../../lib/contract/event.ts'
import type { InjectionView, OrganismView } from '../../../lib/contract/view.ts'
import type { Stage } from '../address/address.ts'
import { stagesOf } from '../heart/stage-of.ts'
import { counted, duration, shortGenome } from '../words/format.ts'
import { rungMarks } from '../words/rungs.ts'
import { endSigns, stateSigns, type Tone } from '../words/state.ts'
import { verdictVerbs } from '../words/verdicts.ts'
import type { Level, NewRow } from './row.ts'

type EventRow = Extract<NewRow, { kind: 'event' }>

const row = (at: number, level: Level, tone: Tone, shape: string, text: string, stages: readonly Stage[] = []): EventRow => ({ kind: 'event', at, level, tone, shape, text, stages })

/** What an event says in the log; null for those that the log needs not. */
export function eventRow(event: LedgerEvent): EventRow | null {
  const said = sayEvent(event)
  return said && { ...said, stages: stagesOf(event) }
}

function sayEvent(event: LedgerEvent): EventRow | null {
  const { at } = event
  switch (event.kind) {
    case 'fault-prepare':
      return row(at, 'warn', 'degraded', '✦', `fault: ${event.data.label} – ${event.data.summary}`)
    case 'fault-end':
      return row(at, 'info', 'rolled', '↺', `fault over, ${event.data.end}: ${event.data.why}`)
    case 'incident-open':
      return row(at, 'error', 'crashed', '✖', `${verdictVerbs[event.data.verdict.kind]}: ${event.data.verdict.summary} – noticed in ${duration(event.data.detectMs)}`)
    case 'rung-start':
      return row(at, 'info', 'healing', '◐', `trying ${event.data.rung}`)
    case 'candidate-judge':
      return event.data.accepted
        ? row(at, 'info', 'healthy', '✓', `${event.data.rung} accepted: ${event.data.why}`)
        : row(at, 'warn', 'degraded', '✕', `${event.data.rung} refused: ${event.data.why}`)
    case 'search-end':
      return row(at, 'info', 'healing', rungMarks[event.data.rung].shape, `${event.data.rung} search over: ${counted(event.data.tried, 'candidate')} in ${duration(event.data.ms)} – ${event.data.why}`)
    case 'antibody-learn':
      return row(at, 'info', 'healthy', rungMarks.antibody.shape, `antibody kept: ${event.data.recipe.kind}, against ${event.data.signature}`)
    case 'antibody-forget':
      return row(at, 'warn', 'degraded', rungMarks.antibody.shape, `antibody forgotten: ${event.data.why}`)
    case 'healing-configure':
      return row(at, 'info', 'idle', '○', `healing set by ${event.data.by}, from the next incident on`)
    case 'promote-end':
      return row(at, 'info', 'healing', '◐', `now running ${shortGenome(event.data.genome)}`)
    case 'genome-prove':
      return row(at, 'info', 'healthy', '●', `${shortGenome(event.data.genome)} proven by ${counted(event.data.pulses, 'good pulse')}`)
    case 'genome-write':
      return row(at, 'info', 'healthy', '●', `${shortGenome(event.data.genome)} written to ${event.data.files.join(', ')}`)
    case 'write-refuse':
      return row(at, 'warn', 'degraded', '✕', `${shortGenome(event.data.genome)} not written: ${event.data.why}`)
    case 'incident-close':
      return endRow(at, event.data.end, event.data.healMs, event.data.why)
    case 'organism-restart':
      return row(at, 'warn', 'healing', '◐', `restart ${event.data.used} of ${event.data.allowed}, after ${duration(event.data.delayMs)}`)
    case 'organism-state':
      return event.data.to === 'paused' || event.data.from === 'paused'
        ? row(at, 'info', stateSigns[event.data.to].tone, stateSigns[event.data.to].shape, `${stateSigns[event.data.to].word}: ${event.data.reason}`)
        : null
    default:
      return null
  }
}

function endRow(at: number, end: keyof typeof endSigns, healMs: number, why: string): EventRow {
  const { tone, shape, word } = endSigns[end]
  return row(at, end === 'quarantined' ? 'error' : 'info', tone, shape, `${word} in ${duration(healMs)}: ${why}`)
}

/** What the view still knows of the past, for recorded lines to stand between. Oldest first. */
export function pastRows(organism: OrganismView, injections: readonly InjectionView[]): EventRow[] {
  const faults = injections
    .filter((injection) => injection.organism === organism.id && injection.injectedAt !== null)
    .map((injection) => row(injection.injectedAt!, 'warn', 'degraded', '✦', `fault: ${injection.label} – ${injection.summary}`))
  const incidents = organism.incidents.flatMap((incident) => [
    row(incident.openedAt, 'error', 'crashed', '✖', `${verdictVerbs[incident.verdict.kind]}: ${incident.verdict.summary} – noticed in ${duration(incident.detectMs)}`, ['monitor', 'analyse']),
    ...(incident.end !== null && incident.closedAt !== null
      ? [{ ...endRow(incident.closedAt, incident.end, incident.healMs ?? 0, incident.attempts.at(-1)?.why ?? ''), stages: ['execute'] as const }]
      : []),
  ])
  return [...faults, ...incidents].sort((a, b) => a.at - b.at)
}
