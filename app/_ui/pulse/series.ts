import { isBad } from '../../../lib/contract/is-bad.ts'
import type { InjectionView, OrganismView, PulsePoint } from '../../../lib/contract/view.ts'
import type { Metric, Stage } from '../address/address.ts'
import { counted, duration, median, quantile } from '../words/format.ts'
import { incidentSign, rungMarks } from '../words/rungs.ts'
import type { Tone } from '../words/state.ts'

export interface Measured {
  title: string
  unit: 'ms' | 'MB'
  read: (point: PulsePoint) => number | null
}

export const measures: Record<Metric, Measured> = {
  work: { title: 'Work', unit: 'ms', read: (point) => point.workMs },
  'first-output': { title: 'First output', unit: 'ms', read: (point) => point.firstOutputMs },
  memory: { title: 'Memory', unit: 'MB', read: (point) => point.peakRssMb },
}

/** Something that happened at a moment, as a line across the chart. */
export interface Mark {
  key: string
  at: number
  shape: string
  word: string
  tone: Tone
}

/** Faults and ends of incidents within the time that the points cover; of one stage of the loop, what it did. */
export function marksOf(organism: OrganismView, injections: readonly InjectionView[], stage: Stage | null = null): Mark[] {
  const from = organism.points[0]?.at ?? Infinity
  const faults = injections
    .filter((row) => row.organism === organism.id && row.injectedAt !== null)
    .map((row): Mark => ({ key: row.id, at: row.injectedAt!, shape: '✦', word: 'fault', tone: 'degraded' }))
  const ends = organism.incidents
    .filter((incident) => incident.closedAt !== null && incident.end !== null)
    .map((incident): Mark => ({ key: incident.id, at: incident.closedAt!, ...incidentSign(incident) }))
  const noticed = organism.incidents.map((incident): Mark => ({ key: `${incident.id} noticed`, at: incident.openedAt, shape: '✖', word: 'noticed', tone: 'crashed' }))
  const learnt = organism.antibodies.map((row): Mark => ({ key: `${row.signature} ${row.learnedAt}`, at: row.learnedAt, shape: '✚', word: 'learnt', tone: 'healthy' }))
  const tried = organism.incidents.flatMap((incident) => incident.attempts.map((attempt): Mark => ({ key: `${incident.id} ${attempt.startedAt}`, at: attempt.startedAt, shape: rungMarks[attempt.rung].shape, word: attempt.rung, tone: 'healing' })))
  const ofStage: Record<Stage, Mark[]> = { monitor: noticed, analyse: noticed, plan: tried, execute: ends, knowledge: learnt }
  return (stage ? ofStage[stage] : [...faults, ...ends]).filter((mark) => mark.at >= from).sort((a, b) => a.at - b.at)
}

export const show = (value: number, unit: Measured['unit']): string => (unit === 'ms' ? duration(value) : `${Number(value.toFixed(1))} MB`)

/** The chart in one sentence. */
export function summarise(points: readonly PulsePoint[], marks: readonly Mark[], { title, unit, read }: Measured): string {
  const values = points.map(read).filter((value) => value !== null)
  const middle = median(values)
  if (middle === null) return `${title}: nothing measured yet.`
  const bad = points.filter((point) => isBad(point.verdict)).length
  const faults = marks.filter((mark) => mark.word === 'fault').length
  return `${title} of the last ${counted(points.length, 'pulse')}: median ${show(middle, unit)}, 95 of 100 within ${show(quantile(values, 0.95)!, unit)}; ${bad} bad, ${counted(faults, 'fault')}, ${counted(marks.length - faults, 'incident')} ended.`
}
