import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { emptyView, reduceView } from '../../../lib/contract/view.ts'
import { startLab, type Lab } from './start-lab.ts'

describe('an organism lives, is broken, and lives on', () => {
  let lab: Lab
  beforeAll(async () => {
    lab = await startLab({
      organisms: ['bubble-sort', 'bank-teller', 'beacon', 'word-count'],
      folders: { broken: { 'organism.json': '{ "kind": "task" ' } },
    })
  })
  afterAll(() => lab.close())

  const state = (id: string) => lab.reader.view().organisms[id]?.state
  const healthy = (id: string) => lab.waitFor(`${id} to be healthy`, () => state(id) === 'healthy' && (lab.reader.view().organisms[id]?.pulses ?? 0) > 0)
  const proven = (id: string) => lab.waitFor(`a proven version of ${id}`, () => lab.reader.genomes({ organism: id, limit: 10 }).find((genome) => genome.status === 'proven'))

  it('pulses from the start, with the full record, and names a broken folder', async () => {
    for (const id of ['bubble-sort', 'bank-teller', 'beacon', 'word-count']) await healthy(id)
    const pulse = lab.events('pulse-end', 'bubble-sort')[0]?.data
    expect(pulse).toMatchObject({ number: 1, genome: 'bubble-sort.g0001', verdict: { kind: 'healthy' }, run: { exitCode: 0, signal: null, stopReason: null } })
    expect(pulse?.run?.firstOutputMs).toBeGreaterThan(0)
    expect(lab.reader.view().refused).toEqual([{ folder: 'broken', error: expect.stringContaining('organism.json is not JSON') }])
  })

  it('carries state from pulse to pulse', async () => {
    await lab.waitFor('three pulses of the teller', () => lab.events('pulse-end', 'bank-teller').length >= 3)
    expect(lab.events('incident-open', 'bank-teller')).toEqual([])
  })

  for (const id of ['bubble-sort', 'word-count', 'beacon']) {
    it(`heals ${id} of a syntax error by repairing it, as a new version`, async () => {
      await proven(id)
      const before = lab.reader.incidents({ organism: id, limit: 100 }).length
      const command = await lab.ask({ kind: 'chaos-inject', organism: id, fault: 'syntax-error', seed: 7 })
      expect(command).toMatchObject({ state: 'done', outcome: { genome: expect.stringMatching(/\.g\d{4}$/) } })
      const incident = await lab.ended(id, before + 1)
      expect(incident).toMatchObject({ end: 'healed', rung: 'repair', genome: command.outcome?.genome, fault: command.outcome?.injection, verdict: { kind: 'syntax-error' } })
      const last = incident.attempts.at(-1)
      expect(last).toMatchObject({ accepted: true, rung: 'repair' })
      expect(last?.checks.map(({ name }) => name)).toEqual(['parse', 'failing-task', 'examples', 'throws', 'properties', 'speed', 'probation'])
      await healthy(id)
      const live = lab.reader.genomes({ organism: id, limit: 1 })[0]
      expect(live).toMatchObject({ current: true, origin: 'repair', parents: [command.outcome?.genome] })
      await lab.waitFor('the fault to end', () => lab.reader.view().injections.find((row) => row.id === command.outcome?.injection && row.end === 'healed'))
    })
  }

  it('starts a killed service again, on the same version', async () => {
    await healthy('beacon')
    const before = lab.reader.incidents({ organism: 'beacon', limit: 100 }).length
    const version = lab.reader.view().organisms['beacon']?.genome
    expect(await lab.ask({ kind: 'chaos-inject', organism: 'beacon', fault: 'sigkill', intensity: 1 })).toMatchObject({ state: 'done' })
    expect(await lab.ended('beacon', before + 1)).toMatchObject({ end: 'healed', rung: 'restart', verdict: { kind: 'killed' } })
    expect(lab.reader.view().organisms['beacon']?.genome).toBe(version)
  })

  it('answers what cannot be done with a reason', async () => {
    await healthy('word-count')
    expect(await lab.ask({ kind: 'chaos-inject', organism: 'nobody', fault: 'delete-lines' })).toMatchObject({ state: 'refused', outcome: { code: 'organism-unknown' } })
    expect(await lab.ask({ kind: 'chaos-inject', organism: 'word-count', fault: 'nothing' })).toMatchObject({ state: 'refused', outcome: { code: 'fault-unknown' } })
    expect(await lab.ask({ kind: 'chaos-undo', injection: 'nothing' })).toMatchObject({ state: 'refused', outcome: { code: 'injection-unknown' } })
    expect(await lab.ask({ kind: 'genome-rollback', genome: 'word-count.g9999' })).toMatchObject({ state: 'refused', outcome: { code: 'genome-unknown' } })
    expect(await lab.ask({ kind: 'organism-resume', organism: 'word-count' })).toMatchObject({ state: 'refused' })

    const [first, second] = await Promise.all([
      lab.ask({ kind: 'chaos-inject', organism: 'word-count', fault: 'added-latency', ttlMs: 60_000 }),
      lab.ask({ kind: 'chaos-inject', organism: 'word-count', fault: 'added-latency', ttlMs: 60_000 }),
    ])
    expect([first.state, second.state].sort()).toEqual(['done', 'refused'])
    expect([first, second].find((row) => row.state === 'refused')?.outcome?.code).toBe('organism-busy')

    expect(await lab.ask({ kind: 'chaos-stop' })).toMatchObject({ state: 'done', outcome: { message: expect.stringContaining('1 running fault was taken back') } })
    expect(await lab.ask({ kind: 'chaos-inject', organism: 'word-count', fault: 'delete-lines' })).toMatchObject({ state: 'refused', outcome: { code: 'chaos-stopped' } })
    expect(await lab.ask({ kind: 'chaos-allow' })).toMatchObject({ state: 'done' })

    expect(await lab.ask({ kind: 'organism-pause', organism: 'word-count' })).toMatchObject({ state: 'done' })
    expect(await lab.ask({ kind: 'chaos-inject', organism: 'word-count', fault: 'delete-lines' })).toMatchObject({ state: 'refused', outcome: { code: 'organism-down' } })
    expect(await lab.ask({ kind: 'organism-resume', organism: 'word-count' })).toMatchObject({ state: 'done' })
  })

  it('rolls back to any version on an operator’s word, and back again', async () => {
    const versions = lab.reader.genomes({ organism: 'bubble-sort', limit: 10 })
    const [live] = versions
    const other = versions.find((genome) => genome.hash !== live?.hash && genome.origin === 'chaos')
    await lab.ask({ kind: 'chaos-stop' })
    await lab.ask({ kind: 'chaos-allow' })
    const there = await lab.ask({ kind: 'genome-rollback', genome: other?.id ?? '' })
    expect(there).toMatchObject({ state: 'done' })
    // It was a broken one: probation sends it back by itself.
    await lab.waitFor('the way back', () => lab.reader.genomes({ organism: 'bubble-sort', limit: 1 })[0]?.hash === live?.hash)
    await lab.waitFor('the word on the broken one', () => lab.reader.genome(there.outcome?.genome ?? '')?.status === 'failed')
  })

  it('shows what the events say: the view is the fold of the ledger', async () => {
    for (const id of ['bubble-sort', 'bank-teller', 'word-count']) await lab.ask({ kind: 'organism-pause', organism: id })
    const events = lab.reader.events({ limit: 100_000 })
    const view = lab.reader.view()
    expect(events.filter(({ seq }) => seq <= view.seq).reduce(reduceView, emptyView)).toEqual(view)
  })
})
