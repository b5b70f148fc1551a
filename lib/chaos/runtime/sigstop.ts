import type { RuntimeFault } from '../../contract/fault.ts'
import { bySeverity } from '../severity.ts'

export const sigstop: RuntimeFault = {
  class: 'runtime',
  id: 'sigstop',
  label: 'Freeze the process',
  teaches: 'A frozen process is alive to the system and dead to its users: only asking it something shows the difference.',
  intensity: 'for how long it is frozen: 2, 5, 10 or 30 seconds, or until it is taken back',
  kinds: ['task', 'script', 'service'],
  undo: 'SIGCONT lets it run on',
  inject: (target, choice) => {
    let isFrozen = true
    const thaw = () => {
      if (!isFrozen) return
      isFrozen = false
      clearTimeout(timer)
      target.signal('SIGCONT')
    }
    target.signal('SIGSTOP')
    const frozenMs = bySeverity([2000, 5000, 10_000, 30_000, null], choice.intensity)
    const timer = frozenMs === null ? undefined : setTimeout(thaw, frozenMs).unref()
    return thaw
  },
}
