import type { AppView, TaskView } from '../../../lib/contract/factory/app-view.ts'
import type { MakeEnd } from '../../../lib/contract/factory/app-event.ts'
import type { OrganismState } from '../../../lib/contract/organism.ts'
import { stateSigns, type Sign } from '../words/state.ts'

const ends: Record<MakeEnd, Sign> = {
  well: { shape: '●', word: 'well', tone: 'healthy' },
  stuck: { shape: '■', word: 'stuck', tone: 'crashed' },
  limit: { shape: '▲', word: 'limit reached', tone: 'degraded' },
  refused: { shape: '✖', word: 'refused', tone: 'crashed' },
  cancelled: { shape: '○', word: 'cancelled', tone: 'idle' },
  broken: { shape: '✖', word: 'broken off', tone: 'crashed' },
}

export const taskSigns: Record<TaskView['state'], Sign> = {
  running: { shape: '◐', word: 'at work', tone: 'healing' },
  complete: { shape: '●', word: 'done', tone: 'healthy' },
  failed: { shape: '✖', word: 'failed', tone: 'crashed' },
}

export const waitingSign: Sign = { shape: '○', word: 'waits', tone: 'idle' }

/** How the last thing that was asked for ended, or goes. */
export const makingSign = ({ making }: Pick<AppView, 'making'>): Sign => (making === null ? waitingSign : making.end === null ? { shape: '◐', word: 'being made', tone: 'healing' } : ends[making.end])

const worst: readonly OrganismState[] = ['quarantined', 'crashed', 'healing', 'degraded', 'paused', 'healthy']

/** The app as it lives: as well as the service that is worst. */
export function appSign(app: AppView, stateOf: (organism: string) => OrganismState | null): Sign {
  if (app.error !== null) return { shape: '✖', word: 'not readable', tone: 'crashed' }
  if (app.making?.end === null || app.summary === null) return makingSign(app)
  const states = Object.values(app.organisms).map(stateOf)
  const state = worst.find((one) => states.includes(one))
  return state === undefined ? { shape: '○', word: 'not kept', tone: 'idle' } : stateSigns[state]
}
