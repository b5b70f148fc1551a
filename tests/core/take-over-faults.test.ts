import { expect, test } from 'vitest'
import type { GenomeOrigin } from '../../lib/contract/genome.ts'
import { takeOverFaults } from '../../lib/core/take-over-faults.ts'
import { FakeClock, settle } from '../fixtures/fake-clock.ts'
import { FakeLab } from '../fixtures/fake-lab.ts'
import { FakeLedger } from '../fixtures/fake-ledger.ts'
import { event, faultPrepare, organismAdd } from '../conformance/event-samples.ts'

const promoted = (genome: string) => event('promote-end', { genome, from: null }, { organism: 'ant' })
const injected = (genome: string | null) => event('fault-inject', { injection: 'f1', genome }, { organism: 'ant' })
const ofClass = (is: 'code' | 'runtime' | 'data') => {
  const prepared = faultPrepare('ant', 'f1')
  if (prepared.kind === 'fault-prepare') prepared.data = { ...prepared.data, class: is }
  return prepared
}

/** What a new core does about what the last one left behind. */
async function after(events: Parameters<FakeLedger['record']>, options: { isKept?: boolean; origin?: GenomeOrigin; parents?: string[]; wallMovedMs?: number } = {}) {
  const clock = new FakeClock()
  const ledger = new FakeLedger(clock)
  await ledger.record(organismAdd('ant'), ...events)
  await clock.advance(20_000)
  const adopted: unknown[] = []
  const told = ledger.events.length
  await takeOverFaults({
    view: ledger.view, clock: { now: () => clock.now() + (options.wallMovedMs ?? 0) }, record: ledger.record, chaos: { adopt: (running) => adopted.push(running) },
    genome: (id) => (id === 'ant.g0002' ? { id, origin: options.origin ?? 'chaos', parents: options.parents ?? ['ant.g0001'] } : null),
    isKept: () => options.isKept ?? true,
  })
  return { adopted, ended: ledger.events.slice(told).map(({ kind, data }) => [kind, data]) }
}
const failed = [['fault-end', { injection: 'f1', end: 'failed', why: 'the core that held it died' }]]

test('a code fault lives on with the time that it has left', async () => {
  expect(await after([ofClass('code'), promoted('ant.g0002'), injected('ant.g0002')])).toEqual({
    adopted: [{ injection: 'f1', organism: 'ant', genome: 'ant.g0002', parent: 'ant.g0001', label: 'Syntax error', leftMs: 40_000 }], ended: [],
  })
})

test('a wall clock that went back lets no fault live on for as long', async () => {
  const { adopted } = await after([ofClass('code'), promoted('ant.g0002'), injected('ant.g0002')], { wallMovedMs: -3_600_000 })
  expect(adopted).toMatchObject([{ leftMs: 60_000 }])
})

test('a code fault whose core died between the switch and the word about it is found in the live version', async () => {
  const { adopted, ended } = await after([ofClass('code'), promoted('ant.g0002')])
  expect(adopted).toMatchObject([{ genome: 'ant.g0002', parent: 'ant.g0001' }])
  expect((adopted[0] as { leftMs: number }).leftMs, 'nobody knows since when: it is taken back now').toBeLessThanOrEqual(0)
  expect(ended).toEqual([])
})

test('nothing outlives the stop', async () => {
  const { adopted } = await after([ofClass('code'), promoted('ant.g0002'), injected('ant.g0002'), event('chaos-stop', { by: 'me' })])
  expect(adopted).toMatchObject([{ leftMs: 0 }])
})

test.each([
  ['was prepared, and nothing was touched', [ofClass('code'), promoted('ant.g0001')], {}],
  ['lived in the process', [ofClass('runtime'), injected(null)], {}],
  ['lived in the core', [ofClass('data'), injected(null)], {}],
  ['is of an organism that is gone', [ofClass('code'), promoted('ant.g0002'), injected('ant.g0002')], { isKept: false }],
  ['is in a version that nobody knows', [ofClass('code'), promoted('ant.g0007'), injected('ant.g0007')], {}],
  ['is in a version that is no longer live', [ofClass('code'), promoted('ant.g0002'), injected('ant.g0002'), promoted('ant.g0003')], {}],
  ['is in a version without a parent', [ofClass('code'), promoted('ant.g0002'), injected('ant.g0002')], { parents: [] }],
  ['was healed already: the live version is no broken one', [ofClass('code'), promoted('ant.g0002')], { origin: 'rollback' as const }],
])('a fault that %s has ended with its core', async (_what, events, options) => {
  expect(await after(events as never, options)).toEqual({ adopted: [], ended: failed })
})

test('what has ended is left alone', async () => {
  const end = event('fault-end', { injection: 'f1', end: 'healed', why: '' }, { organism: 'ant' })
  expect(await after([ofClass('code'), injected('ant.g0002'), end])).toEqual({ adopted: [], ended: [] })
})

test('an organism whose core died in the middle of an injection is given its code back', async () => {
  const lab = await new FakeLab().open()
  lab.ledger.onWrite = ([one]) => { if (one?.kind === 'fault-inject') throw new Error('killed') }
  const restore = lab.genomes.setCurrent
  let switches = 0
  lab.genomes.setCurrent = async (id) => { if ((switches += 1) === 1) await restore(id); else throw new Error('killed') }
  await expect(lab.chaos.inject({ kind: 'chaos-inject', organism: 'doubler', fault: 'thrown-error', seed: 1 })).rejects.toThrow('killed')
  expect(lab.genomes.read(lab.genomes.current('doubler') ?? '').origin).toBe('chaos')
  lab.genomes.setCurrent = restore

  const heir = new FakeLab(lab.organism)
  Object.assign(heir, { genomes: lab.genomes, ledger: lab.ledger })
  lab.ledger.onWrite = () => undefined
  // The dead core could not even say that it failed.
  const view = { ...lab.ledger.view, injections: lab.ledger.view.injections.map((one) => ({ ...one, end: null })) }
  const adopted: { genome: string; parent: string }[] = []
  await takeOverFaults({ view, clock: lab.clock, record: lab.record, chaos: { adopt: (one) => adopted.push(one) }, genome: (id) => lab.genomes.read(id), isKept: () => true })
  await settle()
  expect(adopted).toMatchObject([{ genome: 'doubler.g0002', parent: 'doubler.g0001' }])
})
