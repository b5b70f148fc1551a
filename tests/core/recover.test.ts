// Disk and ledger agree again after a core that died at any point. Real genomes, real ledger.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { NewEvent } from '../../lib/contract/event.ts'
import type { Genomes } from '../../lib/contract/ports/genomes.ts'
import type { Ledger } from '../../lib/contract/ports/ledger.ts'
import { adoptSeed } from '../../lib/core/adopt-seed.ts'
import { recover } from '../../lib/core/recover.ts'
import { systemClock as clock } from '../../lib/process/clock.ts'
import { openGenomes } from '../../lib/store/genomes/open-genomes.ts'
import { openDesk } from '../../lib/store/sqlite/open-desk.ts'
import { openLedger } from '../../lib/store/sqlite/open-ledger.ts'
import { openReaders } from '../../lib/store/sqlite/open-readers.ts'
import { doubler } from '../fixtures/fake-organism.ts'

// Real processes and disks, on a machine that may be busy: a guard against hanging, no measure.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 })

let root: string
const closing: (() => unknown)[] = []
beforeEach(() => { root = mkdtempSync(join(tmpdir(), 'recover-')) })
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
  rmSync(root, { recursive: true, force: true })
})

const killed = new Error('killed')

/** A core's own parts; it dies at the given step of those that change disk or ledger. */
function core(dieAt = Infinity) {
  const ledger: Ledger = openLedger({ path: join(root, 'ledger.sqlite'), core: 'a', pid: process.pid, clock })
  const reader = openReaders(join(root, 'ledger.sqlite'))
  const desk = openDesk(join(root, 'ledger.sqlite'))
  closing.push(() => reader.close(), () => ledger.close())
  let step = 0
  const once = async <T>(work: () => Promise<T>): Promise<T> => {
    if (step >= dieAt) throw killed
    step += 1
    const done = await work()
    if (step >= dieAt) throw killed
    return done
  }
  const disk = openGenomes(join(root, 'genomes'))
  const genomes: Genomes = { ...disk, add: (draft) => once(() => disk.add(draft)), setCurrent: (id) => once(() => disk.setCurrent(id)) }
  const record = (...events: NewEvent[]) => once(() => ledger.append(...events))
  const wasLive = (id: string): boolean => reader.genome(id)?.status !== 'new'
  const start = async (organism = doubler()): Promise<void> => {
    await recover({ ledger, record, reader, desk, genomes }, [organism.id])
    await record({ kind: 'organism-add', organism: organism.id, incident: null, data: { manifest: organism.manifest, specHash: '' } })
    await adoptSeed({ genomes, record, wasLive }, organism)
  }
  return { ledger, reader, desk, genomes, record, start, steps: () => step }
}
type Core = ReturnType<typeof core>

/** Disk and ledger say the same, and it is whole. */
function checkAgreement({ genomes, reader }: Core): void {
  const live = genomes.current('doubler')
  expect(live).not.toBeNull()
  expect(reader.view().organisms['doubler']?.genome).toBe(live)
  expect(reader.genomes({ organism: 'doubler', limit: 100 }).filter(({ current }) => current).map(({ id }) => id)).toEqual([live])
  expect(genomes.list('doubler').map(({ id }) => id).sort()).toEqual(reader.genomes({ organism: 'doubler', limit: 100 }).map(({ id }) => id).sort())
  const promotions = reader.events({ organism: 'doubler', kinds: ['promote-start', 'promote-end', 'promote-undo'], limit: 1000 }).map(({ kind }) => kind)
  expect(promotions.map((kind) => kind === 'promote-start')).toEqual(promotions.map((_, index) => index % 2 === 0))
  expect(reader.verify()).toBeNull()
}

test('a new organism gets its first version; nothing is done when nothing changed', async () => {
  const first = core()
  await first.start()
  checkAgreement(first)
  expect(first.genomes.list('doubler')).toMatchObject([{ version: 1, origin: 'seed', parents: [], reason: 'as it came' }])
  const steps = first.steps()
  await first.start()
  expect(first.steps() - steps, 'organism-add, and nothing else').toBe(1)
})

test('an edited folder becomes a version of its own, and is live', async () => {
  const { start, genomes } = core()
  await start()
  await start(doubler({ source: 'edited' }))
  expect(genomes.read(genomes.current('doubler') ?? '')).toMatchObject({ version: 2, origin: 'seed', parents: ['doubler.g0001'], reason: 'its folder was edited' })
  await start(doubler())
  expect(genomes.current('doubler'), 'and edited back').toBe('doubler.g0003')
})

