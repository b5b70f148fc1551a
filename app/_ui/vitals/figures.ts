import type { OrganismView } from '../../../lib/contract/view.ts'
import { count, duration, median, percent } from '../words/format.ts'

export interface Figure {
  name: string
  value: string
  /** What puts the value into proportion. */
  beside: string
}

const upStates = ['healthy', 'degraded']

/** Time in healthy or degraded, the running stretch included. */
export function upMs(organism: OrganismView, now: number): number {
  return organism.upMs + (upStates.includes(organism.state) ? Math.max(0, now - organism.stateSince) : 0)
}

export function readFigures(organism: OrganismView, now: number): Figure[] {
  const { pulses, good, crashes, budget } = organism
  const up = upMs(organism, now)
  const life = Math.max(0, now - organism.bornAt)
  return [
    { name: 'Up', value: duration(Math.floor(up / 1000) * 1000), beside: `${percent(Math.min(up, life), life)} of its life` },
    { name: 'Pulses', value: count(pulses), beside: `${count(good)} good` },
    { name: 'Success', value: percent(good, pulses), beside: pulses === 0 ? 'no pulse yet' : 'of all pulses' },
    { name: 'Crashes', value: count(crashes), beside: `${count(organism.incidents.length)} incidents kept` },
    timeFigure('Noticed in', organism.detectMs),
    timeFigure('Healed in', organism.healMs),
    { name: 'Restarts', value: `${budget.used} of ${budget.allowed}`, beside: `per ${duration(budget.periodMs)}` },
  ]
}

function timeFigure(name: string, times: readonly number[]): Figure {
  const middle = median(times)
  const last = times.at(-1)
  if (middle === null || last === undefined) return { name, value: '–', beside: 'never needed' }
  return { name, value: duration(middle), beside: `median; last ${duration(last)}` }
}
