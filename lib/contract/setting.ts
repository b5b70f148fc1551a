import { z } from 'zod'
import { organismIdSchema } from './organism.ts'

/** Restart intensity: more than `restarts` within `periodMs` escalates. */
export const restartBudgetSchema = z.strictObject({ restarts: z.number().int().min(0).max(100), periodMs: z.number().int().min(1000).max(3_600_000) })
export type RestartAllowance = z.infer<typeof restartBudgetSchema>

/** What may be changed while Ouroboros runs. Left out: as it is; null: as it is configured. */
export const settingsChangeSchema = z.strictObject({
  faultTtlMs: z.number().int().min(1000).max(3_600_000).nullable().optional(),
  keepLogHours: z.number().int().min(1).max(24 * 365).nullable().optional(),
  keepLogMb: z.number().int().min(1).max(1_000_000).nullable().optional(),
  mindCallsPerHour: z.number().int().min(0).max(100_000).nullable().optional(),
  mindTokensPerHour: z.number().int().min(0).max(1_000_000_000).nullable().optional(),
  mindCentsPerHour: z.number().int().min(0).max(1_000_000).nullable().optional(),
  teacherCallsPerHour: z.number().int().min(0).max(100_000).nullable().optional(),
  teacherTokensPerHour: z.number().int().min(0).max(1_000_000_000).nullable().optional(),
  teacherCentsPerHour: z.number().int().min(0).max(1_000_000).nullable().optional(),
  /** Of each organism; null: as its manifest has it. */
  restartBudgets: z.record(organismIdSchema, restartBudgetSchema.nullable()).optional(),
})
export type SettingsChange = z.infer<typeof settingsChangeSchema>

/** What somebody has set and not taken back: it goes before what is configured. */
export interface AskedSettings extends Partial<Record<(typeof changeableSettings)[number], number>> {
  restartBudgets: Record<string, RestartAllowance>
}

export const nothingAsked: AskedSettings = { restartBudgets: {} }

export const changeableSettings = [
  'faultTtlMs', 'keepLogHours', 'keepLogMb',
  'mindCallsPerHour', 'mindTokensPerHour', 'mindCentsPerHour', 'teacherCallsPerHour', 'teacherTokensPerHour', 'teacherCentsPerHour',
] as const

export function changeSettings(asked: AskedSettings, change: SettingsChange): AskedSettings {
  const given = <T>(entries: [string, T | null][]): Record<string, T> =>
    Object.fromEntries(entries.filter((entry): entry is [string, T] => entry[1] !== null))
  const plain = changeableSettings.map((name): [string, number | null] => [name, change[name] === undefined ? (asked[name] ?? null) : change[name]])
  return {
    ...given(plain),
    restartBudgets: given<RestartAllowance>(Object.entries({ ...asked.restartBudgets, ...change.restartBudgets })),
  }
}
