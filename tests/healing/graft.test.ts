import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Case } from '../../lib/contract/case.ts'
import type { GenomeFiles } from '../../lib/contract/genome.ts'
import { changesBetween, nearestFirst, takeBack } from '../../lib/healing/changes.ts'
import type { GenomeCandidate } from '../../lib/healing/rung.ts'
import { graft } from '../../lib/healing/rungs/6-graft.ts'
import { FakeGenomes } from '../fixtures/fake-genomes.ts'
import { doubler } from '../fixtures/fake-organism.ts'

const lines = (...text: string[]): string => text.map((line) => `${line}\n`).join('')
const base = lines('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h')
const changed = (...changes: [string, string][]): string => changes.reduce((text, [from, to]) => text.replace(`${from}\n`, to), base)
const frame = (line: number, file = 'organism.js') => ({ file, line, column: 1, function: null })

async function stage(versions: { text: string | GenomeFiles; parents: number[]; proven?: boolean }[], frames: Case['verdict']['frames'] = []) {
  const genomes = new FakeGenomes()
  const id = (version: number): string => `doubler.g000${version}`
  for (const { text, parents } of versions) await genomes.add({ organism: 'doubler', files: typeof text === 'string' ? { 'organism.js': text } : text, parents: parents.map(id), origin: 'manual', reason: '', author: '' })
  const rung = graft({ genomes, proven: () => versions.flatMap(({ proven }, index) => (proven ? [id(index + 1)] : [])) })
  const sick: Case = { incident: 'i1', organism: doubler(), genome: id(versions.length), verdict: { kind: 'crash', summary: '', signature: 's', frames }, onProbation: false, failing: null, poisoned: false, healthyMs: null, seed: 1 }
  const offer = () => {
    const steps = rung.propose(sick, [], { budgetMs: 1, stop: new AbortController().signal }) as Generator<GenomeCandidate, string, void>
    const offered: GenomeCandidate[] = []
    for (let step = steps.next(); ; step = steps.next()) {
      if (step.done) return { offered, texts: offered.map(({ files }) => files['organism.js']), end: step.value }
      offered.push(step.value)
    }
  }
  return { genomes, id, offer }
}

describe('graft', () => {
  test('takes the damage back and keeps the good change, which was not proven yet', async () => {
    const good: [string, string] = ['b', 'B is better\n']
    const { offer } = await stage([
      { text: base, parents: [], proven: true }, { text: changed(good), parents: [1] }, { text: changed(good, ['g', 'broken\n']), parents: [2] },
    ], [frame(7)])
    const { offered, end } = offer()
    expect(offered[0]).toMatchObject({ kind: 'genome', origin: 'graft', from: 'doubler.g0001', files: { 'organism.js': changed(good) }, tried: 'took back organism.js:7, of 2 changes since doubler.g0001' })
    expect(offered.map(({ files }) => files['organism.js']), 'then the other; never both, which is going back').toEqual([changed(good), changed(['g', 'broken\n'])])
    expect(end).toBe('none of its changes taken back heals it')
  })

  test('goes on with two at a time, then with all that the last version brought', async () => {
    const [one, two, three, four]: [string, string][] & Record<0 | 1 | 2 | 3, [string, string]> = [['a', 'A\n'], ['c', 'C\n'], ['e', ''], ['g', 'g\nG\n']]
    const { offer } = await stage([
      { text: base, parents: [], proven: true }, { text: changed(one), parents: [1] }, { text: changed(one, two, three, four), parents: [2] },
    ])
    const { texts } = offer()
    expect(texts).toHaveLength(4 + 6 + 1)
    expect(texts.slice(0, 4)).toEqual([changed(two, three, four), changed(one, three, four), changed(one, two, four), changed(one, two, three)])
    expect(texts[4]).toBe(changed(three, four))
    expect(texts.at(-1)).toBe(changed(one))
    expect(new Set(texts).size).toBe(texts.length)
  })

  test('begins at the place of the failure, files where nothing failed last', async () => {
    const before: GenomeFiles = { 'organism.js': base, 'other.js': base }
    const after: GenomeFiles = { 'organism.js': changed(['a', 'A\n'], ['e', 'E\n'], ['h', 'H\n']), 'other.js': changed(['a', 'A\n']) }
    const { offer } = await stage([{ text: before, parents: [], proven: true }, { text: after, parents: [1] }], [frame(4)])
    expect(offer().offered.slice(0, 4).map(({ tried }) => /^took back (\S+),/.exec(tried)?.[1])).toEqual(['organism.js:5', 'organism.js:1', 'organism.js:8', 'other.js:1'])
  })

  test('goes back to the nearest proven version that is whole, by any parent', async () => {
    const versions = [
      { text: base, parents: [], proven: true }, { text: changed(['a', 'A\n']), parents: [1], proven: true }, { text: changed(['a', 'A\n'], ['c', 'C\n']), parents: [2] },
      { text: 'elsewhere', parents: [] }, { text: changed(['a', 'A\n'], ['c', 'C\n'], ['e', 'E\n']), parents: [4, 3] },
    ]
    const { offer, genomes, id } = await stage(versions)
    expect(offer().offered[0]?.from).toBe(id(2))
    genomes.damaged.add(id(2))
    expect(offer().offered[0]?.from).toBe(id(1))
  })

  test.each([
    ['no version before it is proven', [{ text: base, parents: [] }, { text: changed(['a', 'A\n']), parents: [1] }], 'no healthy version came before it'],
    ['the damage is all there is', [{ text: base, parents: [], proven: true }, { text: changed(['a', 'A\n']), parents: [1] }], 'nothing but the damage came after doubler.g0001'],
    ['the proven one has the same content', [{ text: base, parents: [], proven: true }, { text: base, parents: [1] }], 'no healthy version came before it'],
  ])('offers nothing where %s', async (_what, versions, end) => {
    expect((await stage(versions)).offer()).toEqual({ offered: [], texts: [], end })
  })

  test('offers nothing of a version that is damaged', async () => {
    const { offer, genomes, id } = await stage([{ text: base, parents: [], proven: true }, { text: changed(['a', 'A\n'], ['c', '']), parents: [1] }])
    genomes.damaged.add(id(2))
    expect(offer()).toMatchObject({ offered: [], end: 'its files are damaged on disk' })
  })
})

