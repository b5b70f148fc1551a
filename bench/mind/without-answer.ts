import type { RungId } from '../../lib/contract/healing.ts'
import { median, type Figure } from '../figure.ts'
import type { Lab } from './open-lab.ts'

/**
 * What a provider costs an organism that gives no cure: how much longer it takes until another rung has healed it than
 * where nobody is asked at all.
 */

const rounds = 5
const limitMs = 1_500

export async function withoutAnswer({ server, configure, breakAndHeal }: Lab): Promise<Figure[]> {
  async function heal(rungs: RungId[]): Promise<number> {
    await configure({ rungs, budgetsMs: { resident: limitMs } })
    const before = server.requests.length
    const { heard, close: { data } } = await breakAndHeal()
    if (data.rung !== 'rollback') throw new Error(`healed by ${data.rung}, not by another rung: ${data.why}`)
    const asked = heard.some((one) => 'event' in one && one.event.kind === 'model-ask')
    if (asked !== rungs.includes('resident')) throw new Error(`${server.requests.length - before} questions, which is not what was asked for`)
    return data.healMs
  }
  const unasked: number[] = []
  const slow: number[] = []
  const lying: number[] = []
  const dead: number[] = []
  server.forget()
  // Slow and lying in turns: many failures in a row, and the provider would not be asked any more.
  for (let round = 0; round < rounds; round += 1) {
    unasked.push(await heal(['rollback']))
    server.script({ hang: 'before-headers' })
    slow.push(await heal(['resident', 'rollback']))
    server.forget()
    lying.push(await heal(['resident', 'rollback']))
  }
  await server.close()
  for (let round = 0; round < rounds; round += 1) dead.push(await heal(['resident', 'rollback']))

  const control = median(unasked)
  return Object.entries({ dead, slow, 'lying, in prose': lying }).map(([what, times]) => {
    const value = median(times) - control
    return {
      name: `longer to heal by the other rungs, provider ${what}, the rung's limit ${limitMs} ms, median of ${rounds}`, value, unit: 'ms', control, ratio: value / control,
      goal: `≤ ${limitMs} ms; control: to heal with no mind asked`, met: value <= limitMs,
    }
  })
}
