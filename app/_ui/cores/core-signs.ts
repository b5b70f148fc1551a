import type { EngineHealth } from '../../../lib/contract/engine-health.ts'
import type { CoreHealth } from '../../../lib/contract/stream.ts'
import type { Sign } from '../words/state.ts'
import { standingOf } from './standing.ts'

/** A sign with fewer words for where there is little room. */
export interface CoreSign extends Sign {
  short?: string
}

/** Who leads, as one sign. */
export function leadSign(engine: EngineHealth | null, cores: readonly CoreHealth[]): CoreSign {
  const { leader, standby } = standingOf(cores)
  if (engine === null) return { shape: '○', word: 'core unknown', tone: 'idle' }
  if (leader?.trouble != null) return { shape: '▲', word: `core ${leader.name} cannot write`, short: `${leader.name} cannot write`, tone: 'degraded' }
  if (leader) return { shape: '●', word: `core ${leader.name} leads · epoch ${leader.epoch ?? '?'}`, short: `${leader.name} leads`, tone: 'healthy' }
  if (standby) return { shape: '◐', word: `core ${standby.name} is taking the lead`, tone: 'healing' }
  switch (engine.state) {
    case 'starting': return { shape: '◐', word: 'cores starting', tone: 'healing' }
    case 'down': return { shape: '✖', word: 'no core leads', tone: 'crashed' }
    default: return { shape: '◐', word: 'no core leads yet', tone: 'degraded' }
  }
}

/** Who would lead next, as one sign; null while nobody leads, which is said already. */
export function nextSign(cores: readonly CoreHealth[]): CoreSign | null {
  const { leader, standby, stale } = standingOf(cores)
  if (!leader) return null
  if (stale) return { shape: '▲', word: `${stale.name} still thinks that it leads`, short: `${stale.name} thinks so too`, tone: 'degraded' }
  if (standby) return { shape: '○', word: `${standby.name} stands by`, tone: 'idle' }
  return { shape: '▲', word: 'no core stands by', short: 'alone', tone: 'degraded' }
}

/** One core, for a card of its own. */
export function cardSign(core: CoreHealth, cores: readonly CoreHealth[]): Sign {
  const { stale, leader } = standingOf(cores)
  if (core.trouble !== null) return { shape: '▲', word: 'leads, and cannot write', tone: 'degraded' }
  if (core === stale) return { shape: '▲', word: 'thinks that it leads', tone: 'degraded' }
  if (core === leader) return { shape: '●', word: 'leads', tone: 'healthy' }
  switch (core.state) {
    case 'up': return leader ? { shape: '○', word: 'stands by', tone: 'idle' } : { shape: '◐', word: 'is taking the lead', tone: 'healing' }
    case 'starting': return { shape: '◐', word: 'starting', tone: 'healing' }
    case 'restarting': return { shape: '◐', word: 'coming back', tone: 'healing' }
    case 'down': return { shape: '✖', word: 'down', tone: 'crashed' }
  }
}
