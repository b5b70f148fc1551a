// `ouroboros heal`, as a person meets it: real processes.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'

// Real processes, on a machine that may be busy: a guard against hanging, no measure.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 })

const program = join(import.meta.dirname, '../../bin/ouroboros.ts')
const broken = 'exports.area = (width, height) => width + height\n'
const tests = "const assert = require('assert')\nconst { area } = require('./area.js')\nassert.equal(area(2, 3), 6)\nassert.equal(area(1, 5), 5)\nassert.equal(area(0, 5), 0)\n"
let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cli heal '))
  write('area.js', broken)
  write('area.test.js', tests)
  write('good.js', broken.replace('+', '*'))
  write('good.test.js', tests.replace('./area.js', './good.js'))
  write('hopeless.test.js', tests.replace('area(2, 3), 6', 'area(1, 5), 6'))
})
afterAll(() => rmSync(folder, { recursive: true }))

function write(name: string, text: string): string {
  writeFileSync(join(folder, name), text)
  return join(folder, name)
}
const read = (name: string): string => readFileSync(join(folder, name), 'utf8')

async function heal(args: string[], cwd = folder): Promise<{ exit: number | null; out: string; err: string }> {
  const child = spawn(process.execPath, [program, 'heal', ...args], { cwd, stdio: ['ignore', 'pipe', 'pipe'], env: { NODE_ENV: 'test', NO_COLOR: '1', PATH: process.env['PATH'] } })
  let out = ''
  let err = ''
  child.stdout.on('data', (chunk: Buffer) => { out += chunk.toString() })
  child.stderr.on('data', (chunk: Buffer) => { err += chunk.toString() })
  const [exit] = await once(child, 'close') as [number | null]
  return { exit, out, err }
}
const rowsOf = (out: string): ({ event: string } & Record<string, unknown>)[] => out.trim().split('\n').map((row) => JSON.parse(row) as { event: string })

test('healed: the diff on stdout, the talk on stderr, exit 0; the file stays as it is', async () => {
  const { exit, out, err } = await heal(['area.js', '--test', 'area.test.js'])
  expect(exit).toBe(0)
  expect(out).toMatch(/^-exports.area = .* width \+ height$/m)
  expect(out).toMatch(/^\+exports.area = .* width \* height$/m)
  expect(err).toMatch(/^before: 0 of 3 checks pass$/m)
  expect(err).toMatch(/^healed, (plausible|proven on held-out cases): line 1: /m)
  expect(err).toMatch(/^why: all tests pass in a process of their own/m)
  expect(err).toMatch(/^\d+ candidates, \d+\/s in warm hosts, [\d.]+ s$/m)
  expect(read('area.js')).toBe(broken)
  expect(read('area.test.js')).toBe(tests)
})

test('--json: rows only, the last one the result', async () => {
  const { exit, out, err } = await heal(['area.js', '-t', 'area.test.js', '--json'])
  expect({ exit, err }).toEqual({ exit: 0, err: '' })
  const rows = rowsOf(out)
  expect(rows.at(-1)).toMatchObject({ event: 'result', outcome: 'healed', mode: 'in-process', files: { [join(folder, 'area.js')]: broken.replace('+', '*') }, before: { passed: 0, total: 3 } })
  expect(rows.slice(0, -1).every(({ event }) => event === 'progress')).toBe(true)
})

test('--out writes there, and nowhere else', async () => {
  const before = readdirSync(folder)
  expect((await heal(['area.js', '-t', 'area.test.js', '--out', 'healed.js'])).exit).toBe(0)
  expect(read('healed.js')).toBe(broken.replace('+', '*'))
  expect(read('area.js')).toBe(broken)
  expect(readdirSync(folder).filter((name) => !before.includes(name))).toEqual(['healed.js'])
  rmSync(join(folder, 'healed.js'))
})

test('--in-place writes over the file, from another folder, by paths with spaces', async () => {
  mkdirSync(join(folder, 'in place'))
  const file = write('in place/area.js', broken)
  const test = write('in place/area.test.js', tests)
  expect((await heal([file, '--test', test, '--in-place'], tmpdir())).exit).toBe(0)
  expect(readFileSync(file, 'utf8')).toBe(broken.replace('+', '*'))
  expect(readFileSync(test, 'utf8')).toBe(tests)
})

