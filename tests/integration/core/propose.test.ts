import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CommandRequest } from '../../../lib/contract/command.ts'
import { startLab, type Lab } from './start-lab.ts'

const source = 'export function perform(n) {\n  if (n < 0) throw new RangeError("too small")\n  return 2 * n\n}\n'
const spec = `import fc from 'fast-check'
export const spec = {
  task: fc.integer({ min: 0, max: 999 }),
  examples: [{ name: 'two', task: 2, expected: 4 }],
  throws: [{ name: 'below zero', task: -1, message: /too small/ }],
  properties: [{ name: 'doubles', check: ({ task, result }) => (result === 2 * task ? null : result + ' is not the double of ' + task) }],
  limits: { timeoutMs: 2000, heapMb: 64, rssMb: 256, cpuSeconds: 5, outputBytes: 100000 }, fitness: ({ wallMs }) => -wallMs,
}
`
const id = 'doubler'

describe('a version that a person writes', () => {
  let lab: Lab
  beforeAll(async () => {
    const manifest = { kind: 'task', title: 'Doubler', teaches: 'Two.', entry: 'organism.js', pulseMs: 60 }
    lab = await startLab({ folders: { [id]: { 'organism.js': source, 'spec.ts': spec, 'organism.json': JSON.stringify(manifest) } } })
    await lab.waitFor('its first version to be proven', () => lab.reader.genomes({ organism: id, limit: 1 })[0]?.status === 'proven')
  })
  afterAll(() => lab.close())

  const view = () => lab.reader.view().organisms[id]!
  const propose = (text: string, base = view().genome!): Promise<Awaited<ReturnType<Lab['ask']>>> =>
    lab.ask({ kind: 'genome-propose', organism: id, base, files: { 'organism.js': text }, reason: 'by hand' } satisfies CommandRequest)
  const versions = () => lab.reader.genomes({ organism: id, limit: 100 }).length

  it('is let through by the gate with every check, lives on probation, and is proven by its pulses', async () => {
    const before = view().genome
    const { state, outcome } = await propose(source.replace('2 * n', 'n + n'))
    expect(state).toBe('done')
    expect(outcome?.checks?.map(({ name, ok }) => [name, ok])).toEqual([['parse', true], ['failing-task', true], ['examples', true], ['throws', true], ['properties', true], ['speed', true]])
    expect(lab.reader.genome(outcome!.genome!)).toMatchObject({ origin: 'manual', parents: [before], current: true, reason: 'by hand' })
    await lab.waitFor('it to be proven', () => lab.reader.genome(outcome!.genome!)?.status === 'proven')
  })

  it.each([
    ['does not parse', 'export function perform(n) {', 'parse'],
    ['answers an example wrongly', source.replace('2 * n', 'n * n + 1'), 'examples'],
    ['lets through what must be refused', source.replace('n < 0', 'false'), 'throws'],
    ['is right on the known answers alone', source.replace('2 * n', 'n === 2 ? 4 : n * n'), 'properties'],
    ['never ends', source.replace('return', 'for (;;) n += 0\n  return'), 'examples'],
    ['tries to end its judge', source.replace('if (n', 'process.exit(0)\n  if (n'), 'examples'],
  ])('that %s is refused by name of the check, and what runs goes on', async (_what, text, failed) => {
    const [before, had] = [view().genome, versions()]
    const { state, outcome } = await propose(text)
    expect([state, outcome?.code]).toEqual(['refused', 'gate-refused'])
    expect(outcome?.checks?.filter(({ ok }) => !ok).map(({ name }) => name)).toEqual([failed])
    expect(outcome?.message).toContain(`The gate refused it: ${failed}: `)
    expect([view().genome, versions()]).toEqual([before, had])
    expect(lab.events('incident-open', id)).toEqual([])
  })

  it('is asked with other inputs each time', async () => {
    const seeds = []
    for (let round = 0; round < 2; round += 1) seeds.push(/seed \d+/.exec((await propose(source.replace('2 * n', 'n === 2 ? 4 : n * n'))).outcome!.message)?.[0])
    expect(new Set(seeds).size).toBe(2)
  })

  it('is refused on a base that no longer runs, and with a file that the base has not', async () => {
    expect(await propose(source, `${id}.g0001`)).toMatchObject({ state: 'refused', outcome: { code: 'base-stale' } })
    expect(await lab.ask({ kind: 'genome-propose', organism: id, base: view().genome!, files: { 'spec.ts': 'export const spec = {}' }, reason: 'sly' })).toMatchObject({ state: 'refused', outcome: { code: 'request-invalid' } })
  })

  it('cannot get in the way of a healing', async () => {
    await lab.ask({ kind: 'configure-healing', organism: id, rungs: ['repair', 'quarantine'] })
    await lab.ask({ kind: 'chaos-inject', organism: id, fault: 'syntax-error', seed: 7 })
    await lab.waitFor('an incident', () => lab.events('incident-open', id)[0])
    const { outcome, state } = await propose(source)
    // The healing may be over before the command is taken up: then another version runs.
    expect(state).toBe('refused')
    expect(['organism-busy', 'base-stale', 'request-invalid']).toContain(outcome?.code)
    expect(await lab.ended(id)).toMatchObject({ end: 'healed' })
  })

  it('told in words what it has to do', () => {
    expect(lab.events('organism-add', id)[0]?.data.spec).toMatchObject({ examples: [{ name: 'two', task: '2', expected: '4' }], properties: ['doubles'], fitness: [{ measure: 'time', more: 'worse' }] })
  })
})
