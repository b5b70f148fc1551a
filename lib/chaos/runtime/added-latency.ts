import type { RuntimeFault } from '../../contract/fault.ts'
import { bySeverity } from '../severity.ts'

export const addedLatency: RuntimeFault = {
  class: 'runtime',
  id: 'added-latency',
  label: 'Add latency',
  teaches: 'Slow is the failure that no error announces: only comparing with its own past, and a deadline, can see it.',
  intensity: 'what is added to each task, start or request: 100, 300, 1000, 3000 or 10000 ms',
  kinds: ['task', 'script', 'service'],
  undo: 'the delay is taken out again',
  inject: (target, choice) => target.override({ delayMs: bySeverity([100, 300, 1000, 3000, 10_000], choice.intensity) }),
}
