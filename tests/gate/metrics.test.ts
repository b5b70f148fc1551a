import fc from 'fast-check'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { rootDir } from '../../lib/config.ts'
import type { EventKind, EventOf, LedgerEvent, NewEvent } from '../../lib/contract/event.ts'
import type { LedgerReader } from '../../lib/contract/ports/ledger.ts'
import type { Lab } from '../../lib/gate/lab.ts'
import { openBoard } from '../../lib/gate/metrics/board.ts'
import { openCount } from '../../lib/gate/metrics/count-events.ts'
import { families, type FamilyName } from '../../lib/gate/metrics/families.ts'
import { openLedgerCount } from '../../lib/gate/metrics/ledger-count.ts'
import { takeoverCause } from '../../lib/gate/metrics/takeover-cause.ts'
import { readMetrics } from '../../lib/gate/operations/metrics.ts'
import { connectReader } from '../../lib/store/sqlite/connect.ts'
import { LazyConnection } from '../../lib/store/sqlite/lazy-connection.ts'
import { openReaders } from '../../lib/store/sqlite/open-readers.ts'
import { prepareSizes } from '../../lib/store/sqlite/readers/read-sizes.ts'
import { candidateJudge, crashed, event, faultPrepare, incidentClose, incidentOpen, logChunk, modelAnswer, modelAsk, organismAdd, pulseEnd } from '../conformance/event-samples.ts'
import { openApiLab } from '../fixtures/gate/api-lab.ts'
import { parsePrometheusText, type TextFamily } from '../fixtures/prometheus-text.ts'
import { temporaryFolder } from '../fixtures/temporary-folder.ts'

let house: Awaited<ReturnType<typeof openApiLab>>
beforeEach(async () => {
  house = await openApiLab()
  house.start()
})
afterEach(() => house.close())

