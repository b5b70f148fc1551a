import { pickTier, probeCapabilities } from '../lib/process/capabilities.ts'
import { openSandbox } from '../lib/process/open-sandbox.ts'
import { systemClock as clock } from '../lib/process/clock.ts'
import { makeIn } from './factory/make-in.ts'
import { makespan } from './factory/makespan.ts'
import { onRedis } from './factory/on-redis.ts'
import { seededFaults } from './factory/seeded-faults.ts'
import { median, type Figure } from './figure.ts'

const profile = 'Dodaj widok profilu użytkownika z walidacją API'
const todos = 'a todo list with login'
const rounds = 5

/** From a sentence to an app whose tests are green, how well its agents work side by side, and how well its faults are mended, all without a model. */
export async function run(): Promise<Figure[]> {
  const sandbox = openSandbox({ tier: pickTier(await probeCapabilities()), clock })
  const talk = (line: string): void => { process.stderr.write(`factory: ${line}\n`) }
  try {
    const times: number[] = []
    for (let round = 0; round < rounds; round += 1) {
      const { end, ms, remove } = await makeIn(sandbox, profile)
      remove()
      if (end.end !== 'well') throw new Error(`the profile view is not well: ${end.why}`)
      times.push(ms / 1_000)
      talk(`profile view, all ${end.rehearsal.ends.length} scenarios green after ${(ms / 1_000).toFixed(2)} s`)
    }
    const served = (await makeIn(sandbox, todos)).ms / 1_000
    return [
      ...await makespan(), ...await onRedis(),
      { name: 'sentence to all tests green, profile view', value: median(times), unit: 's', control: served, ratio: median(times) / served, goal: '≤ 15; the control is the todo list with login', met: median(times) <= 15 },
      ...await seededFaults(sandbox, [profile, todos], 25, talk),
    ]
  } finally {
    await sandbox.close()
  }
}
