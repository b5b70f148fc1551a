import type { Attempt, Incident } from '../../../lib/contract/incident.ts'
import type { InjectionView, OrganismView } from '../../../lib/contract/view.ts'
import { isBad } from '../../../lib/contract/is-bad.ts'
import { searchStanding } from '../incidents/search-standing.ts'
import type { Stage } from '../address/address.ts'
import { count, counted, duration, shortGenome } from '../words/format.ts'
import { endSigns, type Tone } from '../words/state.ts'
import { verdictVerbs } from '../words/verdicts.ts'

/** One sentence of what happened. */
export interface Step {
  key: string
  shape: string
  tone: Tone
  /** What stands out, then the rest of the sentence. */
  lead: string
  text: string
  /** Of the loop; null: it is no part of it, as what chaos does. */
  stage: Stage | null
}

export interface Story {
  /** Wall clock of its first step. */
  at: number
  isOver: boolean
  /** The incident that it tells of, if there is one yet. */
  incident: string | null
  steps: Step[]
}

/** The organism's last story: a fault, what it did, what was tried, how it ended. null: nothing has happened yet. */
export function narrate(organism: OrganismView, injections: readonly InjectionView[]): Story | null {
  const incident = organism.incidents[0]
  const injection = injections.findLast((row) => row.organism === organism.id)
  const isWaiting = injection && injection.id !== incident?.fault && (injection.injectedAt ?? Infinity) > (incident?.openedAt ?? 0)
  if (isWaiting) return tellInjection(injection)
  if (!incident) return null
  const cause = injections.find((row) => row.id === incident.fault)
  return {
    at: cause?.injectedAt ?? incident.openedAt,
    isOver: incident.end !== null,
    incident: incident.id,
    steps: [...(cause ? [faultStep(cause)] : []), ...tellIncident(incident), ...tellAfter(organism, incident)],
  }
}

function tellInjection(injection: InjectionView): Story {
  const steps = [faultStep(injection)]
  if (injection.end !== null)
    steps.push({ key: 'end', shape: '↺', tone: 'rolled', lead: 'Taken back', text: injection.why ?? injection.end, stage: null })
  else if (injection.injectedAt !== null)
    steps.push({ key: 'wait', shape: '○', tone: 'idle', lead: 'Not noticed yet', text: 'the next pulse meets it', stage: 'monitor' })
  return { at: injection.injectedAt ?? 0, incident: null, isOver: injection.end !== null, steps }
}

const faultStep = (injection: InjectionView): Step => ({
  key: 'fault', shape: '✦', tone: 'degraded', lead: injection.label, text: injection.summary, stage: null,
})

function tellIncident(incident: Incident): Step[] {
  const { verdict, attempts, end } = incident
  const steps: Step[] = [
    { key: 'crash', shape: '✖', tone: 'crashed', lead: capital(verdictVerbs[verdict.kind]), text: verdict.summary, stage: 'analyse' },
    { key: 'noticed', shape: '◐', tone: 'healing', lead: 'Noticed', text: `in ${duration(incident.detectMs)}`, stage: 'monitor' },
    // The end says already that the last one was taken.
    ...attempts.filter((attempt, index) => end === null || !attempt.accepted || index < attempts.length - 1).map(tellAttempt),
  ]
  if (searchStanding(incident) === 'running')
    steps.push({ key: 'search', shape: '◐', tone: 'healing', lead: 'Searching', text: 'for a patch: see Incidents', stage: 'plan' })
  if (end !== null) {
    const { shape, tone, word } = endSigns[end]
    steps.push({ key: 'end', shape, tone, lead: capital(word), text: endText(incident), stage: 'execute' })
  }
  return steps
}

function tellAttempt(attempt: Attempt, index: number): Step {
  const lead = `${capital(attempt.rung)} ${attempt.accepted ? 'accepted' : 'refused'}`
  return {
    key: `attempt-${index}`, lead, text: attempt.why, stage: 'execute',
    ...(attempt.accepted ? { shape: '✓', tone: 'healthy' } : { shape: '✕', tone: 'degraded' }),
  }
}

function endText({ end, healMs, attempts, rung }: Incident): string {
  const took = duration(healMs ?? 0)
  if (end === 'rolled-back') return `to ${shortGenome(attempts.findLast((attempt) => attempt.accepted)?.genome ?? null)} in ${took}`
  if (end === 'quarantined') return `after ${took}: ${counted(attempts.length, 'attempt')}, none held`
  return `by ${rung ?? 'itself'} in ${took}`
}

function tellAfter(organism: OrganismView, incident: Incident): Step[] {
  const { closedAt, end } = incident
  if (closedAt === null || end === 'quarantined') return []
  const since = organism.points.filter((point) => point.at > closedAt)
  const good = since.filter((point) => !isBad(point.verdict)).length
  if (good === 0 || good < since.length) return []
  const isAll = since.length < organism.points.length
  return [{ key: 'alive', shape: '●', tone: 'healthy', lead: 'Alive', text: `${isAll ? count(good) : `at least ${count(good)}`} good ${good === 1 ? 'pulse' : 'pulses'} since`, stage: 'monitor' }]
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
