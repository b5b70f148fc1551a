import type { CoreHealth } from './stream.ts'

/** How the cores are as a whole. */
export interface EngineHealth {
  state: CoreHealth['state']
  /** Who leads; null: nobody. */
  leader: CoreHealth | null
  /** Why it is as it is, of the core that matters most. */
  why: string
  /** Wall clock of the next try of any; null where none is planned. */
  retryAt: number | null
}

const order: readonly CoreHealth['state'][] = ['up', 'starting', 'restarting', 'down']

/** Up as soon as one leads. While another one is about to, it is not down. */
export function engineHealth(cores: readonly CoreHealth[]): EngineHealth {
  // Of two that both think so, the one of the later epoch does.
  const leader = cores.filter(({ state, role }) => state === 'up' && role === 'active').toSorted((a, b) => (b.epoch ?? 0) - (a.epoch ?? 0))[0] ?? null
  if (leader) return { state: 'up', leader, why: leader.trouble ?? leader.why, retryAt: null }
  const tries = cores.flatMap(({ retryAt }) => retryAt ?? [])
  const retryAt = tries.length > 0 ? Math.min(...tries) : null
  const next = cores.toSorted((a, b) => order.indexOf(a.state) - order.indexOf(b.state))[0]
  if (!next) return { state: 'starting', leader, why: 'no core has been started yet', retryAt }
  if (next.state === 'up') return { state: 'restarting', leader, why: `core ${next.name} is taking the lead`, retryAt: null }
  return { state: next.state, leader, why: next.why, retryAt: next.state === 'starting' ? null : retryAt }
}
