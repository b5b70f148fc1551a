import type { OrganismView } from '../../../lib/contract/view.ts'
import { count, counted, duration, median, percent, stopwatch } from '../words/format.ts'

export interface Figure {
  name: string
  value: string
  /** Below it: what puts the value into proportion. */
  below: string
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
    { name: 'Up', value: stopwatch(up), below: `${percent(Math.min(up, life), life)} of its life` },
    { name: 'Success', value: percent(good, pulses), below: pulses === 0 ? 'no pulse yet' : `${count(good)} of ${counted(pulses, 'pulse')}` },
    { name: 'Crashes', value: count(crashes), below: counted(organism.incidents.length, 'incident') },
    timeFigure('Noticed in', organism.detectMs),
    timeFigure('Healed in', organism.healMs),
    { name: 'Restarts', value: `${budget.used} of ${budget.allowed}`, below: `within ${duration(budget.periodMs)}` },
  ]
}

function timeFigure(name: string, times: readonly number[]): Figure {
  const middle = median(times)
  const last = times.at(-1)
  if (middle === null || last === undefined) return { name, value: '–', below: 'never needed' }
  return { name, value: duration(middle), below: `median · last ${duration(last)}` }
}