describe('changes between two versions', () => {
  const text = fc.array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 12 }).chain((all) => fc.boolean().map((ends) => all.join('\n') + (ends ? '\n' : '')))
  const files = fc.dictionary(fc.constantFrom('x.js', 'y.js', 'z.js'), text, { noNullPrototype: true })

  test('all taken back are the version before, none of them the one after, and what is left is still a change', () => {
    fc.assert(fc.property(files, files, fc.infiniteStream(fc.boolean()), (before, after, coin) => {
      const changes = changesBetween(before, after)
      expect(takeBack(before, after, changes)).toEqual(before)
      expect(takeBack(before, after, [])).toEqual(after)
      const some = changes.filter(() => coin.next().value as boolean)
      expect(changesBetween(takeBack(before, after, some), after).length === 0).toBe(some.length === 0)
      for (const { path, line, lines: count } of changes) {
        if (before[path] === undefined || after[path] === undefined) continue
        expect(line).toBeGreaterThanOrEqual(1)
        expect(line - 1 + count).toBeLessThanOrEqual(after[path].split('\n').length)
      }
    }), { numRuns: 300 })
  })

  test('a file that came or went is one change', () => {
    const [before, after] = [{ 'old.js': base }, { 'new.js': base }]
    const changes = changesBetween(before, after)
    expect(changes.map(({ path }) => path)).toEqual(['new.js', 'old.js'])
    expect(takeBack(before, after, changes.slice(0, 1))).toEqual({})
    expect(takeBack(before, after, changes.slice(1))).toEqual({ 'old.js': base, 'new.js': base })
  })

  test('lines that were taken out are as near as the line that took their place', () => {
    const changes = changesBetween({ 'organism.js': base }, { 'organism.js': changed(['c', ''], ['f', 'F\nF\nF\n']) })
    expect(changes.map(({ line, lines: count }) => [line, count])).toEqual([[3, 0], [5, 3]])
    expect(nearestFirst(changes, [frame(3)]).map(({ line }) => line)).toEqual([3, 5])
    expect(nearestFirst(changes, [frame(6)]).map(({ line }) => line)).toEqual([5, 3])
    expect(nearestFirst(changes, [frame(4)]).map(({ line }) => line), 'both are one line away').toEqual([3, 5])
    expect(nearestFirst(changes, []), 'nothing is known: as they stand').toEqual(changes)
  })
})
