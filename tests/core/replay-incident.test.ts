import { describe, expect, test } from 'vitest'
import { causeOf } from '../../lib/contract/cause.ts'
import { executeCommand, type Executor } from '../../lib/core/execute-command.ts'
import type { CommandRequest } from '../../lib/contract/command.ts'
import type { EventQuery } from '../../lib/contract/ports/ledger.ts'
import { answered, crashed } from '../fixtures/fake-body.ts'
import { settle } from '../fixtures/fake-clock.ts'
import { FakeLab } from '../fixtures/fake-lab.ts'
import { doubler } from '../fixtures/fake-organism.ts'

const notAsked = (): Promise<never> => Promise.reject(new Error('nobody asks for this here'))

/** An organism that lives, and the executor over it, with what its ledger tells of incidents. */
async function living() {
  const lab = await new FakeLab(doubler({ spec: { properties: [] } })).open()
  lab.keeper.start()
  await settle()
  const seeds: unknown[] = []
  const executor: Executor = {
    configure: async () => undefined, resetDemo: notAsked, changeSettings: notAsked, proveByHand: notAsked, testModel: notAsked, improve: notAsked, runAction: notAsked, askLedger: notAsked,
    system: { inject: notAsked, has: () => false, undo: notAsked, stop: async () => 0, close: async () => undefined },
    apps: { make: notAsked, check: notAsked, rollBack: notAsked, remove: notAsked, cancel: () => ({ message: '' }) },
    learning: { open: notAsked, close: notAsked, edit: notAsked, forget: notAsked },
    keepers: lab.keepers, chaos: lab.chaos, genomes: lab.genomes, record: lab.record,
    prove: async (_keeper, files, seed) => {
      seeds.push(seed)
      return { accepted: lab.accepts(files), workMs: null, proof: 'held-out', checks: [{ name: 'parse', ok: true, detail: '', ms: 0 }, { name: 'examples', ok: lab.accepts(files), detail: '“three”: expected 6, got 7', ms: 0 }] }
    },
    incident: (id) => lab.ledger.view.organisms['doubler']?.incidents.find((incident) => incident.id === id) ?? null,
    cause: (organism, injection) => causeOf({ events: ({ kinds, after = 0, limit }: EventQuery) => lab.ledger.events.filter((event) => event.seq > after && event.organism === organism && kinds?.includes(event.kind)).slice(0, limit) }, organism, injection),
  }
  const run = (request: CommandRequest) => executeCommand(executor, { id: 'c1', kind: request.kind, state: 'claimed', author: 'ada', role: null, reason: null, createdAt: 1, request, outcome: null })
  const refusal = (request: CommandRequest) => run(request).then(() => 'done', (error: unknown) => (error as { code?: unknown }).code)
  const last = () => lab.ledger.view.organisms['doubler']!.incidents[0]!
  const replay = (): CommandRequest => ({ kind: 'incident-replay', incident: last().id })
  return { lab, run, refusal, replay, last, seeds }
}

/** After a fault of ours that was healed by going back. */
async function healedOnce() {
  const all = await living()
  await all.run({ kind: 'chaos-inject', organism: 'doubler', fault: 'thrown-error', seed: 7, intensity: 3, ttlMs: 90_000 })
  await all.lab.clock.advance(10_000)
  expect(all.last()).toMatchObject({ end: 'rolled-back' })
  return all
}

