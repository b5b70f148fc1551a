import { afterAll, beforeAll, expect, it } from 'vitest'
import { checkHistory } from '../../conformance/check-history.ts'
import { startLab, type Lab } from './start-lab.ts'

const kills = 12
const seed = 20_261_120

let lab: Lab
beforeAll(async () => {
  lab = await startLab({ organisms: ['bubble-sort', 'beacon'] })
})
afterAll(() => lab.close())

/** Deterministic delays, so that a failure can be looked at again: Weyl sequence over the golden ratio. */
const delayMs = (round: number): number => 20 + Math.floor((((seed + round * 0x9e37_79b1) >>> 0) / 2 ** 32) * 700)

it('loses nothing that was acknowledged, however often the core is killed', async () => {
  const acknowledged: string[] = []
  const epochs = new Set<number>()
  for (let round = 0; round < kills; round += 1) {
    acknowledged.push(lab.insert({ kind: 'chaos-inject', organism: round % 2 === 0 ? 'bubble-sort' : 'beacon', fault: 'syntax-error', seed: round }).id)
    await new Promise((resolve) => setTimeout(resolve, delayMs(round)))
    expect(await lab.stop('SIGKILL')).toBe('SIGKILL')
    await lab.start()
    epochs.add(lab.reader.events({ kinds: ['core-start'], limit: 1_000 }).at(-1)?.epoch ?? 0)
  }
  expect(epochs.size).toBe(kills)

  // What was left half done is ended by the last core: every command has its end, and no incident stays open for good.
  for (const id of ['bubble-sort', 'beacon']) {
    await lab.waitFor(`${id} to be well again`, () => {
      const organism = lab.reader.view().organisms[id]
      return organism?.state === 'healthy' && organism.incidents.every(({ end }) => end !== null)
    }, 60_000)
  }
  const ended = new Set(lab.events('command-end').map(({ data }) => data.command))
  await lab.waitFor('an end to every command', () => {
    for (const { data } of lab.events('command-end')) ended.add(data.command)
    return acknowledged.every((id) => ended.has(id))
  })
  for (const id of ['bubble-sort', 'beacon']) await lab.ask({ kind: 'organism-pause', organism: id })
  expect(checkHistory(lab.reader, { acknowledgedCommands: acknowledged })).toEqual([])
  expect(lab.reader.verify()).toBeNull()
}, 120_000)

it('does not take a promotion half done for done', async () => {
  // Every promote-start has its end, whoever wrote it.
  const open = new Map<string, number>()
  for (const event of lab.reader.events({ kinds: ['promote-start', 'promote-end', 'promote-undo'], limit: 100_000 })) {
    if (event.kind === 'promote-start') open.set(event.organism ?? '', event.seq)
    else open.delete(event.organism ?? '')
  }
  expect([...open]).toEqual([])
})
