import type { LedgerEvent } from './event.ts'
import type { RungId } from './healing.ts'
import type { Attempt, Incident } from './incident.ts'

/** The way of an incident, in the order in which it is gone. */
export const spanStages = ['detect', 'analyse', 'plan', 'prove', 'promote'] as const
export type SpanStage = (typeof spanStages)[number]

export interface IncidentSpan {
  stage: SpanStage
  /** One line: what was done. */
  what: string
  rung: RungId | null
  /** ms since the incident's first moment, which is the fault's effect. */
  at: number
  ms: number
  /** Whether it went well; null where that is no question. */
  ok: boolean | null
}

export interface IncidentTimes {
  /** Wall clock of the first moment. */
  from: number
  /** ms from it to the end, or to the last thing known. */
  ms: number
  /** By their beginning. */
  spans: IncidentSpan[]
}

/** With `at` on the wall clock, until all are known. */
type Draft = IncidentSpan

/**
 * An incident as spans of time, from the events that belong to it. The ledger stamps whole ms of the wall clock; what
 * was measured more exactly (detection, checks, attempts) keeps its own length. Pure.
 * @param now how far an open incident has come; for one that has ended it says nothing
 */
export function incidentSpans(incident: Pick<Incident, 'openedAt' | 'closedAt' | 'detectMs' | 'healMs' | 'end'>, events: readonly LedgerEvent[], now: number): IncidentTimes {
  const from = incident.openedAt - incident.detectMs
  const last = events.at(-1)?.at ?? incident.openedAt
  const until = incident.end === null ? Math.max(now, last) : (incident.closedAt ?? last)
  const spans: Draft[] = [{ stage: 'detect', what: 'from the fault’s effect until the bad pulse was judged', rung: null, at: from, ms: incident.detectMs, ok: null }]
  const first = events.find(({ kind }) => kind === 'rung-start')
  // Nothing is told in between: what is analysed there is the failure's signature, and whether it is known.
  if (first && first.at > incident.openedAt) spans.push({ stage: 'analyse', what: 'the failure was named and looked up', rung: null, at: incident.openedAt, ms: first.at - incident.openedAt, ok: null })

  let rung: RungId | null = null
  /** Until when the rung at work is told. */
  let told = incident.openedAt
  let promoting: { at: number; what: string } | null = null
  let isSearching = false
  for (const event of events) {
    switch (event.kind) {
      case 'rung-start':
        rung = event.data.rung
        told = event.at
        isSearching = false
        break
      case 'search-progress': {
        const { stage, tried } = event.data
        const isAnalysis = stage === 'diagnose' || stage === 'localise'
        if (!isSearching) told = Math.min(told, event.at - event.data.ms)
        isSearching = true
        join(spans, { stage: isAnalysis ? 'analyse' : 'plan', what: isAnalysis ? 'where the fault may be' : `${tried} edits tried`, rung, at: told, ms: Math.max(0, event.at - told), ok: null })
        told = Math.max(told, event.at)
        break
      }
      case 'candidate-judge': {
        const { startedAt } = event.data
        if (startedAt > told) join(spans, { stage: 'plan', what: 'a candidate was made', rung, at: told, ms: startedAt - told, ok: null })
        spans.push(...proofs(event.data))
        told = startedAt + event.data.ms
        break
      }
      case 'promote-start':
        promoting = { at: event.at, what: event.data.genome }
        break
      case 'promote-end':
      case 'promote-undo': {
        const ok = event.kind === 'promote-end'
        spans.push({ stage: 'promote', what: `${promoting?.what ?? event.data.genome} ${ok ? 'took its place' : 'could not take its place'}`, rung, at: promoting?.at ?? event.at, ms: event.at - (promoting?.at ?? event.at), ok })
        promoting = null
        break
      }
      case 'rung-end':
        if (event.at > told && !isSearching) join(spans, { stage: 'plan', what: event.data.why, rung, at: told, ms: event.at - told, ok: null })
        else if (event.at > told) join(spans, { stage: 'plan', what: 'the search came to its end', rung, at: told, ms: event.at - told, ok: null })
        told = event.at
        rung = null
        break
      default:
    }
  }
  if (incident.end === null && rung !== null && until > told) spans.push({ stage: 'plan', what: 'under way', rung, at: told, ms: until - told, ok: null })
  return { from, ms: Math.max(until - from, ...spans.map(({ at, ms }) => at + ms - from)), spans: spans.map((span) => ({ ...span, at: span.at - from })).sort((a, b) => a.at - b.at) }
}

/** What goes on in the same stage of the same rung is one span, told as it stood last. */
function join(spans: Draft[], next: Draft): void {
  const before = spans.at(-1)
  if (before && before.stage === next.stage && before.rung === next.rung && before.ok === null && Math.abs(before.at + before.ms - next.at) < 1) {
    before.ms += next.ms
    before.what = next.what
  } else spans.push({ ...next })
}

/** The proof before a promotion and the one after it, while live. */
function proofs({ rung, startedAt, ms, checks, accepted, why, tried }: Attempt): Draft[] {
  const live = checks.find(({ name }) => name === 'probation')
  const before = checks.filter((check) => check !== live)
  const death = before.find(({ ok }) => !ok)
  if (rung === 'quarantine') return [{ stage: 'promote', what: tried, rung, at: startedAt, ms, ok: accepted }]
  const spent = live ? sum(before) : ms
  return [
    ...(before.length > 0 || !live ? [{ stage: 'prove' as const, what: death ? why : `${before.length} checks passed`, rung, at: startedAt, ms: spent, ok: death === undefined && (accepted || live !== undefined) }] : []),
    ...(live ? [{ stage: 'prove' as const, what: `live: ${live.detail}`, rung, at: startedAt + ms - live.ms, ms: live.ms, ok: live.ok }] : []),
  ]
}

const sum = (checks: Attempt['checks']): number => checks.reduce((total, { ms }) => total + ms, 0)
