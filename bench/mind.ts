import { beyondBudget } from './mind/beyond-budget.ts'
import { firstTokens } from './mind/first-tokens.ts'
import { openLab } from './mind/open-lab.ts'
import { ownWork } from './mind/own-work.ts'
import { withoutAnswer } from './mind/without-answer.ts'
import type { Figure } from './figure.ts'

/** What asking a language model costs beside the model itself, which is a scripted server here. */
export async function run(): Promise<Figure[]> {
  process.stderr.write('mind: our own work, budgets\n')
  const figures = [...await ownWork(), ...await beyondBudget()]
  const lab = await openLab('bubble-sort')
  try {
    process.stderr.write('mind: first tokens\n')
    figures.push(...await firstTokens(lab))
    process.stderr.write('mind: without an answer\n')
    // The last one: it ends the provider.
    figures.push(...await withoutAnswer(lab))
  } finally {
    await lab.close()
  }
  return figures
}