describe.each([['the first start', []], ['a start after an edit', [doubler()]]])('killed in %s', (_when, before) => {
  test.each([1, 2, 3, 4, 5, 6])('at step %i, and once more in the start after that: the next one has the folder’s code live', async (dieAt) => {
    for (const organism of before) await core().start(organism)
    const edited = doubler({ source: 'the folder as it is now' })
    for (const die of [dieAt, 1, 2]) await core(die).start(edited).catch((error: unknown) => { if (error !== killed) throw error })
    const last = core()
    await last.start(edited)
    checkAgreement(last)
    expect(last.genomes.files(last.genomes.current('doubler') ?? '')['organism.js']).toBe('the folder as it is now')
    expect(last.genomes.list('doubler'), 'no version is written twice').toHaveLength(before.length + 1)
  })
})

describe('a version that was written and not recorded', () => {
  test('is taken in', async () => {
    const { start, genomes, reader } = core()
    await start()
    await genomes.add({ organism: 'doubler', files: { 'organism.js': 'x' }, parents: ['doubler.g0001'], origin: 'manual', reason: '', author: 'me' })
    await start()
    expect(reader.genome('doubler.g0002')).toMatchObject({ status: 'new', origin: 'manual' })
    expect(genomes.current('doubler')).toBe('doubler.g0001')
  })
})

describe('damage', () => {
  const genomesDir = () => join(root, 'genomes', 'doubler')

  test('is named once', async () => {
    const { start, genomes, reader } = core()
    await start()
    writeFileSync(join(genomesDir(), 'g0001-seed-as-it-came', 'organism.js'), 'tampered')
    await start()
    await start()
    expect(reader.events({ kinds: ['genome-damage'], limit: 10 }).map(({ data }) => data)).toMatchObject([{ genome: 'doubler.g0001', file: 'organism.js' }])
    expect(genomes.list('doubler'), 'the seed cannot be compared: it is left').toHaveLength(1)
  })

  test.each([['unreadable', '\u0000'], ['naming nothing', 'doubler.g0099\n']])('of CURRENT (%s): the version that was live last is live again', async (_how, content) => {
    const first = core()
    await first.start()
    await first.start(doubler({ source: 'edited' }))
    await first.genomes.add({ organism: 'doubler', files: { 'organism.js': 'never live' }, parents: [], origin: 'manual', reason: '', author: 'me' })
    writeFileSync(join(genomesDir(), 'CURRENT'), content)
    expect(() => first.genomes.current('doubler')).toThrow()
    const second = core()
    await second.start(doubler({ source: 'edited' }))
    expect(second.genomes.current('doubler')).toBe('doubler.g0002')
    checkAgreement(second)
    const [mended] = second.reader.events({ kinds: ['promote-start'], limit: 10 }).slice(-1)
    expect(mended?.data).toMatchObject({ why: expect.stringContaining('CURRENT') })
  })

  test('of CURRENT and of the version that was live: the newest whole one is, but none that chaos made', async () => {
    const first = core()
    await first.start()
    await first.start(doubler({ source: 'edited' }))
    await first.genomes.add({ organism: 'doubler', files: { 'organism.js': 'broken' }, parents: [], origin: 'chaos', reason: '', author: 'me' })
    rmSync(join(genomesDir(), 'CURRENT'))
    rmSync(join(genomesDir(), 'g0002-seed-its-folder-was-edited'), { recursive: true })
    const second = core()
    await second.start()
    expect(second.genomes.current('doubler')).toBe('doubler.g0001')
  })

  test('of everything: the folder’s code becomes a version anew', async () => {
    const first = core()
    await first.start()
    rmSync(join(genomesDir(), 'CURRENT'))
    writeFileSync(join(genomesDir(), 'g0001-seed-as-it-came', 'organism.js'), 'tampered')
    const second = core()
    await second.start()
    expect(second.genomes.current('doubler')).toBe('doubler.g0002')
    expect(second.genomes.files('doubler.g0002')).toEqual(doubler().files)
    expect(readFileSync(join(genomesDir(), 'CURRENT'), 'utf8')).toBe('doubler.g0002\n')
  })
})

test('a version that another core made live after its reign is so no more: the ledger says which one is', async () => {
  const first = core()
  await first.start()
  await first.start(doubler({ source: 'edited' }))
  await first.genomes.setCurrent('doubler.g0001')
  const second = core()
  await second.start(doubler({ source: 'edited' }))
  expect(second.genomes.current('doubler')).toBe('doubler.g0002')
  checkAgreement(second)
})

test('commands that were begun and not ended are refused with a word about it; those that wait go on waiting', async () => {
  const first = core()
  await first.start()
  const begun = first.desk.insert({ kind: 'chaos-stop' }, { author: 'me' })
  await first.ledger.claim()
  const waiting = first.desk.insert({ kind: 'chaos-allow' }, { author: 'me' })
  const second = core()
  await second.start()
  expect(second.desk.read(begun.id)).toMatchObject({ state: 'refused', outcome: { code: 'core-down' } })
  expect(second.desk.read(waiting.id)).toMatchObject({ state: 'queued' })
})
