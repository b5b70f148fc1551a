import type { SystemFault } from '../../contract/fault.ts'
import { bySeverity } from '../severity.ts'

export const splitBrain: SystemFault = {
  class: 'system',
  id: 'split-brain',
  label: 'Two cores that both think they lead',
  teaches: 'The one that was frozen wakes up and believes that it still leads. Its epoch is over: the ledger takes nothing from it, and it steps down.',
  intensity: 'how long the old one sleeps: 0.5, 1, 1.5, 2 or 3 seconds',
  takes: ['intensity'],
  undo: 'the old core wakes, is refused and steps down; it is started again to stand by',
  inject(target, { intensity }) {
    target.splitBrain(bySeverity([500, 1000, 1500, 2000, 3000], intensity))
    return () => undefined
  },
}
