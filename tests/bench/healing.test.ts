import { describe, expect, test } from 'vitest'
import { loadCorpus, loadLargeProgram } from '../../bench/healing/corpus.ts'
import { damage, damages } from '../../bench/healing/damage.ts'
import { byKind, figure, healedFigures, shareFigure, trustFigures, type Attempt } from '../../bench/healing/figures.ts'
import { largeFaults } from '../../bench/healing/measure-large.ts'
import { brokenBy, deletion, handMade, mutations, slips } from '../../bench/healing/sample.ts'
import { quickSample } from '../../bench/healing/samples.ts'
import { parseTree } from '../../lib/chaos/code/tree.ts'
import { faults } from '../../lib/chaos/faults.ts'
import { seededRandom } from '../../lib/chaos/random.ts'

const programs = loadCorpus()
const first = (kind: string, seed: number) => brokenBy(kind, programs, seed).take(5).map(({ program: { name }, source }) => `${name}\n${source}`).toArray()

describe('what the healing benchmark breaks', () => {
  const kinds = [...mutations, deletion, ...slips]

  test('is the same for the same seed and another for another', () => {
    for (const kind of [deletion, 'boundary', ...slips]) {
      expect(first(kind, 1), kind).toEqual(first(kind, 1))
      expect(first(kind, 1), kind).not.toEqual(first(kind, 2))
    }
    const names = (seed: number) => handMade(programs, seed).map(({ program: { name } }) => name)
    expect(names(1)).toEqual(names(1))
    expect(names(1)).not.toEqual(names(2))
    expect(names(1).toSorted()).toEqual(names(2).toSorted())
    const { 'address.js': address = '', 'values.js': values = '' } = loadLargeProgram().files
    const files = { 'address.js': address, 'values.js': values }
    expect(largeFaults(files, 1)).toEqual(largeFaults(files, 1))
    expect(largeFaults(files, 1)).not.toEqual(largeFaults(files, 2))
  })

  test('is a program each time, with one mistake in it', () => {
    for (const kind of kinds) {
      const broken = brokenBy(kind, programs, 1).take(4).toArray()
      expect(broken.length, kind).toBeGreaterThan(0)
      for (const { program, source } of broken) expect(source, `${kind}, ${program.name}`).not.toBe(program.source)
      expect(new Set(broken.map(({ program }) => program.name)).size, kind).toBe(broken.length)
    }
  })

  test('does not come to the same place in every program', () => {
    const lines = brokenBy('garbage-token', programs, 1).take(12).map(({ summary }) => /line \d+/.exec(summary)?.[0]).toArray()
    expect(new Set(lines).size).toBeGreaterThan(3)
  })

  test('has a kind for each fault that is a slip of a person, each counted in one place', () => {
    expect(new Set(kinds).size).toBe(kinds.length)
    const known = new Set<string>([...faults.map(({ id }) => id), ...damages])
    expect(kinds.filter((kind) => !known.has(kind))).toEqual([])
  })
})

describe('damage', () => {
  const source = "export function greet(name) {\n  return 'hello ' + (name || 'you')\n}\n"

  test.each(damages)('of the kind %s keeps a source from being parsed', (kind) => {
    for (let seed = 1; seed <= 40; seed += 1) {
      const made = damage(kind, source, seededRandom(seed))
      expect(parseTree(made?.source ?? source), `seed ${seed}`).toBeNull()
    }
  })

  test('takes one bracket, or one quote, and nothing else', () => {
    for (const [kind, lost] of [['lost-bracket', /^[()[\]{}]$/], ['lost-quote', /^'$/]] as const) {
      const { source: broken } = damage(kind, source, seededRandom(5))!
      let at = 0
      while (source[at] === broken[at]) at += 1
      expect(source[at]).toMatch(lost)
      expect(source.slice(0, at) + source.slice(at + 1)).toBe(broken)
    }
  })

  test('is none where there is nothing to lose', () => {
    expect(damage('lost-quote', 'const a = 1\n', seededRandom(1))).toBeNull()
  })
})

describe('its rows', () => {
  const attempt = (isHealed: boolean, ms: number, rest: Partial<Attempt> = {}): Attempt => ({ isHealed, ms, passesHidden: isHealed, firstPassesHidden: isHealed, isProven: false, ...rest })
  const goals = { healed: 0.7, medianMs: 15, p95Ms: 25 }
  const attempts = [attempt(true, 10), attempt(true, 20, { passesHidden: false }), attempt(true, 12, { isProven: true, firstPassesHidden: false }), attempt(false, 30)]
  const control = [attempt(true, 100), attempt(false, 300)]

  test('count what was not healed too, in shares and in times', () => {
    const [healed, middle, p95] = healedFigures('x', attempts, control, goals)
    expect(healed).toEqual({ name: 'x: healed (n = 4, control 2)', value: 0.75, unit: 'share', control: 0.5, ratio: 1.5, goal: '≥ 0.7 share', met: true })
    expect(middle).toMatchObject({ value: 12, control: 100, ratio: 0.12, unit: 'ms', goal: '≤ 15 ms', met: true })
    expect(p95).toMatchObject({ value: 30, control: 300, met: false })
    expect(healedFigures('x', [], control, goals)).toEqual([])
  })

  test('say of the healed alone what passes the hidden tests, beside the first patches found', () => {
    const [hidden, proven] = trustFigures('x', attempts, control)
    expect(hidden).toMatchObject({ value: 2 / 3, control: 2 / 3, met: false })
    expect(hidden?.name).toContain('(n = 3, control 3)')
    expect(trustFigures('x', attempts.slice(0, 3).map((one) => ({ ...one, firstPassesHidden: false })), control)[0]).toMatchObject({ value: 2 / 3, control: 0 })
    expect(proven).toMatchObject({ value: 1 / 3, control: 0 })
  })

  test('have one share and one time for each kind', () => {
    const rows = byKind('x', attempts.map((one, index) => ({ ...one, kind: index < 3 ? 'a' : 'b' })), control, goals)
    expect(rows.map(({ name, value }) => [name, value])).toEqual([
      ['x, a: healed (n = 3, control 2)', 1], ['x, a: median time (n = 3, control 2)', 12],
      ['x, b: healed (n = 1, control 2)', 0], ['x, b: median time (n = 1, control 2)', 30],
    ])
  })

  test('hold nothing that JSON has no number for, also where nothing was done', () => {
    const rows = [...trustFigures('x', [], []), shareFigure('x', attempts, [attempt(false, 1)], ({ isHealed }) => isHealed, 1), figure('x', 'ms', 0, 0, { atMost: 0 }, 0.1)]
    for (const row of rows) {
      expect(JSON.parse(JSON.stringify(row))).toEqual(row)
      expect(Object.keys(row)).toEqual(['name', 'value', 'unit', 'control', 'ratio', 'goal', 'met'])
    }
  })
})

test('the quick sample asks for every part', () => {
  expect(Object.keys(quickSample).toSorted()).toEqual(['antibody', 'corpus', 'large', 'organisms', 'rates'])
  expect(quickSample.rates.map(({ program }) => programs.find(({ name }) => name === program)?.visible.text.includes("'vitest'"))).toEqual([false, true])
})
