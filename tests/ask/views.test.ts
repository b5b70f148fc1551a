// The views tell what the events tell.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { Guard } from '../../lib/ask/guard/guard.ts'
import { ledgerViews, schemaText, viewQueries } from '../../lib/ask/views.ts'
import { vocabularySchema } from '../../lib/contract/ask.ts'
import type { NewEvent } from '../../lib/contract/event.ts'
import { openLedger } from '../../lib/store/sqlite/open-ledger.ts'
import { event } from '../conformance/event-samples.ts'
import { FakeClock } from '../fixtures/fake-clock.ts'
import { seedLedger, type Seeded } from './seeded-ledger.ts'
import { worldOf, type World } from './world.ts'

vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 })

let guard: Guard
let world: World
let seeded: Seeded
beforeAll(async () => {
  seeded = await seedLedger()
  world = worldOf(seeded)
  guard = new Guard({ ledgerPath: seeded.path, views: viewQueries })
})
afterAll(() => {
  guard.close()
  seeded.cleanup()
})

const rows = async (sql: string): Promise<unknown[][]> => (await guard.run(sql)).rows
const one = (value: boolean): number => (value ? 1 : 0)

describe('row by row', () => {
  test('incidents', async () => {
    expect(await rows('select seq, id, organism, opened_at, closed_at, end, rung, verdict, fault, fault_class, detect_ms, heal_ms, attempts, genome, why, core from incidents order by seq')).toEqual(
      world.incidents.map((row) => [row.seq, row.id, row.organism, row.openedAt, row.closedAt, row.end, row.rung, row.verdict, row.fault, row.class, row.detectMs, row.healMs, row.attempts, row.genome, row.why, row.core]))
  })
  test('attempts and rungs', async () => {
    expect(await rows('select seq, at, organism, incident, rung, genome, accepted, tried, why, cause, ms from attempts order by seq')).toEqual(
      world.attempts.map((row) => [row.seq, row.at, row.organism, row.incident, row.rung, row.genome, one(row.accepted), row.tried, row.why, row.cause, row.ms]))
    expect(await rows('select seq, at, organism, incident, rung, outcome, why, ms from rungs order by seq')).toEqual(world.rungs.map((row) => [row.seq, row.at, row.organism, row.incident, row.rung, row.outcome, row.why, row.ms]))
  })
  test('faults', async () => {
    expect(await rows('select seq, injection, organism, fault, label, class, intensity, prepared_at, injected_at, ended_at, end, lasted_ms, random_seed from faults order by seq')).toEqual(
      world.faults.map((row) => [row.seq, row.injection, row.organism, row.fault, row.label, row.class, row.intensity, row.preparedAt, row.injectedAt, row.endedAt, row.end, row.lastedMs, row.seed]))
  })
  test('organisms', async () => {
    const count = (list: readonly { organism: string | null }[], id: string): number => list.filter(({ organism }) => organism === id).length
    expect(await rows('select organism, kind, state, added_at, pulses, bad_pulses, incidents, faults from organisms order by seq')).toEqual(world.organisms.map(({ id, kind, state, addedAt }) =>
      [id, kind, state, addedAt, count(world.pulses, id), count(world.pulses.filter(({ isBad }) => isBad), id), count(world.incidents, id), count(world.faults, id)]))
  })
  test('pulses and states', async () => {
    expect(await rows('select seq, at, organism, verdict, bad, work_ms, peak_mb, genome from pulses order by seq')).toEqual(world.pulses.map((row) => [row.seq, row.at, row.organism, row.verdict, one(row.isBad), row.workMs, row.peakMb, row.genome]))
    expect(await rows('select seq, at, organism, from_state, to_state, reason from states order by seq')).toEqual(world.states.map((row) => [row.seq, row.at, row.organism, row.from, row.to, row.reason]))
  })
  test('genomes', async () => {
    expect(await rows('select seq, id, organism, version, parent, origin, status, live, created_at, author, reason, added, removed from genomes order by seq')).toEqual(
      world.genomes.map((row) => [row.seq, row.id, row.organism, row.version, row.parents[0] ?? null, row.origin, row.status, one(row.isLive), row.createdAt, row.author, row.reason, row.added, row.removed]))
  })
  test('reigns', async () => {
    expect(await rows('select seq, at, core, epoch, why, from_core, took_ms, ended_at, lasted_ms from reigns order by seq')).toEqual(world.reigns.map((row) => [row.seq, row.at, row.core, row.epoch, row.why, row.from, row.tookMs, row.endedAt, row.lastedMs]))
  })
  test('commands', async () => {
    expect(await rows('select id, kind, author, role, state, created_at, ended_at, took_ms, message from commands order by created_at')).toEqual(
      world.commands.map((row) => [row.id, row.kind, row.author, row.role, row.state, row.createdAt, row.endedAt, row.tookMs, row.outcome?.message ?? null]))
  })
  test('restarts, promotions, antibodies, searches, lessons, calls, heartbeats', async () => {
    expect(await rows('select seq, organism, delay_ms from restarts order by seq')).toEqual(world.restarts.map((row) => [row.seq, row.organism, row.delayMs]))
    expect(await rows('select seq, organism, genome from promotions order by seq')).toEqual(world.promotions.map((row) => [row.seq, row.organism, row.genome]))
    expect(await rows('select seq, organism, genome from antibodies order by seq')).toEqual(world.antibodies.map((row) => [row.seq, row.organism, row.genome]))
    expect(await rows('select seq, tried, ms from searches order by seq')).toEqual(world.searches.map((row) => [row.seq, row.tried, row.ms]))
    expect(await rows('select seq, id, teacher, forgotten_at from lessons')).toEqual(world.lessons.map((row) => [row.seq, row.id, row.teacher, null]))
    expect(await rows('select seq, seat, model, outcome, tokens, cost_usd, ms from model_calls order by seq')).toEqual(world.calls.map((row) => [row.seq, row.seat, row.model, row.outcome, row.counted.tokens, row.costUsd, row.ms]))
    expect(await rows('select at, core, role, lag_ms from heartbeats order by at, role')).toEqual(world.heartbeats.map((row) => [row.at, row.core, row.role, row.lagMs]))
  })
  test('events', async () => {
    expect(await rows('select seq, at, kind, organism, incident, core, epoch from events order by seq')).toEqual(world.events.map((row) => [row.seq, row.at, row.kind, row.organism, row.incident, row.core, row.epoch]))
  })
})

