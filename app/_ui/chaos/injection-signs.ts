import type { FaultEnd } from '../../../lib/contract/fault.ts'
import type { Sign } from '../words/state.ts'

const faultEndSigns: Record<FaultEnd, Sign> = {
  healed: { shape: '●', word: 'healed', tone: 'healthy' },
  undone: { shape: '↺', word: 'undone', tone: 'rolled' },
  expired: { shape: '↺', word: 'time was up', tone: 'rolled' },
  stopped: { shape: '■', word: 'stopped', tone: 'idle' },
  failed: { shape: '✖', word: 'failed', tone: 'crashed' },
}

const runningSign: Sign = { shape: '✦', word: 'in force', tone: 'degraded' }

export const injectionSign = (end: FaultEnd | null): Sign => (end === null ? runningSign : faultEndSigns[end])
