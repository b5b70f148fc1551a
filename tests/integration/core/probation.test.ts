import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { GenomeFiles } from '../../../lib/contract/genome.ts'
import type { Patch, SearchOrder } from '../../../lib/contract/ports/search.ts'
import { ScriptedSearch } from '../../fixtures/scripted-search.ts'
import { startCoreHere } from './start-core-here.ts'

const source = 'export function perform(n, { count }) {\n  return { result: 2 * n, state: { count: count + 1 } }\n}\n'
const spec = `import fc from 'fast-check'
export const spec = {
  task: fc.integer({ min: 0, max: 99 }), initialState: { count: 0 },
  examples: [{ name: 'two', task: 2, expected: 4 }],
  properties: [{ name: 'doubles', check: ({ task, result }) => (result === 2 * task ? null : 'it does not') }],
  limits: { timeoutMs: 2000, heapMb: 64, rssMb: 256, cpuSeconds: 5, outputBytes: 100000 }, fitness: () => 1,
}
`

/** Good pulses of a new version before it is proven. */
const probationPulses = 5

/** A patch that passes every proof of the gate, and fails only after it has lived for a while. */
describe('a version that passes the gate and fails on probation', () => {
  const id = 'counter'
  const script = new ScriptedSearch()
  const mine: GenomeFiles[] = []
  let lab: Awaited<ReturnType<typeof startCoreHere>>

  function timeBomb({ failing }: SearchOrder): Patch {
    const { count } = (failing?.state ?? { count: 0 }) as { count: number }
    const after = `export function perform(n, { count }) {\n  if (count >= ${count + 3}) throw new Error('too often')\n  return { result: 2 * n, state: { count: count + 1 } }\n}\n`
    const files = { 'organism.js': after }
    mine.push(files)
    return { files, summary: 'right for a while', recipe: { kind: 'guess', before: 'perform', after: 'perform' } }
  }

  beforeAll(async () => {
    script.knows = (order) => [timeBomb(order)]
    lab = await startCoreHere({ search: script.search, folders: { [id]: {
      'organism.js': source, 'spec.ts': spec,
      'organism.json': JSON.stringify({ kind: 'task', title: 'Counter', teaches: 'Patience.', entry: 'organism.js', pulseMs: 60, probationPulses }),
    } } })
  })
  afterAll(() => lab.close())

  const hurt = async () => {
    await lab.waitFor('a proven live version', () => lab.reader.genomes({ organism: id, limit: 1 })[0]?.status === 'proven')
    expect(await lab.ask({ kind: 'chaos-inject', organism: id, fault: 'thrown-error', seed: 1, intensity: 1 })).toMatchObject({ state: 'done' })
  }
  const hashOf = (genome: string | undefined) => lab.reader.genome(genome ?? '')?.hash
  const refusals = (nth: number) => lab.incidents(id)[nth - 1]?.attempts.filter(({ accepted }) => !accepted).map(({ rung, why }) => [rung, why])

  it('is healed first, with a recipe to remember', async () => {
    await hurt()
    expect(await lab.ended(id, 1)).toMatchObject({ end: 'healed', rung: 'repair' })
    expect(lab.reader.antibodies(id)).toHaveLength(1)
  })

  it('then opens a new incident, which takes neither it nor what chaos made, and goes back to what is proven', async () => {
    script.knows = () => mine.map((files) => ({ files, summary: 'the same again', recipe: { kind: 'guess', before: 'perform', after: 'perform' } }))
    const incident = await lab.ended(id, 2)
    expect(incident).toMatchObject({ end: 'rolled-back', rung: 'rollback', genome: `${id}.g0003`, verdict: { summary: expect.stringContaining('too often') }, fault: null })
    expect(refusals(2)).toEqual([
      ['restart', expect.stringContaining('too often')],
      ['repair', `recurrence: it is the very content of ${id}.g0003, which fails`],
      ['graft', `recurrence: the same content as ${id}.g0002, which failed while live`],
    ])
    expect(lab.reader.genome(`${id}.g0003`)).toMatchObject({ origin: 'repair', status: 'failed' })
    expect(hashOf(lab.reader.view().organisms[id]?.genome ?? '')).toBe(hashOf(`${id}.g0001`))
    expect(lab.reader.antibodies(id), 'its antibody is forgotten').toEqual([])
    expect(lab.events('antibody-forget', id).map(({ data }) => data.why)).toEqual([expect.stringContaining('the version that it made failed')])
  })

  it('and is no cure for any later incident either', async () => {
    await hurt()
    expect(await lab.ended(id, 3)).toMatchObject({ end: 'rolled-back' })
    expect(refusals(3)?.slice(1)).toEqual([['repair', `recurrence: the same content as ${id}.g0003, which failed while live`]])
    expect(lab.reader.genomes({ organism: id, limit: 100 }).filter(({ origin }) => origin === 'repair')).toHaveLength(1)
  })
})
