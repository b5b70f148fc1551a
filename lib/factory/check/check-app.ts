import pLimit from 'p-limit'
import { randomBytes } from 'node:crypto'
import type { TestFile } from '../../contract/factory/scenario.ts'
import { runScenario, type ScenarioEnd, type ScenarioPorts } from './run-scenario.ts'

/** Rehearsals at a time: they share nothing. */
const atOnce = 8

/** Plays all scenarios: those of single components side by side, those of the whole app one after the other, as it is one app. */
export async function checkApp({ scenarios }: TestFile, ports: ScenarioPorts, onEnd: (end: ScenarioEnd) => void = () => undefined): Promise<ScenarioEnd[]> {
  const run = randomBytes(4).toString('hex')
  const play = async (index: number): Promise<ScenarioEnd> => {
    const scenario = scenarios[index]
    if (scenario === undefined) throw new RangeError(`there is no scenario ${index}`)
    const end = await runScenario(scenario, `${run}-${index}`, ports)
    onEnd(end)
    return end
  }
  const all = [...scenarios.keys()]
  const lane = pLimit(atOnce)
  const alone = await lane.map(all.filter((index) => scenarios[index]?.of !== null), play)
  const together: ScenarioEnd[] = []
  for (const index of all.filter((one) => scenarios[one]?.of === null)) together.push(await play(index))
  return [...alone, ...together]
}
