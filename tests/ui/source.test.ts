import { describe, expect, test } from 'vitest'
import { carryOver } from '../../app/_ui/source/carry-over.ts'
import { dropDraft, readDraft, typed, writeDraft, type Draft } from '../../app/_ui/source/drafts.ts'
import { lineMap } from '../../app/_ui/source/map-line.ts'
import { markWords, marksOf } from '../../app/_ui/source/marks.ts'
import { fitnessWords } from '../../app/_ui/spec/words.ts'
import { recordRows, valueText } from '../../app/_ui/pulse/record-rows.ts'
import { crash } from '../fixtures/ui-server/scribe.ts'

class Memory extends Map<string, string> {
  getItem = (key: string): string | null => this.get(key) ?? null
  setItem = (key: string, value: string): void => void this.set(key, value)
  removeItem = (key: string): void => void this.delete(key)
  key = (index: number): string | null => [...this.keys()][index] ?? null
  get length(): number { return this.size }
}
const draft = (base: string, text = 'x'): Draft => ({ base, files: { 'a.js': text }, reason: '' })

describe('drafts', () => {
  test('are kept per version; the one on the running version comes first, else the newest', () => {
    const memory = new Memory()
    for (const base of ['ant.g0002', 'ant.g0010', 'ant.g0009', 'ant-hill.g0044']) writeDraft(memory, draft(base))
    expect(readDraft(memory, 'ant', 'ant.g0002')?.base).toBe('ant.g0002')
    expect(readDraft(memory, 'ant', 'ant.g0011')?.base).toBe('ant.g0010')
    dropDraft(memory, 'ant.g0010')
    expect(readDraft(memory, 'ant', null)?.base).toBe('ant.g0009')
    expect(readDraft(memory, 'bee', null)).toBeNull()
  })

  test('that are damaged, empty or cannot be kept are no trouble', () => {
    const memory = new Memory([['ouroboros.draft.ant.g0001', '{'], ['ouroboros.draft.ant.g0002', '{"files":{},"reason":""}'], ['ouroboros.draft.ant.g0003', '{"files":{"a.js":7}}']])
    expect(readDraft(memory, 'ant', null)).toBeNull()
    memory.setItem = () => { throw new Error('full') }
    expect(() => writeDraft(memory, draft('ant.g0001'))).not.toThrow()
  })

  test('hold what differs, and are none once nothing does', () => {
    const one = typed({ base: 'ant.g0001', files: {}, reason: 'r' }, 'a.js', 'new', 'old')
    expect(one).toEqual({ base: 'ant.g0001', files: { 'a.js': 'new' }, reason: 'r' })
    expect(typed(one!, 'a.js', 'old', 'old')).toBeNull()
  })
})

describe('carrying a change over', () => {
  const old = { 'a.js': 'one\ntwo\nthree\nfour\nfive\nsix\nseven\n', 'b.js': 'b\n' }

  test('keeps both changes where they are apart', () => {
    const { files, unfit } = carryOver({ 'a.js': old['a.js'].replace('seven', 'SEVEN') }, old, { ...old, 'a.js': `zero\n${old['a.js']}` })
    expect([files, unfit]).toEqual([{ 'a.js': 'zero\none\ntwo\nthree\nfour\nfive\nsix\nSEVEN\n' }, []])
  })

  test('keeps the whole text that was typed where both changed one line, and says so', () => {
    const mine = old['a.js'].replace('four', 'mine')
    expect(carryOver({ 'a.js': mine }, old, { ...old, 'a.js': old['a.js'].replace('four', 'theirs') })).toEqual({ files: { 'a.js': mine }, unfit: ['a.js'] })
  })

  test('leaves out what is there already, and files that are gone', () => {
    expect(carryOver({ 'a.js': 'same', 'b.js': 'mine' }, old, { 'a.js': 'same' })).toEqual({ files: {}, unfit: [] })
  })
})

describe('marks', () => {
  test('of the version that failed stand where they were', () => {
    const source = Array.from({ length: 30 }, (_, index) => `line ${index + 1}`).join('\n')
    const files = { 'organism.js': source }
    const marks = marksOf({ verdict: crash, progress: { stage: 'edit', tried: 0, perSecond: 0, best: { passed: 0, total: 1 }, plausible: 0, deaths: [], ms: 0, heat: [{ file: 'organism.js', line: 14, suspicion: 0.914 }, { file: 'organism.js', line: 99, suspicion: 1 }, { file: 'gone.js', line: 1, suspicion: 1 }] } }, files, files)
    expect(marks).toEqual([{ file: 'organism.js', line: 14, failedAt: 11, suspicion: 0.914 }, { file: 'organism.js', line: 27, failedAt: 3, suspicion: 0 }])
    expect(markWords(marks[0]!)).toBe('failed here, suspicion 91 of 100')
  })

  test('of a version before stand where those lines are now, and nowhere where they are gone', () => {
    const there = lineMap('a\nb\nlost\nc\nd', 'a\nnew\nb\nc\nd')
    expect([1, 2, 3, 4, 5].map(there)).toEqual([1, 3, null, 4, 5])
    expect(lineMap('same', 'same')(1)).toBe(1)
  })
})

test('what makes a version better is said in words', () => {
  expect(fitnessWords([{ measure: 'time', more: 'worse' }, { measure: 'memory', more: 'worse' }, { measure: 'output', more: 'better' }])).toBe('Less time, less memory and more output, with everything else alike.')
  expect(fitnessWords([])).toMatch(/^Nothing/)
})

test('a pulse without a process of its own says so, and long values are cut', () => {
  const data = { number: 1, genome: 'ant.g0001', run: null, workMs: 3, seed: 7, task: null, result: null, verdict: crash, fitness: null, probe: true }
  expect(recordRows(data)).toEqual([['Work', '3 ms'], ['Kind', 'health probe'], ['Process', 'lives on after the pulse']])
  expect(valueText('x'.repeat(9000)).length).toBe(4001)
})
