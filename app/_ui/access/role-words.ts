import { playerLimits, type Role } from '../../../lib/contract/access.ts'

/** What each role may do, in words for people. */
export const roleWords: Record<Role, { shape: string; may: string }> = {
  viewer: { shape: '◇', may: 'You may look at everything, and change nothing.' },
  player: { shape: '✦', may: `You may look at everything and break things: one fault at a time, up to intensity ${playerLimits.intensity}, for ${playerLimits.ttlMs / 60_000} min at most.` },
  operator: { shape: '◆', may: 'You may do everything.' },
}
