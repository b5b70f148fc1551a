// `ouroboros ask`, as a person meets it: a real process, and no server.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { answerSchema } from '../../lib/contract/ask.ts'
import { seedLedger } from '../ask/seeded-ledger.ts'

// Real processes, on a machine that may be busy: a guard against hanging, no measure.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const program = join(import.meta.dirname, '../../bin/ouroboros.ts')
let data: string
beforeAll(async () => { data = dirname((await seedLedger()).path) })
afterAll(() => rmSync(data, { recursive: true }))

async function ask(args: readonly string[], folder = data): Promise<{ exit: number | null; out: string; err: string }> {
  const child = spawn(process.execPath, [program, 'ask', '--data', folder, ...args], { stdio: ['ignore', 'pipe', 'pipe'], env: { NODE_ENV: 'test', PATH: process.env['PATH'], TZ: 'Europe/Warsaw' } })
  let out = ''
  let err = ''
  child.stdout.on('data', (chunk: Buffer) => { out += chunk.toString() })
  child.stderr.on('data', (chunk: Buffer) => { err += chunk.toString() })
  const [exit] = await once(child, 'close') as [number | null]
  return { exit, out, err }
}

test('answers: the sentence on stderr, the rows on stdout', async () => {
  expect(await ask(['how many incidents of beacon'])).toEqual({ exit: 0, out: 'incidents\n6\n', err: 'Incidents: 6 (organism: beacon).\n' })
  expect(await ask(['incydenty', 'według', 'zakończenia'])).toEqual({ exit: 0, out: expect.stringMatching(/^end {10}incidents\nhealed {7}22\nrolled-back {2}3\nquarantined {2}2\n– {12}1\n$/), err: expect.stringMatching(/^Incydenty, podział: zakończenie: healed 22/) })
})

test('--json: the whole answer as one row', async () => {
  const { exit, out, err } = await ask(['--json', 'average healing time per organism'])
  expect({ exit, err }).toEqual({ exit: 0, err: '' })
  expect(answerSchema.parse(JSON.parse(out))).toMatchObject({ by: 'grammar', language: 'en', columns: [{ name: 'organism' }, { kind: 'duration' }, { name: 'incidents' }] })
})

test('--sql: runs it as it stands, and says what it would not run', async () => {
  expect(await ask(['mine', '--sql', 'select count(*) as n from faults'])).toEqual({ exit: 0, out: 'n\n31\n', err: 'n: 31.\n' })
  expect(await ask(['mine', '--sql', 'delete from events'])).toEqual({ exit: 3, out: '', err: 'ouroboros: A statement that begins with DELETE is not run here: begin it with SELECT or WITH.\n' })
})

test('what is not understood: exit 3, and what could be asked', async () => {
  const { exit, out, err } = await ask(['how many unicorns'])
  expect({ exit, out }).toEqual({ exit: 3, out: '' })
  expect(err).toMatch(/^I do not understand “unicorns”\. You can ask/)
})

test('nothing asked, or too much: exit 2', async () => {
  expect((await ask([])).exit).toBe(2)
  expect(await ask(['x'.repeat(600)])).toMatchObject({ exit: 2, err: expect.stringContaining('the question') })
})

test('no ledger yet: nothing can be told, and none is made', async () => {
  const empty = mkdtempSync(join(tmpdir(), 'ask-empty-'))
  expect(await ask(['how many incidents'], empty)).toMatchObject({ exit: 3, out: '', err: expect.stringContaining('no ledger yet') })
  expect(existsSync(join(empty, 'ledger.sqlite'))).toBe(false)
  rmSync(empty, { recursive: true })
})
