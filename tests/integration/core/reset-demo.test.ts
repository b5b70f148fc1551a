import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { LedgerEvent } from '../../../lib/contract/event.ts'
import { emptyView, reduceView } from '../../../lib/contract/view.ts'
import { checkHistory } from '../../conformance/check-history.ts'
import { normalised } from '../../fixtures/normalised-events.ts'
import { startLab, type Lab } from './start-lab.ts'

const id = 'bubble-sort'

describe('a demo that is reset', () => {
  let lab: Lab
  beforeAll(async () => {
    lab = await startLab({ organisms: ['bank-teller', 'beacon', id] })
  })
  afterAll(() => lab.close())

  const view = (organism = id) => lab.reader.view().organisms[organism]!
  const resets = () => lab.events('demo-reset')
  const reset = async (seed?: number) => {
    expect(await lab.ask({ kind: 'demo-reset', ...(seed === undefined ? {} : { seed }) })).toMatchObject({ state: 'done' })
  }
  const isWell = (organism = id) => lab.waitFor(`${organism} to be well`, () => view(organism).state === 'healthy' && view(organism).pulses > 0)
  const incidents = () => view().incidents.filter(({ end }) => end !== null).length

  /** From the fault to the end of its healing, as the ledger tells it. */
  async function story(seed: number, between: () => Promise<void> = async () => undefined): Promise<{ broken: unknown[]; pulses: unknown[] }> {
    await reset(seed)
    const { since } = view()
    const from = resets().at(-1)!.seq
    await isWell()
    await between()
    expect(await lab.ask({ kind: 'chaos-inject', organism: id, fault: 'classic' })).toMatchObject({ state: 'done' })
    await lab.waitFor('its healing', () => incidents() === 1 && view().state === 'healthy' && lab.reader.view().injections.every(({ end }) => end !== null))
    await lab.waitFor('a proven version', () => view().genomes[0]?.status === 'proven')
    await lab.ask({ kind: 'organism-pause', organism: id })
    const events: LedgerEvent[] = lab.reader.events({ organism: id, after: from, limit: 100_000 })
    const start = events.findIndex(({ kind }) => kind === 'fault-prepare')
    const end = events.findIndex(({ kind }) => kind === 'genome-prove')
    return { broken: normalised(events.slice(start, end + 1), since!), pulses: normalised(events.slice(0, start).filter(({ kind }) => kind === 'pulse-end'), since!) }
  }

  it('is as at the first start, whatever went on', async () => {
    for (const organism of ['bank-teller', 'beacon', id]) await isWell(organism)
    await lab.ask({ kind: 'organism-pause', organism: 'bank-teller' })
    expect(await lab.ask({ kind: 'chaos-inject', organism: id, fault: 'infinite-loop', seed: 3 })).toMatchObject({ state: 'done' })
    expect(await lab.ask({ kind: 'chaos-inject', organism: 'beacon', fault: 'sigstop', seed: 3, intensity: 5 })).toMatchObject({ state: 'done' })
    await lab.ask({ kind: 'chaos-inject', organism: id, fault: 'syntax-error', seed: 3 })
    await reset(77)

    expect(lab.reader.view()).toMatchObject({ chaosStopped: false, injections: [], demo: { seed: 77, resetAt: expect.any(Number) } })
    for (const organism of ['bank-teller', 'beacon', id]) {
      await isWell(organism)
      expect(view(organism)).toMatchObject({ incidents: [], antibodies: [], crashes: 0, budget: { used: 0 } })
      const [live] = lab.reader.genomes({ organism, limit: 1 })
      expect(live).toMatchObject({ current: true, status: 'proven', origin: 'rollback', hash: lab.reader.genome(`${organism}.g0001`)?.hash })
      expect(view(organism).genomes).toHaveLength(1)
      expect(lab.reader.antibodies(organism)).toEqual([])
    }
    // The first pulses anew, numbered from one.
    const after = lab.reader.events({ organism: id, kinds: ['pulse-end'], after: resets().at(-1)!.seq, limit: 10 })
    expect(after[0]).toMatchObject({ data: { number: 1, verdict: { kind: expect.stringMatching(/healthy|slow/) } } })
    expect(lab.events('fault-end').map(({ data }) => data.why)).toContain('the demo was reset')
    expect(lab.events('incident-close').every(({ data }) => data.end !== null)).toBe(true)
  })

  it('ends an incident in the middle of its healing, and the global stop', async () => {
    await isWell()
    await lab.ask({ kind: 'chaos-inject', organism: id, fault: 'infinite-loop', seed: 4 })
    await lab.waitFor('its incident', () => view().incidents.some(({ end }) => end === null))
    await lab.ask({ kind: 'chaos-stop' })
    await reset()
    expect(resets().at(-1)?.data.seed, 'the configured seed, where none is given').toBe(1)
    expect(lab.reader.view().chaosStopped).toBe(false)
    const closed = lab.events('incident-close', id).at(-1)
    expect(closed?.data).toMatchObject({ end: expect.stringMatching(/rolled-back|healed/) })
    await isWell()
    expect(view().incidents).toEqual([])
  })

  // The seed that is configured, whose first fault fills the memory, and one whose first fault is a result that is none.
  const [configured, another] = [1, 6]

  it('tells the same story twice from one seed, and another one from another seed', async () => {
    const first = await story(configured)
    const second = await story(configured, () => new Promise((resolve) => setTimeout(resolve, 1500)))
    expect(second.broken).toEqual(first.broken)
    const both = Math.min(first.pulses.length, second.pulses.length)
    expect(both).toBeGreaterThan(0)
    expect(second.pulses.slice(0, both)).toEqual(first.pulses.slice(0, both))
    const other = await story(another)
    expect(other.broken).not.toEqual(first.broken)
    expect(other.pulses[0]).not.toEqual(first.pulses[0])
  }, 90_000)

  it('tells it again where the core was killed in between', async () => {
    const first = await story(5)
    const second = await story(5, async () => {
      await lab.stop('SIGKILL')
      await lab.start()
      await lab.waitFor('a pulse of the new core', () => lab.reader.events({ organism: id, kinds: ['pulse-end'], limit: 100_000 }).at(-1)?.epoch === lab.events('core-start').at(-1)?.epoch)
    })
    expect(lab.events('core-start').at(-1)?.data.seed).toBe(5)
    expect(second.broken).toEqual(first.broken)
  }, 90_000)

  it('heals what a killed core left in the middle, and can be reset again', async () => {
    await reset(9)
    await isWell()
    for (const ms of [5, 30, 60, 120]) {
      await lab.ask({ kind: 'chaos-inject', organism: id, fault: 'classic' })
      lab.insert({ kind: 'demo-reset', seed: 9 })
      await new Promise((resolve) => setTimeout(resolve, ms))
      await lab.stop('SIGKILL')
      await lab.start()
      await lab.waitFor('all to be well again', () => view().state === 'healthy' && view().incidents.every(({ end }) => end !== null) && lab.reader.view().injections.every(({ end }) => end !== null))
      await reset(9)
      await isWell()
    }
  }, 90_000)

  it('shows what the events say', async () => {
    for (const organism of ['bank-teller', 'beacon', id]) await lab.ask({ kind: 'organism-pause', organism })
    const events = lab.reader.events({ limit: 100_000 })
    const now = lab.reader.view()
    expect(events.filter(({ seq }) => seq <= now.seq).reduce(reduceView, emptyView)).toEqual(now)
    expect(checkHistory(lab.reader)).toEqual([])
  })
})