test('a shell command is a test too', async () => {
  const { exit, out, err } = await heal(['area.js', '--test', 'node area.test.js && true'])
  expect(exit).toBe(0)
  expect(out).toContain('width * height')
  expect(err).toMatch(/one process each/)
})

test('not healed: exit 1, and nothing is written', async () => {
  const { exit, out, err } = await heal(['area.js', '--test', 'hopeless.test.js', '--timeout', '1500ms', '--in-place', '--json'])
  expect({ exit, err }).toEqual({ exit: 1, err: '' })
  expect(rowsOf(out).at(-1)).toMatchObject({ event: 'result', outcome: 'unhealed', files: {}, confidence: null })
  expect(read('area.js')).toBe(broken)
})

test('ended from outside: it says how it stood, and leaves nothing behind', async () => {
  const copies = mkdtempSync(join(tmpdir(), 'cli-heal-copies-'))
  const child = spawn(process.execPath, [program, 'heal', 'area.js', '--test', 'hopeless.test.js', '--json'], { cwd: folder, stdio: ['ignore', 'pipe', 'ignore'], env: { NODE_ENV: 'test', PATH: process.env['PATH'], TMPDIR: copies } })
  let out = ''
  child.stdout.on('data', (chunk: Buffer) => { out += chunk.toString() })
  await once(child.stdout, 'data')
  child.kill('SIGTERM')
  const [exit] = await once(child, 'close') as [number | null]
  expect(exit).toBe(1)
  expect(rowsOf(out).at(-1)).toMatchObject({ event: 'result', outcome: 'unhealed', why: 'stopped' })
  expect(readdirSync(copies).filter((name) => name.startsWith('ouroboros-heal-'))).toEqual([])
  rmSync(copies, { recursive: true })
})

describe.concurrent('nothing done: exit 3', () => {
  test.each<[what: string, args: string[], said: RegExp]>([
    ['the tests pass already', ['good.js', '--test', 'good.test.js'], /^nothing done: the tests pass as it is$/m],
    ['a command that there is not', ['area.js', '--test', 'no-such-command-here'], /^nothing done: the test command cannot be run: .*no-such-command-here/m],
  ])('%s', async (_, args, said) => {
    const { exit, out, err } = await heal(args)
    expect(err).toMatch(said)
    expect({ exit, out }).toEqual({ exit: 3, out: '' })
  })
})

describe.concurrent('what was typed wrong: one clear line, and exit 2', () => {
  test.each<[what: string, args: string[], message: RegExp]>([
    ['no file', ['--test', 'area.test.js'], /missing required argument 'file'/],
    ['no test', ['area.js'], /required option '-t, --test <test>' not specified/],
    ['an empty test', ['area.js', '--test', ' '], /--test is empty/],
    ['a file that there is not', ['nowhere.js', '--test', 'area.test.js'], /there is no file nowhere\.js/],
    ['a folder', ['.', '--test', 'area.test.js'], /there is no file \./],
    ['a test file that there is not', ['area.js', '--test', 'nowhere.test.js'], /there is no test file nowhere\.test\.js/],
    ['a command for a test file that there is not', ['area.js', '--test', 'node --test nowhere.test.js'], /there is no test file nowhere\.test\.js/],
    ['a file that is its own test', ['area.js', '--test', 'area.js'], /area\.js cannot be its own test/],
    ['two ways to write', ['area.js', '--test', 'area.test.js', '-i', '-o', 'x.js'], /choose one/],
    ['--out for several', ['area.js', 'good.js', '--test', 'area.test.js', '-o', 'x.js'], /--out names one file/],
    ['a time that is none', ['area.js', '--test', 'area.test.js', '--timeout', 'soon'], /like 10s, 500ms or 2m/],
    ['no time', ['area.js', '--test', 'area.test.js', '--timeout', '0s'], /like 10s/],
    ['a seed that is none', ['area.js', '--test', 'area.test.js', '--seed', 'x'], /a whole number is wanted/],
    ['an option that there is not', ['area.js', '--test', 'area.test.js', '--nope'], /unknown option '--nope'/],
    ['a command for a file elsewhere', [program, '--test', 'true'], /change to its folder first/],
  ])('%s', async (_, args, message) => {
    const { exit, out, err } = await heal(args)
    expect(err).toMatch(message)
    expect({ exit, out }).toEqual({ exit: 2, out: '' })
    expect(err, 'no stack trace').not.toMatch(/\n\s+at /)
  })
})
