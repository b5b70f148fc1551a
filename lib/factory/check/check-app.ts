import pLimit from 'p-limit'
import { randomBytes } from 'node:crypto'
import type { TestFile } from '../../contract/factory/scenario.ts'
import { runScenario, type ScenarioEnd, type ScenarioPorts } from './run-scenario.ts'

/** Rehearsals at a time: they share nothing. */
const atOnce = 8

/** Plays all scenarios: those of single components side by side, those of the whole app one after the other, as it is one app. */
export async function checkApp({ scenarios }: TestFile, ports: ScenarioPorts): Promise<ScenarioEnd[]> {
  const run = randomBytes(4).toString('hex')
  const all = scenarios.map((scenario, index) => ({ isWhole: scenario.of === null, play: () => runScenario(scenario, `${run}-${index}`, ports) }))
  const alone = await pLimit(atOnce).map(all.filter(({ isWhole }) => !isWhole), ({ play }) => play())
  const together: ScenarioEnd[] = []
  for (const { play } of all.filter(({ isWhole }) => isWhole)) together.push(await play())
  return [...alone, ...together]
}
