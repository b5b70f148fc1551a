import type { CoreHealth } from '../../../lib/contract/stream.ts'

/** Who is what among the cores. */
export interface Standing {
  /** null: nobody leads. */
  leader: CoreHealth | null
  standby: CoreHealth | null
  /** One that says that it leads, over an epoch that is over: it was stopped and does not know better yet. */
  stale: CoreHealth | null
}

/** Of two that say that they lead, the higher epoch does: the ledger takes nothing from the other. */
export function standingOf(cores: readonly CoreHealth[]): Standing {
  const up = cores.filter(({ state }) => state === 'up')
  const [leader = null, stale = null] = up.filter(({ role }) => role === 'active').toSorted((a, b) => (b.epoch ?? 0) - (a.epoch ?? 0))
  return { leader, stale, standby: up.find(({ role }) => role === 'standby') ?? null }
}

/** Whoever was not heard for so long is silent: a core speaks twice a second. */
const silentMs = 1500

/** For how long a core has said nothing, ms; null where it was never heard, or speaks. */
export function silenceOf({ heardAt, state }: CoreHealth, now: number): number | null {
  if (heardAt === null || state !== 'up') return null
  return now - heardAt > silentMs ? now - heardAt : null
}