type Told = Map<string, TextFamily>
async function scrape(lab: Lab = house.lab): Promise<Told> {
  const response = await (readMetrics.handle({ params: {}, query: {}, body: undefined }, lab) as Promise<Response>)
  expect(response.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8')
  return parsePrometheusText(await response.text())
}
/** One sample; undefined where there is none. */
const value = (told: Told, name: string, labels: Record<string, string> = {}): number | undefined =>
  told.get(name.replace(/_(bucket|sum|count)$/, (suffix) => (told.has(name) ? suffix : '')))?.samples.find((sample) => sample.name === name && JSON.stringify(Object.entries(sample.labels).toSorted()) === JSON.stringify(Object.entries(labels).toSorted()))?.value
/** All of a family that are not 0, as `label=value,…` → value. */
const all = (told: Told, name: FamilyName): Record<string, number> =>
  Object.fromEntries((told.get(name)?.samples ?? []).filter((sample) => sample.value !== 0).map((sample) => [Object.values(sample.labels).join(' '), sample.value]))
/** What another process that begins now would say: nothing that is remembered is in it. */
async function scrapeAnew(): Promise<Told> {
  const readers = openReaders(house.lab.config.ledgerPath)
  try {
    return await scrape({ ...house.lab, readers })
  } finally {
    readers.close()
  }
}
const counted = (told: Told): Record<string, unknown> => Object.fromEntries([...told].filter(([name]) => families[name as FamilyName].from === 'events'))

const injected = (organism: string | null, injection: string): NewEvent => event('fault-inject', { injection, genome: null }, { organism })
const faultEnd = (organism: string | null, injection: string): NewEvent => event('fault-end', { injection, end: 'healed', why: '' }, { organism })
const claim = (command: string, kind = 'chaos-inject'): NewEvent => event('command-claim', { command, kind, author: 'me' })
const commandEnd = (command: string, state: 'done' | 'refused' = 'done'): NewEvent => event('command-end', { command, state, outcome: { message: '' } })
const coreStart = (data: Partial<EventOf<'core-start'>['data']> = {}): NewEvent => event('core-start', { pid: 1, tier: 2, seed: 1, version: 'x', ...data })

describe('the text', () => {
  test('is one that Prometheus reads, with every family that there is and no other', async () => {
    await house.addOrganism('bubble-sort')
    await house.append(pulseEnd('bubble-sort'), incidentOpen('bubble-sort', 'i'), candidateJudge('bubble-sort', 'i', true), incidentClose('bubble-sort', 'i'), modelAnswer('bubble-sort', 'c'), coreStart({ tookMs: 14 }))
    const told = await scrape()
    expect([...told.keys()].toSorted()).toEqual(Object.keys(families).toSorted())
    for (const [name, { type, help, samples }] of told) {
      const family = families[name as FamilyName]
      expect([type, help], name).toEqual([family.type, family.help])
      for (const { labels } of samples) expect(Object.keys(labels).filter((label) => label !== 'le').toSorted(), name).toEqual([...family.labels].toSorted())
    }
  })

  test('escapes what a label may hold', async () => {
    await house.append(claim('c', 'a "quoted"\\ kind\nof two lines'))
    expect(all(await scrape(), 'ouroboros_commands_total')).toEqual({ 'a "quoted"\\ kind\nof two lines claimed': 1 })
  })

  test('of an empty ledger, and of none at all, is whole too', async () => {
    expect(value(await scrape(), 'ouroboros_heal_duration_seconds_count', { end: 'healed' })).toBeUndefined()
    const nowhere = openReaders(join(temporaryFolder('metrics'), 'ledger.sqlite'))
    const told = await scrape({ ...house.lab, readers: nowhere })
    expect([value(told, 'ouroboros_ledger_events_total'), value(told, 'ouroboros_core_up'), value(told, 'ouroboros_core_epoch'), value(told, 'ouroboros_core_takeover_seconds_count')]).toEqual([0, 0, 0, 0])
    nowhere.close()
  })

  test('begins with 0 what may be counted later, so that the first time shows', async () => {
    await house.addOrganism('bubble-sort')
    const told = await scrape()
    for (const end of ['healed', 'rolled-back', 'quarantined']) expect(value(told, 'ouroboros_incidents_total', { organism: 'bubble-sort', end })).toBe(0)
    for (const name of ['ouroboros_restarts_total', 'ouroboros_incidents_opened_total']) expect(value(told, name, { organism: 'bubble-sort' }), name).toBe(0)
    expect(value(told, 'ouroboros_rung_attempts_total', { rung: 'repair', result: 'accepted' })).toBe(0)
    expect(value(told, 'ouroboros_core_starts_total', { why: 'silent' })).toBe(0)
    expect(value(told, 'ouroboros_faults_injected_total', { class: 'system' })).toBe(0)
    expect(value(told, 'ouroboros_ledger_troubles_total')).toBe(0)
    expect(value(told, 'ouroboros_detect_duration_seconds_count')).toBe(0)
  })
})

describe('what is counted over events', () => {
  test('is each event once, under its labels', async () => {
    await house.addOrganism('ant')
    await house.append(
      faultPrepare('ant', 'f1'), injected('ant', 'f1'), incidentOpen('ant', 'i1', 120), candidateJudge('ant', 'i1', false), candidateJudge('ant', 'i1', true),
      event('rung-end', { rung: 'restart', outcome: 'accepted', why: '', ms: 3 }, { organism: 'ant', incident: 'i1' }), incidentClose('ant', 'i1'), faultEnd('ant', 'f1'),
      incidentOpen('ant', 'i2', 40), incidentClose('ant', 'i2', 'quarantined'),
      event('organism-restart', { delayMs: 1, used: 1, allowed: 5, periodMs: 1000 }, { organism: 'ant' }),
      modelAsk('ant', 'c1'), modelAnswer('ant', 'c1'), event('model-answer', { ...(modelAnswer('ant', 'c2').data as EventOf<'model-answer'>['data']), seat: 'teacher', outcome: 'model-timeout', usage: null, costUsd: 0.25, ms: 2_500 }),
      claim('k1'), claim('k1'), commandEnd('k1', 'refused'), claim('k2', 'core-switch'), commandEnd('k2'), claim('k3'),
      coreStart({ why: 'its process ended', from: { core: 'a', pid: 1, epoch: 1 }, tookMs: 14 }), coreStart(), event('core-refuse', { core: 'a', pid: 1, epoch: 1, what: 'x' }),
      event('ledger-trouble', { why: 'x', since: 1, ms: 1_500 }), event('ledger-trouble', { why: 'x', since: 1, ms: 250 }),
      event('action-start', { command: 'k', program: 'git', args: [], timeoutMs: 1, by: 'me' }), event('genome-damage', { genome: 'ant.g0001', file: 'x', what: 'y' }, { organism: 'ant' }),
    )
    const told = await scrape()
    expect(all(told, 'ouroboros_incidents_opened_total')).toEqual({ ant: 2 })
    expect(all(told, 'ouroboros_incidents_total')).toEqual({ 'ant healed': 1, 'ant quarantined': 1 })
    expect(all(told, 'ouroboros_rung_attempts_total')).toEqual({ 'restart refused': 1, 'restart accepted': 1 })
    expect(all(told, 'ouroboros_rungs_total')).toEqual({ 'restart accepted': 1 })
    expect(all(told, 'ouroboros_faults_injected_total')).toEqual({ code: 1 })
    expect(all(told, 'ouroboros_faults_ended_total')).toEqual({ 'code healed': 1 })
    expect(all(told, 'ouroboros_restarts_total')).toEqual({ ant: 1 })
    expect(all(told, 'ouroboros_model_calls_total')).toEqual({ 'resident answered': 1, 'teacher model-timeout': 1 })
    expect(all(told, 'ouroboros_model_tokens_total')).toEqual({ 'resident input': 5, 'resident output': 2 })
    expect(all(told, 'ouroboros_model_cost_usd_total')).toEqual({ teacher: 0.25 })
    expect(value(told, 'ouroboros_model_call_duration_seconds_sum', { seat: 'teacher' })).toBe(2.5)
    expect(all(told, 'ouroboros_commands_total'), 'what is claimed again is claimed once').toEqual({ 'chaos-inject claimed': 2, 'chaos-inject refused': 1, 'core-switch claimed': 1, 'core-switch done': 1 })
    expect(all(told, 'ouroboros_core_starts_total')).toEqual({ ended: 1, other: 1 })
    expect([value(told, 'ouroboros_core_takeover_seconds_count'), value(told, 'ouroboros_core_takeover_seconds_sum')]).toEqual([1, 0.014])
    expect([value(told, 'ouroboros_core_refusals_total'), value(told, 'ouroboros_ledger_troubles_total'), value(told, 'ouroboros_ledger_trouble_seconds_total')]).toEqual([1, 2, 1.75])
    expect([all(told, 'ouroboros_actions_total'), value(told, 'ouroboros_genomes_damaged_total')]).toEqual([{ git: 1 }, 1])
    expect([value(told, 'ouroboros_detect_duration_seconds_count'), value(told, 'ouroboros_detect_duration_seconds_sum')]).toEqual([2, 0.16])
    expect(value(told, 'ouroboros_detect_duration_seconds_bucket', { le: '0.05' })).toBe(1)
    expect(value(told, 'ouroboros_detect_duration_seconds_bucket', { le: '0.25' })).toBe(2)
    expect(value(told, 'ouroboros_heal_duration_seconds_bucket', { end: 'healed', le: '0.05' })).toBe(0)
    expect(value(told, 'ouroboros_heal_duration_seconds_bucket', { end: 'healed', le: '0.1' })).toBe(1)
  })

  const organism = fc.constantFrom('ant', 'bee', 'wasp')
  const history: fc.Arbitrary<NewEvent[]> = fc.array(fc.oneof(
    { weight: 4, arbitrary: organism.map((id) => pulseEnd(id, {}, 'some output')) }, organism.map((id) => logChunk(id, 'a line')), organism.map(organismAdd),
    fc.tuple(organism, fc.nat(60_000)).map(([id, ms]) => incidentOpen(id, 'i', ms)),
    fc.tuple(organism, fc.constantFrom('healed', 'rolled-back', 'quarantined'), fc.nat(400_000)).map(([id, end, healMs]) => event('incident-close', { end, rung: 'repair', why: '', healMs }, { organism: id, incident: 'i' })),
    fc.tuple(fc.constantFrom('restart', 'repair', 'teacher'), fc.boolean()).map(([rung, accepted]) => event('candidate-judge', { rung, genome: null, accepted, tried: '', why: '', checks: [], startedAt: 1, ms: 1 }, { organism: 'ant', incident: 'i' })),
    fc.tuple(fc.nat(5), fc.constantFrom('code', 'runtime', 'data', 'system')).map(([id, kind]) => event('fault-prepare', { ...(faultPrepare('ant', `f${id}`).data as EventOf<'fault-prepare'>['data']), class: kind }, { organism: 'ant' })),
    fc.nat(5).map((id) => injected('ant', `f${id}`)), fc.nat(5).map((id) => faultEnd('ant', `f${id}`)),
    fc.tuple(fc.constantFrom('resident', 'teacher'), fc.constantFrom('answered', 'stopped', 'model-failed'), fc.nat(5_000), fc.option(fc.nat(100))).map(([seat, outcome, tokens, cents]) =>
      event('model-answer', { ...(modelAnswer('ant', 'c').data as EventOf<'model-answer'>['data']), seat, outcome, usage: tokens % 2 === 0 ? null : { inputTokens: tokens, outputTokens: 1 }, costUsd: cents === null ? null : cents / 64 })),
    fc.tuple(fc.nat(9), fc.constantFrom('chaos-inject', 'core-switch')).map(([id, kind]) => claim(`k${id}`, kind)), fc.tuple(fc.nat(9), fc.constantFrom('done', 'refused')).map(([id, state]) => commandEnd(`k${id}`, state)),
    fc.constantFrom('its process ended', 'nobody has led before', undefined).map((why) => coreStart(why === undefined ? {} : { why })),
    fc.nat(9_000).map((ms) => event('ledger-trouble', { why: '', since: 1, ms })), organism.map((id) => event('organism-restart', { delayMs: 1, used: 1, allowed: 5, periodMs: 1 }, { organism: id })),
  ), { minLength: 1, maxLength: 250, size: 'max' })

  test('is what somebody else counts, however often it was asked in between, and what a process that begins anew says', async () => {
    await fc.assert(fc.asyncProperty(fc.array(history, { minLength: 1, maxLength: 4 }), async (batches) => {
      const lab = await openApiLab()
      try {
        lab.start()
        const readers = openReaders(lab.lab.config.ledgerPath)
        for (const batch of batches) {
          await lab.append(...batch)
          // Twice at once: both wait for the same counting.
          const [one, other] = await Promise.all([scrape(lab.lab), scrape(lab.lab)])
          expect(counted(one)).toEqual(counted(other))
        }
        const told = await scrape(lab.lab)
        expect(counted(told)).toEqual(counted(await scrape({ ...lab.lab, readers })))
        expect({ ...tallyOf(told) }).toEqual(tally(readers.events({ limit: 100_000 })))
        readers.close()
      } finally {
        await lab.close()
      }
    }), { numRuns: 10 })
  }, 60_000)

  /** Counted in another way: by looking for each of the names in all of the events. */
  function tally(events: readonly LedgerEvent[]): Record<string, number> {
    const of = <K extends EventKind>(kind: K): EventOf<K>[] => events.filter((one): one is EventOf<K> => one.kind === kind)
    const sum = (numbers: number[]): number => Math.round(numbers.reduce((a, b) => a + b, 0) * 1e6) / 1e6
    const ends = of('incident-close')
    const faultClass = (injection: string, seq: number): string => {
      const known = of('fault-prepare').findLast((one) => one.data.injection === injection && one.seq < seq)
      const over = of('fault-end').findLast((one) => one.data.injection === injection && one.seq < seq)
      return known === undefined || (over?.seq ?? 0) > known.seq ? 'other' : known.data.class
    }
    const told: Record<string, number> = {
      events: events.length, opened: of('incident-open').length, detect: sum(of('incident-open').map(({ data }) => data.detectMs / 1000)), heal: sum(ends.map(({ data }) => data.healMs / 1000)),
      quickHeals: ends.filter(({ data }) => data.healMs <= 1_000).length, troubles: of('ledger-trouble').length, trouble: sum(of('ledger-trouble').map(({ data }) => data.ms / 1000)),
      cost: sum(of('model-answer').map(({ data }) => data.costUsd ?? 0)), calls: of('model-answer').length, input: sum(of('model-answer').map(({ data }) => data.usage?.inputTokens ?? 0)),
      done: of('command-end').filter(({ data }) => data.state === 'done').length, starts: of('core-start').length, failovers: of('core-start').filter(({ data }) => data.why === 'its process ended').length,
    }
    for (const id of ['ant', 'bee', 'wasp']) {
      told[`restarts ${id}`] = of('organism-restart').filter((one) => one.organism === id).length
      for (const end of ['healed', 'rolled-back', 'quarantined']) told[`${id} ${end}`] = ends.filter((one) => one.organism === id && one.data.end === end).length
    }
    const isOpen = (command: string, seq: number): boolean => events.findLast((one) => one.seq < seq && (one.kind === 'command-claim' || one.kind === 'command-end') && one.data.command === command)?.kind === 'command-claim'
    told['ends of nothing'] = of('command-end').filter(({ seq, data }) => !isOpen(data.command, seq)).length
    told['claims'] = of('command-claim').filter(({ seq, data }) => !isOpen(data.command, seq)).length
    for (const rung of ['restart', 'repair', 'teacher']) told[`accepted ${rung}`] = of('candidate-judge').filter(({ data }) => data.rung === rung && data.accepted).length
    for (const name of ['code', 'runtime', 'data', 'system', 'other']) told[`faults ${name}`] = of('fault-inject').filter(({ seq, data }) => faultClass(data.injection, seq) === name).length
    return told
  }
  function tallyOf(told: Told): Record<string, number> {
    const sum = (name: FamilyName, where: (labels: Record<string, string>, sample: string) => boolean = () => true): number =>
      Math.round((told.get(name)?.samples ?? []).filter(({ labels, name: sample }) => where(labels, sample)).reduce((total, sample) => total + sample.value, 0) * 1e6) / 1e6
    const ending = (suffix: string) => (_labels: object, sample: string): boolean => sample.endsWith(suffix)
    const made: Record<string, number> = {
      events: sum('ouroboros_ledger_events_total'), opened: sum('ouroboros_incidents_opened_total'), detect: sum('ouroboros_detect_duration_seconds', ending('_sum')), heal: sum('ouroboros_heal_duration_seconds', ending('_sum')),
      quickHeals: sum('ouroboros_heal_duration_seconds', ({ le }) => le === '1'), troubles: sum('ouroboros_ledger_troubles_total'), trouble: sum('ouroboros_ledger_trouble_seconds_total'),
      cost: sum('ouroboros_model_cost_usd_total'), calls: sum('ouroboros_model_calls_total'), input: sum('ouroboros_model_tokens_total', ({ direction }) => direction === 'input'),
      done: sum('ouroboros_commands_total', ({ state }) => state === 'done'), starts: sum('ouroboros_core_starts_total'), failovers: sum('ouroboros_core_starts_total', ({ why }) => why === 'ended'),
    }
    for (const id of ['ant', 'bee', 'wasp']) {
      made[`restarts ${id}`] = sum('ouroboros_restarts_total', ({ organism: one }) => one === id)
      for (const end of ['healed', 'rolled-back', 'quarantined']) made[`${id} ${end}`] = sum('ouroboros_incidents_total', (labels) => labels['organism'] === id && labels['end'] === end)
    }
    made['ends of nothing'] = sum('ouroboros_commands_total', ({ kind }) => kind === 'other')
    made['claims'] = sum('ouroboros_commands_total', ({ state }) => state === 'claimed')
    for (const rung of ['restart', 'repair', 'teacher']) made[`accepted ${rung}`] = sum('ouroboros_rung_attempts_total', (labels) => labels['rung'] === rung && labels['result'] === 'accepted')
    for (const name of ['code', 'runtime', 'data', 'system', 'other']) made[`faults ${name}`] = sum('ouroboros_faults_injected_total', (labels) => labels['class'] === name)
    return made
  }

  test('loses nothing by a reset of the demo', async () => {
    await house.addOrganism('ant')
    await house.append(pulseEnd('ant'), incidentOpen('ant', 'i'), incidentClose('ant', 'i'))
    const before = counted(await scrape())
    await house.append(event('demo-reset', { by: 'me', seed: 1, organisms: ['ant'] }))
    const after = await scrape()
    expect(counted(after)).toEqual(before)
    expect(value(after, 'ouroboros_pulses_total', { organism: 'ant' }), 'what the page counts begins anew').toBe(0)
  })

  test('goes on after a ledger that could not be read for a moment, and counts nothing twice', async () => {
    await house.append(incidentOpen('ant', 'i1'), incidentOpen('ant', 'i2'))
    let fails = true
    const readers = { ...house.lab.readers, events: (query: Parameters<LedgerReader['events']>[0]) => { if (fails && query.kinds !== undefined) throw new Error('the disk is gone'); return house.lab.readers.events(query) } }
    const lab = { ...house.lab, readers }
    await expect(scrape(lab)).rejects.toThrow('the disk is gone')
    fails = false
    expect(all(await scrape(lab), 'ouroboros_incidents_opened_total')).toEqual({ ant: 2 })
  })

  test('has so many organisms, outcomes and kinds at most', async () => {
    await house.append(...Array.from({ length: 300 }, (_, index) => incidentOpen(`o-${index}`, 'i')), ...Array.from({ length: 300 }, (_, index) => claim(`k${index}`, `kind-${index}`)), incidentOpen('o-7', 'i'), event('incident-open', { verdict: crashed, genome: 'x.g0001', fault: null, detectMs: 1 }))
    const told = await scrape()
    const opened = all(told, 'ouroboros_incidents_opened_total')
    expect(Object.keys(opened)).toHaveLength(202)
    expect([opened['o-7'], opened['o-299'], opened['other'], opened['none']]).toEqual([2, undefined, 100, 1])
    expect(Object.keys(all(told, 'ouroboros_commands_total'))).toHaveLength(61)
  })

  test('survives a number that is none', async () => {
    await house.append(incidentOpen('ant', 'i', Number.NaN), incidentOpen('ant', 'i', -5), event('ledger-trouble', { why: '', since: 1, ms: -Infinity }), incidentOpen('ant', 'i', 1_000))
    const told = await scrape()
    expect([value(told, 'ouroboros_detect_duration_seconds_count'), value(told, 'ouroboros_detect_duration_seconds_sum'), value(told, 'ouroboros_ledger_trouble_seconds_total')]).toEqual([3, 1, 0])
    expect(counted(await scrapeAnew())).toEqual(counted(told))
  })

  test('of thousands of events is done in slices, and whoever else waits has a turn in between', async () => {
    for (let batch = 0; batch < 8; batch += 1) await house.append(...Array.from({ length: 500 }, () => candidateJudge('ant', 'i')))
    let turns = 0
    let isDone = false
    const others = (async () => { while (!isDone) { await new Promise((resolve) => setImmediate(resolve)); turns += 1 } })()
    const both = await Promise.all([scrape(), scrape()])
    isDone = true
    await others
    for (const told of both) expect(all(told, 'ouroboros_rung_attempts_total'), 'two at once').toEqual({ 'restart refused': 4_000 })
    expect(turns).toBeGreaterThanOrEqual(4)
  })

  test('is read once: the next scrape reads what came since', async () => {
    let read: number[] = []
    const readers = { ...house.lab.readers, events: (query: Parameters<LedgerReader['events']>[0]) => { const events = house.lab.readers.events(query); if (query.kinds !== undefined) read.push(...events.map(({ seq }) => seq)); return events } }
    await house.append(incidentOpen('ant', 'i1'), incidentOpen('ant', 'i2'))
    await scrape({ ...house.lab, readers })
    read = []
    const [third] = await house.append(incidentOpen('ant', 'i3'))
    expect(all(await scrape({ ...house.lab, readers }), 'ouroboros_incidents_opened_total')).toEqual({ ant: 3 })
    expect(read).toEqual([third!.seq])
  })

  test('does not wait for ever for an end that never comes', () => {
    const board = openBoard()
    const count = openCount(board)
    const told = (seq: number, one: NewEvent) => count({ ...one, seq, at: 1, epoch: 1, core: 'a', hash: '' })
    for (let seq = 0; seq < 10_001; seq += 1) told(seq, claim(`k${seq}`))
    for (const command of ['k0', 'k1', 'k10000']) told(20_000, commandEnd(command))
    return expect(board.text()).resolves.toMatch(/kind="other",state="done"} 1\n[\s\S]*kind="chaos-inject",state="done"} 2\n/)
  })
})

