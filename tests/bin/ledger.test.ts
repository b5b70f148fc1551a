// The ledger's tools, as a person at a terminal meets them: real processes, one of them a core that writes meanwhile.
import Sqlite from 'better-sqlite3'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { systemClock as clock } from '../../lib/process/clock.ts'
import { openLedger } from '../../lib/store/sqlite/open-ledger.ts'
import { openReaders } from '../../lib/store/sqlite/open-readers.ts'
import { checkHistory } from '../conformance/check-history.ts'
import { incidentOpen, organismAdd, pulseEnd } from '../conformance/event-samples.ts'
import { startChild } from '../integration/store/child.ts'

// Real processes, on a machine that may be busy: a guard against hanging, no measure.
vi.setConfig({ testTimeout: 60_000 })

const program = join(import.meta.dirname, '../../bin/ouroboros.ts')
let folder: string
let path: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ledger-tools-'))
  mkdirSync(join(folder, 'data'))
  path = join(folder, 'data/ledger.sqlite')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const start = (args: string[], env: Record<string, string> = {}) =>
  spawn(process.execPath, [program, 'ledger', ...args], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'], env: { NODE_ENV: 'test', PATH: process.env['PATH'], ...env } })

async function tool(args: string[], env?: Record<string, string>): Promise<{ exit: number | null; out: string; err: string }> {
  const child = start(args, env)
  let [out, err] = ['', '']
  child.stdout.on('data', (chunk: Buffer) => { out += chunk.toString() })
  child.stderr.on('data', (chunk: Buffer) => { err += chunk.toString() })
  const [exit] = await once(child, 'close') as [number | null]
  return { exit, out, err }
}

async function filled(events = 30): Promise<void> {
  const ledger = openLedger({ path, core: 'a', pid: process.pid, clock })
  await ledger.append(organismAdd('ant'), ...Array.from({ length: events - 2 }, (_, number) => pulseEnd('ant', { number, result: [NaN] })), incidentOpen('ant', 'i1'))
  await ledger.close()
}

function tamper(sql: string): void {
  const db = new Sqlite(path)
  db.exec(sql)
  db.close()
}

describe('verify', () => {
  test('a chain that holds: how long it is, from when to when, and exit 0', async () => {
    await filled()
    const [words, row] = await Promise.all([tool(['verify', '-d', 'data']), tool(['verify', '-d', 'data', '--json'])])
    expect(words).toEqual({ exit: 0, out: expect.stringMatching(/^The chain holds\. 30 events, from \d{4}-\S+Z to \d{4}-\S+Z\.\n$/), err: '' })
    expect([row.exit, JSON.parse(row.out)]).toEqual([0, { events: 30, from: expect.any(Number), to: expect.any(Number), holds: true, brokenAt: null, what: null, ms: expect.any(Number) }])
  })

  test('one that breaks: where, how, what can be done, and exit 1', async () => {
    await filled()
    tamper('update events set at = at + 1 where seq = 12')
    const [words, row] = await Promise.all([tool(['verify', '-d', 'data']), tool(['verify', '-d', 'data', '--json'])])
    expect(words).toMatchObject({ exit: 1, out: expect.stringMatching(/^The chain breaks at event 12: event 12 is not what was written.*Before it: 11 events, from /) })
    expect(words.err).toMatch(/Nothing was changed\..*backup.*What stands before event 12 can still be trusted\.\n$/s)
    expect([row.exit, JSON.parse(row.out)]).toMatchObject([1, { events: 11, holds: false, brokenAt: 12, what: expect.stringContaining('hash') }])
  })

  test('a file that is no ledger at all is broken; where there is none, nothing can be told', async () => {
    writeFileSync(path, 'a letter '.repeat(1000))
    expect(await tool(['verify', '-d', 'data'])).toEqual({ exit: 1, out: '', err: expect.stringMatching(/^ouroboros: The ledger file is damaged\. .*backup/) })
    expect(await tool(['verify', '-d', 'nowhere'])).toEqual({ exit: 3, out: '', err: expect.stringMatching(/^ouroboros: There is no ledger in \S+nowhere/) })
    expect(existsSync(join(folder, 'nowhere'))).toBe(false)
  })

  test.each(['verify', 'backup', 'export'])('of an older file, which this one cannot read yet, %s says nothing: least of all that it holds', async (name) => {
    await filled()
    tamper('pragma user_version = 2')
    expect(await tool([name, ...(name === 'backup' ? ['copy'] : []), '-d', 'data'])).toEqual({ exit: 3, out: '', err: expect.stringContaining('An older Ouroboros made this ledger') })
    tamper('pragma user_version = 1000')
    expect(await tool([name, ...(name === 'backup' ? ['copy'] : []), '-d', 'data'])).toMatchObject({ exit: 2, out: '', err: expect.stringContaining('newer Ouroboros') })
  })

  test('a ledger that is elsewhere is not looked for in a file', async () => {
    await filled()
    expect(await tool(['backup', 'copy', '-d', 'data'], { DATABASE_URL: 'postgres://me:secret-word@db/ledger' })).toEqual({ exit: 3, out: '', err: expect.stringMatching(/^(?!.*secret-word).*PostgreSQL/) })
  })
})

describe('backup', () => {
  test('while a core writes as fast as it can: whole, in order, with all that was acknowledged before it began', async () => {
    const core = startChild('append-forever.ts', [path])
    await core.said(3000)
    const acknowledged = core.lines.slice(1)
    const { exit, out, err } = await tool(['backup', 'copy.sqlite', '-d', 'data'])
    const writtenSince = core.lines.length - 1 - acknowledged.length
    await core.kill()
    expect({ exit, out }).toEqual({ exit: 0, out: 'copy.sqlite\n' })
    expect(err).toMatch(/MiB\. The chain of the copy holds\. \d+ events, from .* to .*\n$/)
    const copy = openReaders(join(folder, 'copy.sqlite'))
    expect(checkHistory(copy, { acknowledgedEvents: acknowledged })).toEqual([])
    copy.close()
    expect(writtenSince, 'the core went on meanwhile').toBeGreaterThan(0)
  })

  test('refuses what is there already, or replaces it with --force', async () => {
    await filled()
    writeFileSync(join(folder, 'copy'), 'precious')
    expect(await tool(['backup', 'copy', '-d', 'data'])).toEqual({ exit: 2, out: '', err: 'ouroboros: copy is there already; choose another name, or replace it with --force\n' })
    expect(readFileSync(join(folder, 'copy'), 'utf8')).toBe('precious')
    const { exit, out } = await tool(['backup', 'copy', '-d', 'data', '--force', '--json'])
    expect([exit, JSON.parse(out)]).toEqual([0, { file: 'copy', bytes: readFileSync(join(folder, 'copy')).length, events: 30, from: expect.any(Number), to: expect.any(Number) }])
  })

  test('of a broken ledger makes none, and says so with exit 1', async () => {
    await filled()
    tamper('delete from events where seq = 5')
    expect(await tool(['backup', 'copy', '-d', 'data'])).toEqual({ exit: 1, out: '', err: expect.stringMatching(/^ouroboros: No backup was made\. The ledger's chain breaks: event 5 is missing/) })
    expect(readdirSync(folder)).toEqual(['data'])
  })

  test('a disk that is full: exit 3, and nothing half done', async () => {
    await filled(3000)
    const child = spawn('sh', ['-c', 'ulimit -f 300; exec "$@"', 'sh', process.execPath, program, 'ledger', 'backup', 'copy', '-d', 'data'], { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'], env: { NODE_ENV: 'test', PATH: process.env['PATH'] } })
    let err = ''
    child.stderr.on('data', (chunk: Buffer) => { err += chunk.toString() })
    const [exit] = await once(child, 'close') as [number | null]
    expect([exit, readdirSync(folder)]).toEqual([3, ['data']])
    expect(err).toMatch(/^ouroboros: No backup was made\. .+\n$/)
  })
})

describe('export', () => {
  const lines = (text: string) => text.trimEnd().split('\n')

  test('all events to stdout, one a line; of what was asked for alone', async () => {
    await filled(1200)
    const [all, kinds, csv] = await Promise.all([
      tool(['export', '-d', 'data']), tool(['export', '-d', 'data', '--kinds', 'incident-open, organism-add', '--organism', 'ant']), tool(['export', '-d', 'data', '--format', 'csv', '--since', '1h']),
    ])
    expect([all.exit, all.err, lines(all.out).map((line) => (JSON.parse(line) as { seq: number }).seq)]).toEqual([0, '1200 events\n', Array.from({ length: 1200 }, (_, index) => index + 1)])
    expect(lines(all.out)[5]).toContain('{"$number":"NaN"}')
    expect(lines(kinds.out).map((line) => (JSON.parse(line) as { kind: string }).kind)).toEqual(['organism-add', 'incident-open'])
    expect(csv.out.split('\r\n')).toHaveLength(1202)
    expect(lines(csv.out)[0]).toMatch(/^seq,at,time,/)
  })

  test('into a file, which is there whole or not at all', async () => {
    await filled()
    const { exit, out, err } = await tool(['export', '-d', 'data', '--out', 'events.csv', '--format', 'csv', '--json'])
    expect([exit, JSON.parse(out), err]).toEqual([0, { file: 'events.csv', format: 'csv', events: 30 }, '30 events\n'])
    expect(await tool(['export', '-d', 'data', '--out', 'events.csv'])).toMatchObject({ exit: 2, err: expect.stringContaining('is there already') })
    expect(await tool(['export', '-d', 'data', '--out', 'events.csv', '--force', '--since', '2199-01-01'])).toMatchObject({ exit: 0, out: '', err: '0 events\n' })
    expect(readFileSync(join(folder, 'events.csv'), 'utf8')).toBe('')
    expect(await tool(['export', '-d', 'data', '--out', 'no/such/folder'])).toMatchObject({ exit: 3, err: expect.stringContaining('Nothing was exported') })
    expect(readdirSync(folder).toSorted()).toEqual(['data', 'events.csv'])
  })

  test('to somebody who has seen enough, without a word of trouble', async () => {
    await filled(20_000)
    const child = start(['export', '-d', 'data'])
    let err = ''
    child.stderr.on('data', (chunk: Buffer) => { err += chunk.toString() })
    await once(child.stdout, 'data')
    child.stdout.destroy()
    const [exit] = await once(child, 'exit') as [number | null]
    expect([exit, err]).toEqual([0, expect.not.stringContaining('EPIPE')])
  })

  test.each<[string, string[], RegExp]>([
    ['an organism that there is not', ['--organism', 'bee'], /^ouroboros: there is no organism bee; there are ant\n$/],
    ['a kind that there is not', ['--kinds', 'incident-open,party'], /there is no kind party; there are core-start, /],
    ['no kind', ['--kinds', ','], /no kind is named/],
    ['a moment that is none', ['--since', 'yesterday'], /like 2027-03-01/],
    ['a day that no calendar has', ['--since', '2027-13-41'], /like 2027-03-01/],
    ['a format that there is not', ['--format', 'xlsx'], /Allowed choices are ndjson, csv/],
    ['two forms at once', ['--format', 'csv', '--json'], /--json tells of a file/],
  ])('of %s: exit 2, and nothing on stdout', async (_what, args, message) => {
    await filled()
    const { exit, out, err } = await tool(['export', '-d', 'data', ...args])
    expect({ exit, out }).toEqual({ exit: 2, out: '' })
    expect(err).toMatch(message)
    expect(err, 'no stack trace').not.toMatch(/\n\s+at /)
  })
})

test('without a tool it lists them, with exit 2', async () => {
  expect(await tool([])).toEqual({ exit: 2, out: '', err: expect.stringMatching(/verify[\s\S]*backup[\s\S]*export/) })
})
