import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { patchTo, ScriptedSearch } from '../../fixtures/scripted-search.ts'
import { startCoreHere } from './start-core-here.ts'

/** The whole way of a patch, with a search that knows it beforehand: what is real is everything after it. */
describe('an organism that is healed by an edit of its code', () => {
  const id = 'bubble-sort'
  const script = new ScriptedSearch()
  let lab: Awaited<ReturnType<typeof startCoreHere>>
  beforeAll(async () => {
    lab = await startCoreHere({ organisms: [id], manifest: { pulseMs: 100, probationPulses: 2 }, search: script.search })
    script.knows = ({ organism, files }) => [patchTo(organism.files, files)]
  })
  afterAll(() => lab.close())

  const seed = 11
  const proven = (): Promise<unknown> => lab.waitFor('a proven live version', () => lab.reader.genomes({ organism: id, limit: 1 })[0]?.status === 'proven')
  const hurt = async () => {
    await proven()
    expect(await lab.ask({ kind: 'chaos-inject', organism: id, fault: 'thrown-error', seed })).toMatchObject({ state: 'done' })
  }
  const antibodies = () => lab.reader.view().organisms[id]?.antibodies ?? []

  it('first by repair, with no history at hand, and remembers how', async () => {
    await hurt()
    const incident = await lab.ended(id, 1)
    expect(incident).toMatchObject({ end: 'healed', rung: 'repair' })
    expect(incident.attempts.map(({ rung, accepted }) => [rung, accepted])).toEqual([['restart', false], ['repair', true]])
    expect(incident.attempts.at(-1)?.checks.map(({ name }) => name)).toEqual(['parse', 'failing-task', 'examples', 'throws', 'properties', 'speed', 'probation'])
    expect(incident.attempts.at(-1)?.proof).toBe('held-out')
    const [order] = script.orders
    expect(order).toMatchObject({ recipes: [], recipesOnly: false, files: { 'organism.js': expect.any(String) } })
    expect(order?.failing, 'the input that failed comes along').not.toBeNull()

    const [healed, failed] = lab.reader.genomes({ organism: id, limit: 2 })
    expect(healed).toMatchObject({ origin: 'repair', author: 'rung:repair', parents: [failed?.id] })
    await lab.waitFor('the word on the failed one', () => lab.reader.genome(failed?.id ?? '')?.status === 'failed')
    await lab.waitFor('the fault to end', () => lab.reader.view().injections.at(-1)?.end === 'healed')
    expect(antibodies()).toMatchObject([{ genome: healed?.id, healed: 1, recipe: { kind: 'restore' } }])
  })

  it('tells how the search stood and what it came to, within the incident', async () => {
    const [incident] = lab.incidents(id)
    expect(incident?.progress).toMatchObject({ stage: 'evaluate', heat: [{ file: 'organism.js', line: 2 }] })
    expect(incident?.searches).toMatchObject([{ rung: 'repair', why: 'stopped', deaths: [{ cause: 'expected #, got #', count: 2 }, { cause: 'no answer', count: 1 }] }])
    const events = lab.reader.events({ incident: incident?.id ?? '', limit: 1_000 })
    expect(events.at(-1)?.kind, 'nothing comes after the end').toBe('incident-close')
    const [searched] = lab.events('search-end', id)
    expect(lab.reader.attachment(searched?.seq ?? 0)?.split('\n')).toEqual(['n became m: expected 6, got 7', '2 became 3: expected 6, got 9', 'the line is gone: no answer', ''])
    expect(lab.reader.log({ organism: id, limit: 2_000, search: 'the line is gone' }).lines, 'which is no output of the organism').toEqual([])
  })

  it('then by antibody, with nothing else tried', async () => {
    await lab.restart()
    script.knows = () => { throw new Error('the search was asked') }
    await hurt()
    expect(await lab.ended(id, 2)).toMatchObject({ end: 'healed', rung: 'antibody' })
    expect(script.orders.at(-1)).toMatchObject({ recipesOnly: true, recipes: [antibodies()[0]?.recipe] })
    expect(lab.reader.genomes({ organism: id, limit: 1 })[0]).toMatchObject({ origin: 'antibody' })
    expect(antibodies()).toMatchObject([{ healed: 2 }])
  })

  it('forgets what does not heal any more, and searches', async () => {
    script.apply = (files) => ({ ...files, 'organism.js': `${files['organism.js']}\nthrow new Error('worse')` })
    script.knows = ({ organism, files }) => [patchTo(organism.files, files)]
    await hurt()
    const incident = await lab.ended(id, 3)
    expect(incident).toMatchObject({ end: 'healed', rung: 'repair' })
    expect(incident.attempts.map(({ rung, accepted }) => [rung, accepted])).toEqual([['restart', false], ['antibody', false], ['repair', true]])
    expect(lab.events('antibody-forget', id).map(({ data }) => data.why)).toEqual([expect.stringMatching(/^failing-task: /)])
    expect(antibodies(), 'what healed it this time is new').toMatchObject([{ healed: 1 }])
  })

  it('never writes a version for what the gate refuses', () => {
    const judged = lab.incidents(id).flatMap(({ attempts }) => attempts).filter(({ rung }) => rung === 'antibody' || rung === 'repair')
    expect(judged.map(({ accepted }) => accepted)).toEqual([true, true, false, true])
    const made = lab.reader.genomes({ organism: id, limit: 100 }).filter(({ origin }) => origin === 'repair' || origin === 'antibody')
    expect(made).toHaveLength(3)
  })

  it('tries nothing where its healing is switched off, and says so, also by the next core', async () => {
    const asked = script.orders.length
    expect(await lab.ask({ kind: 'configure-healing', organism: id, mode: 'off' })).toMatchObject({ state: 'done' })
    await lab.restart()
    await hurt()
    const incident = await lab.ended(id, 4)
    expect(incident).toMatchObject({ end: 'quarantined', rung: 'quarantine', attempts: [{ rung: 'quarantine', tried: expect.stringContaining('switched off') }] })
    expect(lab.reader.view().organisms[id]?.stateReason).toContain('its healing is switched off')
    expect(script.orders).toHaveLength(asked)
  })

  it('writes no code where it may only go back', async () => {
    const asked = script.orders.length
    await lab.ask({ kind: 'configure-healing', organism: id, mode: 'rollback-only', budgetsMs: { rollback: 50_000 } })
    await lab.ask({ kind: 'organism-resume', organism: id })
    const incident = await lab.ended(id, 5)
    expect(incident).toMatchObject({ end: 'rolled-back', rung: 'rollback' })
    expect(lab.events('rung-start', id).filter((event) => event.incident === incident.id).map(({ data }) => [data.rung, data.budgetMs])).toEqual([['restart', 30_000], ['rollback', 50_000]])
    expect(script.orders).toHaveLength(asked)
  })
})
