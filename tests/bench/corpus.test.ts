import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import pLimit from 'p-limit'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadCorpus, loadLargeProgram, type TestFile } from '../../bench/healing/corpus.ts'
import { isNoticed, isVitest, seedBugs } from '../../bench/healing/seed-bugs.ts'

const run = promisify(execFile)
const programs = loadCorpus()
const scripts = programs.filter(({ visible }) => !isVitest(visible.text))
const vitests = programs.filter(({ visible }) => isVitest(visible.text))
const root = join(import.meta.dirname, '..', '..')
let folder = ''

beforeAll(() => {
  mkdirSync(join(root, 'data'), { recursive: true })
  folder = mkdtempSync(join(root, 'data', 'corpus-test-'))
  write('', { 'package.json': '{}' })
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

function write(name: string, files: Record<string, string>): void {
  mkdirSync(join(folder, name), { recursive: true })
  for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, name, file), text)
}

describe('the corpus', () => {
  test('is large and mixed enough', () => {
    const ofKind = (pattern: RegExp) => programs.filter(({ file, source }) => pattern.test(`${file}\n${source}`)).length
    expect(programs.length).toBeGreaterThanOrEqual(50)
    expect(programs.filter(({ bug }) => bug).length).toBeGreaterThanOrEqual(40)
    expect(ofKind(/\.ts\n/)).toBeGreaterThanOrEqual(6)
    expect(ofKind(/module\.exports/)).toBeGreaterThanOrEqual(20)
    expect(ofKind(/^export /m)).toBeGreaterThanOrEqual(20)
    expect(ofKind(/async |Promise/)).toBeGreaterThanOrEqual(6)
    expect(ofKind(/^(export )?class \w+/m)).toBeGreaterThanOrEqual(8)
    expect(vitests.length).toBeGreaterThanOrEqual(4)
    // Each start of Vitest costs as much as ten scripts.
    expect(vitests.length).toBeLessThanOrEqual(8)
  })

  test('shares no case between two halves, and has a handful in each', () => {
    const cases = ({ text }: TestFile): readonly string[] => text.match(/^(assert\b| {0,2}(test|it)\().*$/gm) ?? []
    const checks = ({ text }: TestFile) => text.match(/\b(assert\b.*\(|expect\()/g) ?? []
    const wrong = programs.flatMap(({ name, visible, hidden }) => [
      ...cases(visible).filter((line) => cases(hidden).includes(line) ).map((line) => `${name}: ${line}`),
      ...[visible, hidden].filter((half) => checks(half).length < 4).map(({ file }) => `${name}: too few in ${file}`),
    ])
    expect(wrong).toEqual([])
  })

  test('scripts pass both halves', { timeout: 30_000 }, async () => {
    for (const { name, file, source, visible, hidden } of scripts) write(`scripts/${name}`, { [file]: source, [visible.file]: visible.text, [hidden.file]: hidden.text })
    const imports = scripts.flatMap(({ name, visible, hidden }) => [visible, hidden].map(({ file }) => `await import('./scripts/${name}/${file}')`))
    write('', { 'all.mjs': imports.join('\n') })
    const { stdout } = await run(process.execPath, ['--test-reporter=tap', join(folder, 'all.mjs')], { env: { NODE_ENV: 'test' } })
    expect(stdout).toMatch(/^# fail 0$/m)
  })

  test('the bugs of scripts are noticed by the visible half', { timeout: 60_000 }, async () => {
    const limit = pLimit(2)
    const unnoticed = await Promise.all(scripts.map((program) => limit(async () =>
      program.bug === null || await isNoticed(program, program.bug.source) ? [] : [program.name])))
    expect(unnoticed.flat()).toEqual([])
  })

  test('it is the same with those that Vitest runs', { timeout: 60_000 }, async () => {
    for (const { name, file, source, visible, hidden, bug } of vitests) {
      write(`vitest/right/${name}`, { [file]: source, [visible.file]: visible.text, [hidden.file]: hidden.text })
      if (bug) write(`vitest/wrong/${name}`, { [file]: bug.source, [visible.file]: visible.text })
    }
    const report = join(folder, 'report.json')
    const args = [join(root, 'node_modules', 'vitest', 'vitest.mjs'), 'run', '--root', join(folder, 'vitest'), '--reporter=json', `--outputFile=${report}`]
    await expect(run(process.execPath, args, { env: { NODE_ENV: 'test' } })).rejects.toThrow()
    const { testResults } = JSON.parse(readFileSync(report, 'utf8')) as { testResults: { name: string; status: string }[] }
    const files = testResults.map(({ name, status }) => `${name.slice(join(folder, 'vitest').length + 1)} ${status}`)
    expect(files.toSorted()).toEqual(vitests.flatMap(({ name, visible, hidden, bug }) => [
      `right/${name}/${visible.file} passed`, `right/${name}/${hidden.file} passed`, ...(bug ? [`wrong/${name}/${visible.file} failed`] : []),
    ]).toSorted())
  })
})

describe('the large program', () => {
  test('passes its tests', { timeout: 30_000 }, async () => {
    const { files, test: { file, text } } = loadLargeProgram()
    const lines = Object.values(files).join('').split('\n').length
    expect(Object.keys(files).length).toBeGreaterThanOrEqual(6)
    expect(lines).toBeGreaterThan(900)
    write('large', { ...files, [file]: text })
    const { stdout } = await run(process.execPath, ['--test-reporter=tap', join(folder, 'large', file)], { env: { NODE_ENV: 'test' } })
    expect(Number(/^# pass (\d+)/m.exec(stdout)?.[1])).toBeGreaterThanOrEqual(80)
    expect(stdout).toMatch(/^# fail 0$/m)
  })
})

describe('seeded bugs', () => {
  const program = (name: string) => programs.find((one) => one.name === name)!

  test('are the same for the same seed', () => {
    const { source } = program('statistics')
    expect(seedBugs(source, 7)).toEqual(seedBugs(source, 7))
    expect(seedBugs(source, 7)).not.toEqual(seedBugs(source, 8))
  })

  test('differ from the program in one place each, of many kinds', () => {
    const { source } = program('statistics')
    const bugs = seedBugs(source, 1)
    expect(bugs.length).toBeGreaterThanOrEqual(12)
    expect(new Set(bugs.map(({ fault }) => fault)).size).toBe(bugs.length)
    for (const bug of bugs) expect(bug.source).not.toBe(source)
  })

  test('leave types as they are', () => {
    const { source } = program('min-heap')
    const typed = source.split('\n').filter((line) => line.includes(': '))
    for (const { fault, source: broken } of seedBugs(source, 3)) {
      const kept = broken.split('\n')
      expect(typed.filter((line) => !kept.includes(line)).length, fault).toBeLessThanOrEqual(1)
    }
  })

  test('are noticed only where the tests fail', async () => {
    const gcd = program('gcd')
    expect(await isNoticed(gcd, gcd.source)).toBe(false)
    expect(await isNoticed(gcd, gcd.source.replace('return a', 'return 0'))).toBe(true)
    expect(await isNoticed(gcd, gcd.source.replace('whole', 'natural'))).toBe(false)
    const slugify = program('slugify')
    expect(isVitest(slugify.visible.text)).toBe(true)
    expect(await isNoticed(slugify, slugify.source)).toBe(false)
    expect(await isNoticed(slugify, slugify.bug!.source)).toBe(true)
  })
})
