import { z } from 'zod'

/**
 * The labelled steps of what must be whole or not at all: where a core can be made to end or to stop, and must leave
 * nothing half done. A test walks this list.
 */
export const steps = [
  // A version goes live.
  'promote-written', 'promote-started', 'promote-switched', 'promote-ended',
  // The same, back to an older one.
  'rollback-written', 'rollback-started', 'rollback-switched', 'rollback-ended',
  // The ladder gives up.
  'quarantine-opened', 'quarantine-judged', 'quarantine-closed', 'quarantine-set',
  // Another core leads.
  'takeover-noticed', 'takeover-led', 'takeover-recovered', 'takeover-adopted', 'takeover-running',
  // Inside a write transaction, its lock held.
  'commit-open',
] as const
export const stepSchema = z.enum(steps)
export type Step = z.infer<typeof stepSchema>
