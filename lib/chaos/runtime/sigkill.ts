import type { RuntimeFault } from '../../contract/fault.ts'
import { clampIntensity } from '../severity.ts'

const gapMs = 1000

export const sigkill: RuntimeFault = {
  class: 'runtime',
  id: 'sigkill',
  label: 'Kill the process',
  teaches: 'Nothing can catch SIGKILL: no handler, no goodbye, no last log line, so whoever restarts it must live outside.',
  intensity: 'how many times it is killed, a second apart: 1 to 5',
  kinds: ['task', 'script', 'service'],
  undo: 'no further kill is sent; what was killed starts again by itself',
  lastsMs: (intensity) => gapMs * (clampIntensity(intensity) - 1),
  inject: (target, choice) => {
    target.signal('SIGKILL')
    const further = Array.from({ length: clampIntensity(choice.intensity) - 1 }, (_, index) =>
      setTimeout(() => target.signal('SIGKILL'), gapMs * (index + 1)).unref())
    return () => further.forEach(clearTimeout)
  },
}
