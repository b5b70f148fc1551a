import { z } from 'zod'

/** The rungs of the ladder, in the order in which they are climbed unless an organism says otherwise. */
export const rungIds = ['restart', 'antibody', 'repair', 'resident', 'teacher', 'graft', 'rollback', 'quarantine'] as const
export const rungIdSchema = z.enum(rungIds)
export type RungId = z.infer<typeof rungIdSchema>

/**
 * full: the whole ladder · rollback-only: no code is written, only restarts and proven versions · off: incidents are
 * opened, and the organism is set apart at once.
 */
const healingModes = ['full', 'rollback-only', 'off'] as const
const healingModeSchema = z.enum(healingModes)
type HealingMode = z.infer<typeof healingModeSchema>

const budgetMsSchema = z.number().int().min(100).max(600_000)

/** How an organism is to be healed, by its manifest or by somebody's word. What is left out is as it would be without. */
export const healingSettingSchema = z.strictObject({
  mode: healingModeSchema.optional(),
  /** Rungs of the full ladder, in their order. Quarantine is always there, and last. */
  rungs: z.array(rungIdSchema).max(rungIds.length).refine((ids) => new Set(ids).size === ids.length, 'a rung is named twice').optional(),
  /** Wall clock for the whole of a rung, ms. */
  budgetsMs: z.partialRecord(rungIdSchema, budgetMsSchema).optional(),
})
export type HealingSetting = z.infer<typeof healingSettingSchema>

/** What is in force. */
export interface HealingPlan {
  mode: HealingMode
  /** As they are climbed; quarantine is the last. */
  rungs: RungId[]
  budgetsMs: Record<RungId, number>
}

export const defaultBudgetsMs: Readonly<Record<RungId, number>> = {
  restart: 30_000, antibody: 3_000, repair: 8_000, resident: 60_000, teacher: 60_000, graft: 10_000, rollback: 60_000, quarantine: 5_000,
}

/**
 * @param own what its manifest says
 * @param asked what somebody has set since: it goes before
 */
export function healingPlan(own: HealingSetting, asked: HealingSetting): HealingPlan {
  const mode = asked.mode ?? own.mode ?? 'full'
  return {
    mode,
    rungs: [...climbed(mode, asked.rungs ?? own.rungs ?? rungIds).filter((id) => id !== 'quarantine'), 'quarantine'],
    budgetsMs: { ...defaultBudgetsMs, ...own.budgetsMs, ...asked.budgetsMs },
  }
}

function climbed(mode: HealingMode, full: readonly RungId[]): readonly RungId[] {
  switch (mode) {
    case 'full': return full
    case 'rollback-only': return ['restart', 'rollback']
    case 'off': return []
  }
}
