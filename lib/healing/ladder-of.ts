import type { HealingPlan } from '../contract/healing.ts'
import type { Rung } from './rung.ts'
import { quarantine } from './rungs/8-quarantine.ts'

/** The rungs that a plan names, in its order and with its budgets. One that there is not here is left out. */
export function ladderOf({ mode, rungs: order, budgetsMs }: HealingPlan, rungs: readonly Rung[]): Rung[] {
  const last = mode === 'off' ? quarantine('stopped and set apart, with nothing tried: its healing is switched off') : quarantine()
  return order.flatMap((id) => [...rungs, last].filter((rung) => rung.id === id)).map((rung) => ({ ...rung, budgetMs: budgetsMs[rung.id] }))
}