describe('an incident is replayed', () => {
  test('with the same fault, seed and intensity, into the same code, which has to be put in force first only where other code runs', async () => {
    const { lab, run, replay, last } = await healedOnce()
    const broken = last().genome
    const first = last()
    const before = lab.genomes.list('doubler').length
    const { injection, genome } = await run(replay())
    expect(lab.ledger.of('fault-prepare').map(({ data: { fault, seed, intensity, ttlMs } }) => [fault, seed, intensity, ttlMs])).toEqual([['thrown-error', 7, 3, 90_000], ['thrown-error', 7, 3, 90_000]])
    expect(lab.genomes.files(genome!), 'the same mutation of the same code').toEqual(lab.genomes.files(broken))
    expect(lab.genomes.list('doubler'), 'the content is the same already: nothing to go back to').toHaveLength(before + 1)
    await lab.clock.advance(10_000)
    expect(last()).toMatchObject({ fault: injection, verdict: { kind: first.verdict.kind } })
    expect(last().id).not.toBe(first.id)
  })

  test('after going back, where other code runs by now', async () => {
    const { lab, run, replay, last } = await healedOnce()
    const broken = last().genome
    const act = lab.body.act
    lab.accepts = () => true
    lab.body.act = () => answered(0)
    await run({ kind: 'genome-import', organism: 'doubler', files: { 'organism.js': 'export const perform = (n) => n + n' } })
    lab.body.act = act
    const { genome, message } = await run(replay())
    const [back, again] = lab.genomes.list('doubler').slice(-2)
    expect(back).toMatchObject({ origin: 'rollback', author: 'ada' })
    expect(again).toMatchObject({ id: genome, origin: 'chaos', parents: [back?.id] })
    expect(lab.genomes.files(genome!)).toEqual(lab.genomes.files(broken))
    expect(message).toContain('seed 7, intensity 3')
  })

  test('never where no fault of ours was its cause: it says so, and what to do instead', async () => {
    const { lab, run, replay } = await living()
    lab.body.act = () => crashed()
    lab.accepts = () => false
    lab.keeper.wake()
    await lab.clock.advance(10_000)
    await expect(run(replay())).rejects.toThrow(/no fault of ours.*break doubler with a fault of your own/)
    await expect(run({ kind: 'incident-replay', incident: 'none' })).rejects.toThrow('there is no incident none')
    expect(lab.ledger.of('fault-prepare')).toEqual([])
  })

  test('not halfway: what would refuse the fault is looked at before anything is put back', async () => {
    const { lab, run, refusal, replay } = await healedOnce()
    const versions = () => lab.genomes.list('doubler').length
    const before = versions()
    await run({ kind: 'chaos-stop' })
    expect(await refusal(replay())).toBe('chaos-stopped')
    await run({ kind: 'chaos-allow' })
    await run({ kind: 'organism-pause', organism: 'doubler' })
    expect(await refusal(replay())).toBe('organism-down')
    await run({ kind: 'organism-resume', organism: 'doubler' })
    await run({ kind: 'chaos-inject', organism: 'doubler', fault: 'memory-squeeze', seed: 1 })
    expect(await refusal(replay())).toBe('organism-busy')
    expect(versions()).toBe(before)
  })
})

describe('a version is asked about at the gate', () => {
  test('on a seed of its own each time, and is answered with its checks; nothing is promoted', async () => {
    const { lab, run, seeds } = await living()
    const events = lab.ledger.events.length
    lab.accepts = () => true
    expect(await run({ kind: 'genome-check', genome: 'doubler.g0001' })).toMatchObject({ message: 'the gate would let doubler.g0001 through: it passed 2 checks', checks: [{ name: 'parse' }, { name: 'examples', ok: true }] })
    lab.accepts = () => false
    expect(await run({ kind: 'genome-check', genome: 'doubler.g0001' })).toMatchObject({ message: 'the gate would refuse doubler.g0001: examples: “three”: expected 6, got 7' })
    expect(seeds.every((seed) => typeof seed === 'number')).toBe(true)
    expect(seeds[0]).not.toBe(seeds[1])
    expect(lab.ledger.events).toHaveLength(events)
    expect(lab.genomes.current('doubler')).toBe('doubler.g0001')
  })

  test('and is refused where it is unknown or damaged', async () => {
    const { lab, refusal } = await living()
    expect(await refusal({ kind: 'genome-check', genome: 'doubler.g0009' })).toBe('genome-unknown')
    lab.genomes.damaged.add('doubler.g0001')
    expect(await refusal({ kind: 'genome-check', genome: 'doubler.g0001' })).toBe('genome-damaged')
  })
})

test('tags are put on a version and taken off again, all at once', async () => {
  const { lab, run, refusal } = await living()
  const tags = () => lab.ledger.view.organisms['doubler']?.genomes[0]?.tags
  await run({ kind: 'genome-tag', genome: 'doubler.g0001', tags: ['proven in the talk', 'keep'] })
  expect(tags()).toEqual(['proven in the talk', 'keep'])
  expect(await run({ kind: 'genome-tag', genome: 'doubler.g0001', tags: [] })).toMatchObject({ message: 'doubler.g0001 has no tags' })
  expect(tags()).toEqual([])
  expect(lab.ledger.of('genome-tag').map(({ data }) => data.by)).toEqual(['ada', 'ada'])
  expect(await refusal({ kind: 'genome-tag', genome: 'doubler.g0009', tags: [] })).toBe('genome-unknown')
})