describe('the ledger that is counted', () => {
  /** A reader whose ledger can be exchanged. */
  function exchangeable() {
    let events: LedgerEvent[] = []
    let asked = 0
    return {
      become: (next: readonly NewEvent[], name = 'x'): void => void (events = next.map((one, index) => ({ ...one, seq: index + 1, at: 1, epoch: 1, core: 'a', hash: `${name}${index}` }))),
      head: () => events.length,
      events: ({ after = 0, limit, kinds }: Parameters<LedgerReader['events']>[0]) => {
        asked += 1
        return events.filter(({ seq, kind }) => seq > after && (kinds?.includes(kind) ?? true)).slice(0, limit)
      },
      asked: () => asked,
    }
  }
  const opened = async (board: ReturnType<typeof openBoard>) => all(parsePrometheusText(await board.text()), 'ouroboros_incidents_opened_total')
  const opens = (count: number) => Array.from({ length: count }, () => incidentOpen('ant', 'i'))

  test('is counted anew where another one takes its place', async () => {
    const reader = exchangeable()
    const board = openBoard()
    const catchUp = openLedgerCount(reader, board)
    reader.become(opens(5))
    await catchUp()
    reader.become(Array.from({ length: 7 }, () => incidentOpen('bee', 'i')), 'other')
    await catchUp()
    expect(await opened(board)).toEqual({ bee: 7 })
  })

  test('is not counted anew where a copy of it is made from its beginning', async () => {
    const reader = exchangeable()
    const board = openBoard()
    const catchUp = openLedgerCount(reader, board)
    for (const count of [5, 0, 2, 5, 6]) {
      reader.become(opens(count))
      await catchUp()
      expect(await opened(board), `${count} events`).toEqual({ ant: Math.max(5, count) })
    }
  })

  test('may grow while it is counted', async () => {
    const reader = exchangeable()
    const board = openBoard()
    const catchUp = openLedgerCount({ ...reader, head: () => Math.max(0, reader.head() - 3) }, board)
    for (const count of [5, 6, 30]) {
      reader.become(opens(count))
      await catchUp()
      expect(await opened(board), `${count} events`).toEqual({ ant: count === 6 ? 5 : count })
    }
  })

  test('is asked for its beginning alone where nothing is new', async () => {
    const reader = exchangeable()
    const catchUp = openLedgerCount(reader, openBoard())
    reader.become(opens(2_500))
    await catchUp()
    const before = reader.asked()
    await catchUp()
    expect(reader.asked() - before).toBe(1)
  })
})

