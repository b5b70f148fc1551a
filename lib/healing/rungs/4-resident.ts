import { defaultBudgetsMs } from '../../contract/healing.ts'
import { askForVersions, type MindPorts } from '../ask-for-versions.ts'
import type { Rung } from '../rung.ts'

/** Asks the language model of the house, with what was learnt from teachers. Whatever it writes, the gate decides. */
export const resident = (ports: MindPorts): Rung => ({
  id: 'resident',
  budgetMs: defaultBudgetsMs.resident,
  propose: (sick, tried, turn) => askForVersions('resident', sick, tried, turn, ports),
})
