import { defaultBudgetsMs, rungIds, type HealingPlan, type HealingSetting, type RungId } from '../../../lib/contract/healing.ts'

/** A rung that can be moved and switched off: quarantine is always there, and last. */
export type MovableRung = Exclude<RungId, 'quarantine'>

export const modes = ['full', 'rollback-only', 'off'] as const satisfies readonly HealingPlan['mode'][]

/** How an organism is to be healed, as it stands in the form. */
export interface Draft {
  mode: HealingPlan['mode']
  /** Those that are on in their order, as they are climbed in full mode; those that are off keep their place. */
  rungs: readonly { id: MovableRung; isOn: boolean; seconds: string }[]
}

const movable = rungIds.filter((id): id is MovableRung => id !== 'quarantine')
const isMovable = (id: RungId): id is MovableRung => id !== 'quarantine'
const secondsOf = (ms: number): string => String(ms / 1000)

/** What is in force by the manifest and somebody's word. In the shorter modes the full ladder is still kept. */
export function draftOf(own: HealingSetting, asked: HealingSetting): Draft {
  const on = (asked.rungs ?? own.rungs ?? movable).filter(isMovable)
  const budgets = { ...defaultBudgetsMs, ...own.budgetsMs, ...asked.budgetsMs }
  return {
    mode: asked.mode ?? own.mode ?? 'full',
    rungs: [...on, ...movable.filter((id) => !on.includes(id))].map((id) => ({ id, isOn: on.includes(id), seconds: secondsOf(budgets[id]) })),
  }
}

/** One place up (-1) or down (1); at the end of the list nothing changes. */
export function moveRung(draft: Draft, id: MovableRung, by: -1 | 1): Draft {
  const from = draft.rungs.findIndex((rung) => rung.id === id)
  const [one, other] = [draft.rungs[from], draft.rungs[from + by]]
  if (!one || !other) return draft
  return { ...draft, rungs: draft.rungs.with(from, other).with(from + by, one) }
}

export const changeRung = (draft: Draft, id: MovableRung, change: { isOn?: boolean; seconds?: string }): Draft =>
  ({ ...draft, rungs: draft.rungs.map((rung) => (rung.id === id ? { ...rung, ...change } : rung)) })

/** A budget in ms; null where the text is none between 0.1 and 600 seconds. */
export function readBudget(seconds: string): number | null {
  const text = seconds.trim().replace(',', '.')
  const ms = /^\d+(\.\d+)?$/.test(text) ? Math.round(Number(text) * 1000) : NaN
  return ms >= 100 && ms <= 600_000 ? ms : null
}

/**
 * What to ask for so that the draft comes into force: nothing that the manifest says already, so that a later manifest
 * still counts. null where a budget is none.
 */
export function settingOf({ mode, rungs }: Draft, own: HealingSetting): HealingSetting | null {
  const byManifest = draftOf(own, {})
  const order = (of: Draft['rungs']): MovableRung[] => of.filter(({ isOn }) => isOn).map(({ id }) => id)
  const budgetsMs: Partial<Record<RungId, number>> = {}
  for (const { id, seconds } of rungs) {
    const ms = readBudget(seconds)
    if (ms === null) return null
    if (ms !== readBudget(byManifest.rungs.find((rung) => rung.id === id)!.seconds)) budgetsMs[id] = ms
  }
  return {
    ...(mode !== byManifest.mode && { mode }),
    ...(order(rungs).join() !== order(byManifest.rungs).join() && { rungs: order(rungs) }),
    ...(Object.keys(budgetsMs).length > 0 && { budgetsMs }),
  }
}

/** Whether a mode climbs a rung, were it on. */
export const climbs = (mode: Draft['mode'], id: MovableRung): boolean =>
  mode === 'full' || (mode === 'rollback-only' && (id === 'restart' || id === 'rollback'))
