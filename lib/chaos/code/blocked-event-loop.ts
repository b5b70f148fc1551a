import { bySeverity } from '../severity.ts'
import { codeFault } from './code-fault.ts'
import { insertionsOf } from './insertions.ts'

export const blockedEventLoop = codeFault({
  id: 'blocked-event-loop',
  label: 'Block the event loop',
  teaches: 'There is one thread: while it is busy, no request, no timer and no signal handler gets a turn.',
  intensity: 'for how long each call blocks: 0.5, 1, 2, 5 or 15 seconds',
  places: 1,
  sites: (code) => {
    const ms = bySeverity([500, 1000, 2000, 5000, 15_000], code.intensity)
    return insertionsOf(code).map(({ insert }) => insert(`for (const until = Date.now() + ${ms}; Date.now() < until;) {}`))
  },
})