test('faults of Ouroboros itself that overlap are told apart', async () => {
  const path = join(mkdtempSync(join(tmpdir(), 'ask-system-')), 'ledger.sqlite')
  const clock = new FakeClock()
  const ledger = openLedger({ path, core: 'a', pid: 1, clock })
  const prepare = (injection: string): NewEvent => event('fault-prepare', { injection, fault: 'fill-disk', class: 'system', label: 'Fill the disk', seed: 1, intensity: 1, ttlMs: 1_000, undo: 'space is made', summary: '' })
  await ledger.append(prepare('one'), prepare('two'), event('fault-inject', { injection: 'two', genome: null }), event('fault-inject', { injection: 'one', genome: null }))
  clock.spend(70)
  await ledger.append(event('fault-end', { injection: 'two', end: 'undone', why: 'so' }))
  clock.spend(30)
  await ledger.append(event('fault-end', { injection: 'one', end: 'expired', why: 'late' }))
  await ledger.close()
  const own = new Guard({ ledgerPath: path, views: viewQueries })
  expect((await own.run('select injection, organism, end, lasted_ms, why from faults order by seq')).rows).toEqual([['one', null, 'expired', 100, 'late'], ['two', null, 'undone', 70, 'so']])
  own.close()
  rmSync(dirname(path), { recursive: true })
})

test('each is described, column by column, and told in docs/ask.md', () => {
  expect(vocabularySchema.shape.views.parse(ledgerViews)).toHaveLength(Object.keys(viewQueries).length)
  const docs = readFileSync(new URL('../../docs/ask.md', import.meta.url), 'utf8')
  for (const { name, about, columns } of ledgerViews) {
    expect(about, name).toMatch(/^[A-Z].+\.$/)
    expect(columns.every((column) => column.about.length > 2), name).toBe(true)
    expect(docs).toMatch(new RegExp(`^\\| \`${name}\` \\| .+ \\| ${columns.map((column) => column.name).join(', ')} \\|$`, 'm'))
    expect(schemaText).toContain(`${name} -- ${about}`)
  }
})