describe('what is now', () => {
  test('tells of each core what it does and when it was heard', async () => {
    const ledger = house.start()
    const now = Date.now()
    await ledger.beat([{ core: 'b', host: 'h', pid: 9, startedAt: now - 60_000, heardAt: now, lagMs: 3 }])
    house.later(2_000)
    const told = await scrape()
    expect(all(told, 'ouroboros_core_role')).toEqual({ 'a active': 1, 'b standby': 1 })
    expect([value(told, 'ouroboros_core_up'), value(told, 'ouroboros_core_epoch'), value(told, 'ouroboros_core_lag_seconds', { core: 'b' })]).toEqual([1, ledger.epoch, 0.003])
    expect(value(told, 'ouroboros_core_lag_seconds', { core: 'a' })).toBeUndefined()
    for (const core of ['a', 'b']) expect(value(told, 'ouroboros_core_heartbeat_age_seconds', { core }), core).toBeCloseTo(2, 0)
    expect(value(told, 'ouroboros_core_start_time_seconds', { core: 'b' })).toBeCloseTo(now / 1000 - 60, 0)
    house.later(20_000)
    expect(value(await scrape(), 'ouroboros_core_up')).toBe(0)
    const silent = openReaders(house.lab.config.ledgerPath, { now: () => now + 20_000 })
    const later = await scrape({ ...house.lab, readers: silent })
    expect([all(later, 'ouroboros_core_role'), value(later, 'ouroboros_core_lag_seconds', { core: 'b' })], 'of one that is gone no lag is told').toEqual([{ 'a dead': 1, 'b dead': 1 }, undefined])
    silent.close()
  })

  test('tells what an organism is, does and has had', async () => {
    await house.addOrganism('ant')
    await house.append(pulseEnd('ant', { workMs: 4 }), pulseEnd('ant', { workMs: 8, verdict: crashed }), event('organism-state', { from: null, to: 'crashed', reason: 'x' }, { organism: 'ant' }), incidentOpen('ant', 'i', 12), event('organism-refuse', { folder: 'x', error: 'y' }))
    const told = await scrape()
    const own = { organism: 'ant' }
    expect([value(told, 'ouroboros_pulses_total', own), value(told, 'ouroboros_crashes_total', own), value(told, 'ouroboros_pulse_success_ratio', own), value(told, 'ouroboros_pulse_work_seconds', own)]).toEqual([2, 1, 0.5, 0.008])
    expect(all(told, 'ouroboros_organism_state')).toEqual({ 'ant crashed': 1 })
    expect([all(told, 'ouroboros_incidents_open'), value(told, 'ouroboros_detect_seconds', own), value(told, 'ouroboros_organisms_refused')]).toEqual([{ ant: 1 }, 0.012, 1])
    await house.append(incidentClose('ant', 'i'))
    const later = await scrape()
    expect([all(later, 'ouroboros_incidents_open'), value(later, 'ouroboros_heal_seconds', own), value(later, 'ouroboros_heals_recent', own)]).toEqual([{}, 0.09, 1])
  })

  test('tells which faults are in force, and whether there is room', async () => {
    await house.addOrganism('ant')
    await house.append(faultPrepare('ant', 'f1'), faultPrepare('ant', 'f2'), injected('ant', 'f2'))
    const told = await scrape()
    expect([all(told, 'ouroboros_faults_running'), value(told, 'ouroboros_chaos_stopped')]).toEqual([{ code: 1 }, 0])
    expect(value(told, 'ouroboros_data_free_bytes')).toBeGreaterThan(0)
    await house.append(faultEnd('ant', 'f2'), event('chaos-stop', { by: 'me' }))
    const later = await scrape()
    expect([all(later, 'ouroboros_faults_running'), value(later, 'ouroboros_chaos_stopped')]).toEqual([{}, 1])
  })

  test('tells how much is kept and what waits, where the store says so', async () => {
    const { ledgerPath: path } = house.lab.config
    const connection = new LazyConnection(path, connectReader)
    const lab = { ...house.lab, readers: { ...house.lab.readers, sizes: prepareSizes(connection) } }
    await house.append(logChunk('ant', 'twelve bytes'))
    house.lab.desk.insert({ kind: 'chaos-stop' }, { author: 'me' })
    house.later(5_000)
    const told = await scrape(lab)
    expect([value(told, 'ouroboros_ledger_attachments'), value(told, 'ouroboros_ledger_attachment_bytes'), value(told, 'ouroboros_commands_open')]).toEqual([1, 12, 1])
    expect(value(told, 'ouroboros_command_wait_seconds')).toBeCloseTo(5, 0)
    expect(value(told, 'ouroboros_ledger_bytes')).toBeGreaterThan(4096)
    connection.close()
  })

  test('tells of the gate process itself', async () => {
    const told = await scrape()
    expect(all(told, 'ouroboros_build_info')).toEqual({ '9.9.9': 1 })
    expect(value(told, 'process_resident_memory_bytes')).toBeGreaterThan(1e7)
    expect(value(told, 'process_cpu_seconds_total')).toBeGreaterThan(0)
    expect(Math.abs(value(told, 'process_start_time_seconds')! - Date.now() / 1000)).toBeLessThan(3_600)
  })
})

