import type { GenomeOrigin, GenomeStatus } from '../../../lib/contract/genome.ts'
import type { Sign } from '../words/state.ts'

export const statusSigns: Record<GenomeStatus, Sign> = {
  new: { shape: '○', word: 'new', tone: 'idle' },
  probation: { shape: '◐', word: 'probation', tone: 'healing' },
  proven: { shape: '●', word: 'proven', tone: 'healthy' },
  failed: { shape: '✖', word: 'failed', tone: 'crashed' },
  damaged: { shape: '▲', word: 'damaged', tone: 'degraded' },
}

export const originWords: Record<GenomeOrigin, string> = {
  seed: 'seed', chaos: 'by chaos', undo: 'fault undone', antibody: 'by antibody', repair: 'repaired', resident: 'by a model', teacher: 'by a teacher',
  graft: 'grafted', improve: 'improved', rollback: 'rollback', manual: 'by hand', import: 'imported',
}
