// A promotion that is cut off at any point comes to a good end with the next core.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { NewEvent } from '../../lib/contract/event.ts'
import { addGenome, finishPromotion, promote, type Draft, type PromotePorts } from '../../lib/healing/promote.ts'
import { openGenomes } from '../../lib/store/genomes/open-genomes.ts'
import { FakeLedger } from '../fixtures/fake-ledger.ts'
import { FakeGenomes } from '../fixtures/fake-genomes.ts'

let root: string
beforeEach(() => { root = mkdtempSync(join(tmpdir(), 'promote-')) })
afterEach(() => rmSync(root, { recursive: true, force: true }))

const draft = (text: string): Draft => ({ organism: 'doubler', files: { 'organism.js': text }, parents: [], origin: 'manual', reason: text, author: 'test' })
const killed = new Error('killed')

/** Ports of a core that dies after so many awaited calls: what follows never happens. */
function mortal(ports: PromotePorts, calls: number): PromotePorts {
  let left = calls
  const once = async <T>(work: () => Promise<T>): Promise<T> => {
    if (left <= 0) throw killed
    const done = await work()
    left -= 1
    if (left <= 0) throw killed
    return done
  }
  return {
    record: (...events: NewEvent[]) => once(() => ports.record(...events)),
    genomes: { ...ports.genomes, add: (one) => once(() => ports.genomes.add(one)), setCurrent: (id) => once(() => ports.genomes.setCurrent(id)), current: ports.genomes.current, files: ports.genomes.files },
  }
}

/** What the next core does about it: what is on disk and not recorded, and a promotion without an end. */
async function recoverFrom(ports: PromotePorts, ledger: FakeLedger, list: () => { id: string }[]): Promise<void> {
  const started = ledger.of('promote-start').at(-1)
  const ends = [...ledger.of('promote-end'), ...ledger.of('promote-undo')]
  expect(list().length).toBeGreaterThan(0)
  if (started && !ends.some(({ seq }) => seq > started.seq)) {
    await finishPromotion(ports, { organism: 'doubler', incident: null, genome: started.data.genome, from: started.data.from })
  }
}

const killPoints = [1, 2, 3, 4, 5]

test.each(killPoints)('killed after step %i of add, record, start, switch, end: disk and ledger agree again', async (calls) => {
  const genomes = openGenomes(root)
  const ledger = new FakeLedger({ now: () => 1 })
  const ports = { record: ledger.record, genomes }
  const old = await addGenome(ports, draft('old'))
  await promote(ports, old, 'first')

  const dying = mortal(ports, calls)
  await addGenome(dying, draft('new')).then((genome) => promote(dying, genome, 'second')).catch((error: unknown) => { if (error !== killed) throw error })

  const reopened = openGenomes(root)
  await recoverFrom({ record: ledger.record, genomes: reopened }, ledger, () => reopened.list('doubler'))
  const told = ledger.of('promote-end').at(-1)?.data.genome
  expect(reopened.current('doubler'), 'the ledger names the version that is live').toBe(told)
  expect(reopened.files(told ?? '')['organism.js']).toBe(calls >= 3 ? 'new' : 'old')
  expect(ledger.of('promote-start')).toHaveLength(ledger.of('promote-end').length)
  expect(reopened.damage('doubler')).toEqual([])
})

test.each([1, 2])('killed again while it recovers (step %i): the next one ends it all the same', async (calls) => {
  const genomes = openGenomes(root)
  const ledger = new FakeLedger({ now: () => 1 })
  const ports = { record: ledger.record, genomes }
  await promote(ports, await addGenome(ports, draft('old')), 'first')
  const next = await addGenome(ports, draft('new'))
  const dying = mortal(ports, 1)
  await promote(dying, next, 'second').catch(() => undefined)
  await recoverFrom(mortal(ports, calls), ledger, () => genomes.list('doubler')).catch((error: unknown) => { if (error !== killed) throw error })
  await recoverFrom(ports, ledger, () => genomes.list('doubler'))
  expect(genomes.current('doubler')).toBe(next.id)
  expect(ledger.of('promote-end').filter(({ data }) => data.genome === next.id)).toHaveLength(1)
})

describe('a promotion to a version that has come to harm since', () => {
  test('is undone, and the one before is live again', async () => {
    const genomes = new FakeGenomes()
    const ledger = new FakeLedger({ now: () => 1 })
    const ports = { record: ledger.record, genomes }
    const old = await addGenome(ports, draft('old'))
    await promote(ports, old, 'first')
    const next = await addGenome(ports, draft('new'))
    await genomes.setCurrent(next.id)
    genomes.damaged.add(next.id)
    await finishPromotion(ports, { organism: 'doubler', incident: 'i1', genome: next.id, from: old.id })
    expect(genomes.current('doubler')).toBe(old.id)
    expect(ledger.events.at(-1)).toMatchObject({ kind: 'promote-undo', incident: 'i1', data: { genome: next.id, from: old.id, why: expect.stringContaining('was changed') } })
  })

  test('is undone where it was the first of all', async () => {
    const genomes = new FakeGenomes()
    const ledger = new FakeLedger({ now: () => 1 })
    await finishPromotion({ record: ledger.record, genomes }, { organism: 'doubler', incident: null, genome: 'doubler.g0009', from: null })
    expect(ledger.kinds()).toEqual(['promote-undo'])
    expect(genomes.current('doubler')).toBeNull()
  })
})

test('the intent is in the ledger before the switch, and the fact only after it', async () => {
  const genomes = openGenomes(root)
  const ledger = new FakeLedger({ now: () => 1 })
  const seen: string[] = []
  ledger.onWrite = ([event]) => { seen.push(`${event?.kind ?? ''}: ${genomes.current('doubler') ?? 'none'}`) }
  const ports = { record: ledger.record, genomes }
  await promote(ports, await addGenome(ports, draft('new'), 'i1'), 'because', 'i1')
  expect(seen).toEqual(['genome-add: none', 'promote-start: none', 'promote-end: doubler.g0001'])
  expect(ledger.events.every(({ incident }) => incident === 'i1')).toBe(true)
})

describe('a switch that the disk refuses', () => {
  const full = new Error('ENOSPC: no space left on device')

  test('is undone at once, so that no later core finishes what was given up', async () => {
    const genomes = new FakeGenomes()
    const ledger = new FakeLedger({ now: () => 1 })
    const ports = { record: ledger.record, genomes }
    const old = await addGenome(ports, draft('old'))
    await promote(ports, old, 'first')
    const next = await addGenome(ports, draft('new'))
    const refusing = { record: ledger.record, genomes: { ...genomes, setCurrent: () => Promise.reject(full) } }
    await expect(promote(refusing, next, 'second', 'i1')).rejects.toBe(full)
    expect(ledger.events.at(-1)).toMatchObject({ kind: 'promote-undo', incident: 'i1', data: { genome: next.id, from: old.id, why: full.message } })
    expect(genomes.current('doubler')).toBe(old.id)
  })

  test('and that has happened all the same is told as it is', async () => {
    const genomes = new FakeGenomes()
    const ledger = new FakeLedger({ now: () => 1 })
    const late = { record: ledger.record, genomes: { ...genomes, setCurrent: (id: string) => genomes.setCurrent(id).then(() => { throw full }) } }
    await promote(late, await addGenome({ record: ledger.record, genomes }, draft('new')), 'first')
    expect(ledger.kinds().at(-1)).toBe('promote-end')
  })
})