describe('why a core took the lead', () => {
  test.each([
    ['nobody has led before', 'first'], ['who led before is gone with its machine', 'cold'], ['its process is gone', 'cold'], ['its lease was not renewed for 16 s', 'lease'],
    ['core a handed over', 'switch'], ['it was stopped, and shall wake later', 'split-brain'], ['it was silent for 3012 ms', 'silent'], ['it was stopped, and silent for 402 ms', 'silent'],
    ['it could not be reached', 'silent'], ['its process ended', 'ended'], ['it has led before, and let go of it', 'again'], ['for the fun of it', 'other'], [undefined, 'other'],
  ] as const)('%s: %s', (why, cause) => {
    expect(takeoverCause(why)).toBe(cause)
  })

  test('is known of every word that a core says', () => {
    const source = readFileSync(join(rootDir, 'lib/core/elector/elector.ts'), 'utf8')
    const said = [...source.matchAll(/(?:takeFrom\(|why: |\? loss\.why : )(?:'([^']+)'|`([^`]+)`)/g)].map(([, plain, filled]) => plain ?? filled!)
    expect(said.length).toBeGreaterThan(5)
    expect(said.filter((why) => takeoverCause(why) === 'other')).toEqual([])
  })
})

describe('the page about it', () => {
  const page = readFileSync(join(rootDir, 'docs/observability.md'), 'utf8')

  test('has every family, with its type, labels and meaning', () => {
    const rows = [...page.matchAll(/^\| `(\w+)` \| (\w+) \| (.*?) \| (.*) \|$/gm)].map(([, ...cells]) => cells)
    expect(rows).toEqual(Object.entries(families).map(([name, { type, labels, help }]) => [name, type, labels.map((label) => `\`${label}\``).join(', '), help]))
  })

  test('alerts on what there is, by labels that there are', () => {
    const rules = /```yaml\ngroups:\n([\s\S]*?)```/.exec(page)![1]!
    const used = [...rules.matchAll(/\b((?:ouroboros|process)_\w+)(?:\{([^}]*)\})?/g)]
    expect(used.length).toBeGreaterThan(10)
    for (const [, name = '', given = ''] of used) {
      const family = families[(name in families ? name : name.replace(/_(bucket|sum|count)$/, '')) as FamilyName] as { labels: readonly string[] } | undefined
      expect(family, name).toBeDefined()
      for (const [, label = ''] of given.matchAll(/(\w+)(?:=~|!~|!=|=)"/g)) expect(family!.labels, `${name}: ${label}`).toContain(label)
    }
    for (const [, labels = ''] of rules.matchAll(/\bby \(([^)]*)\)/g)) for (const label of labels.split(', ')) expect(['le', 'organism', 'core', 'kind', 'rung', 'seat', 'class', 'end', 'outcome', 'program']).toContain(label)
  })
})
