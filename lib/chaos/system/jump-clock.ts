import type { SystemFault } from '../../contract/fault.ts'
import { bySeverity } from '../severity.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs

export const jumpClock: SystemFault = {
  class: 'system',
  id: 'jump-clock',
  label: 'Jump the clock',
  teaches: 'A wall clock may jump either way. Who leads, what is waited for and how long things took hangs on no wall clock.',
  intensity: 'how far: a minute, an hour, a day, a month or a year, forwards or back',
  takes: ['intensity', 'time'],
  undo: 'the clock is set right again',
  inject: (target, { random, intensity }) => target.jumpClock((random() < 0.5 ? -1 : 1) * bySeverity([minuteMs, hourMs, dayMs, 30 * dayMs, 365 * dayMs], intensity)),
}
