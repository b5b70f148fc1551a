import type { Sandbox } from '../lib/contract/ports/sandbox.ts'
import { pickTier, probeCapabilities } from '../lib/process/capabilities.ts'
import { openSandbox } from '../lib/process/open-sandbox.ts'
import { systemClock as clock } from '../lib/process/clock.ts'
import { gapTokens } from './factory/gap-tokens.ts'
import { makeIn } from './factory/make-in.ts'
import { makespan } from './factory/makespan.ts'
import { onRedis } from './factory/on-redis.ts'
import { seededFaults } from './factory/seeded-faults.ts'
import { median, ratioOf, type Figure } from './figure.ts'

const profile = 'Dodaj widok profilu użytkownika z walidacją API'
const todos = 'a todo list with login'
const rounds = 5
/** For each app. */
const faultsSeeded = 25

/** From a sentence to an app whose tests are green, how well its agents work side by side, and how well its faults are mended, all without a model. */
export async function run(): Promise<Figure[]> {
  const sandbox = openSandbox({ tier: pickTier(await probeCapabilities()), clock })
  const talk = (line: string): void => { process.stderr.write(`factory: ${line}\n`) }
  try {
    const ours: number[] = []
    const controls: number[] = []
    // In turns, so that what else the machine does falls on both.
    for (let round = 0; round < rounds; round += 1) {
      ours.push(await untilGreen(sandbox, profile, talk))
      controls.push(await untilGreen(sandbox, todos, talk))
    }
    const [value, control] = [median(ours), median(controls)]
    return [
      ...await makespan(), ...await onRedis(),
      { name: 'sentence to all tests green, profile view', value, unit: 's', control, ratio: ratioOf(value, control), goal: '≤ 15; the control is the todo list with login', met: value <= 15 },
      ...await gapTokens(sandbox),
      ...await seededFaults(sandbox, [profile, todos], faultsSeeded, talk),
    ]
  } finally {
    await sandbox.close()
  }
}

/** @returns s */
async function untilGreen(sandbox: Sandbox, sentence: string, talk: (line: string) => void): Promise<number> {
  const { end, ms, remove } = await makeIn(sandbox, sentence)
  remove()
  if (end.end !== 'well') throw new Error(`“${sentence}” is not well: ${end.why}`)
  talk(`${sentence}: all ${end.rehearsal.ends.length} scenarios green after ${(ms / 1_000).toFixed(2)} s`)
  return ms / 1_000
}
