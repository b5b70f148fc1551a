import type { RuntimeFault } from '../../contract/fault.ts'
import { bySeverity } from '../severity.ts'

export const memorySqueeze: RuntimeFault = {
  class: 'runtime',
  id: 'memory-squeeze',
  label: 'Squeeze its memory',
  teaches: 'The same code fails in a smaller room: first it is slow from collecting garbage, then it is out of memory.',
  // Node 26 starts with a heap of 6 MB and aborts with 4.
  intensity: 'the heap that is left to it: 32, 16, 10, 6 or 4 MB',
  kinds: ['task', 'script', 'service'],
  undo: 'the next process gets its usual heap again',
  inject: (target, choice) => target.override({ heapMb: bySeverity([32, 16, 10, 6, 4], choice.intensity) }),
}
