// The command line, as a person meets it: real processes.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import type { Incident } from '../../lib/contract/incident.ts'
import { addGenome, promote } from '../../lib/healing/promote.ts'
import { freePort } from '../../lib/process/free-port.ts'
import { systemClock as clock } from '../../lib/process/clock.ts'
import { openGenomes } from '../../lib/store/genomes/open-genomes.ts'
import { openLedger } from '../../lib/store/sqlite/open-ledger.ts'
import { crashed, organismAdd } from '../conformance/event-samples.ts'

// Real processes and disks, on a machine that may be busy: a guard against hanging, no measure.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 })

const program = join(import.meta.dirname, '../../bin/ouroboros.ts')
let folder: string
beforeAll(() => { folder = mkdtempSync(join(tmpdir(), 'cli-')) })
afterAll(() => rmSync(folder, { recursive: true }))

async function ouroboros(args: string[], env: Record<string, string> = {}): Promise<{ exit: number | null; out: string; err: string }> {
  const child = spawn(process.execPath, [program, ...args], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'], env: { NODE_ENV: 'test', PATH: process.env['PATH'], ...env } })
  let out = ''
  let err = ''
  child.stdout.on('data', (chunk: Buffer) => { out += chunk.toString() })
  child.stderr.on('data', (chunk: Buffer) => { err += chunk.toString() })
  const [exit] = await once(child, 'close') as [number | null]
  return { exit, out, err }
}

describe.concurrent('what was typed wrong: one clear line, and exit 2', () => {
  test.each<[string, string[], RegExp]>([
    ['a command that there is not', ['frobnicate'], /^error: unknown command 'frobnicate'\n\(ouroboros --help lists the commands\)\n$/],
    ['an option that there is not', ['chaos', '--nope'], /^error: unknown option '--nope'\n/],
    ['an argument that is missing', ['history'], /^error: missing required argument 'organism'\n/],
    ['a number that is none', ['chaos', 'ant', '--seed', '1e3'], /^error: option '--seed <n>' argument '1e3' is invalid\. a whole number is wanted\n/],
    ['a port that is none', ['chaos', '--port', 'abc'], /^ouroboros: --port "abc": .+\n$/],
    ['an organism that there is not, in an empty data folder', ['history', 'ant', '--data', 'nowhere'], /^ouroboros: there is no organism ant in .+nowhere; there are none: has Ouroboros run yet\?\n$/],
    ['a version that there is not, in an empty data folder', ['diff', 'ant.g0001', '--data', 'nowhere'], /^ouroboros: There is no genome ant\.g0001\.\n$/],
  ])('%s', async (_what, args, message) => {
    const { exit, out, err } = await ouroboros(args)
    expect(err).toMatch(message)
    expect({ exit, out }).toEqual({ exit: 2, out: '' })
    expect(err, 'no stack trace').not.toMatch(/\n\s+at /)
  })

  test('no command at all: the help, on stderr', async () => {
    const { exit, out, err } = await ouroboros([])
    expect({ exit, out }).toEqual({ exit: 2, out: '' })
    expect(err).toMatch(/^Usage: ouroboros/)
  })
})

test('looking makes no folder', () => {
  expect(readdirSync(folder)).not.toContain('nowhere')
})

test('--help lists the commands, on stdout', async () => {
  const { exit, out, err } = await ouroboros(['--help'])
  expect({ exit, err }).toEqual({ exit: 0, err: '' })
  for (const command of ['up', 'doctor', 'chaos', 'history', 'diff', 'rollback', 'bench']) expect(out).toMatch(new RegExp(`^  ${command}\\b`, 'm'))
})

test('doctor: NO_COLOR wins', async () => {
  const [plain, rows] = await Promise.all([ouroboros(['doctor'], { NO_COLOR: '1', FORCE_COLOR: '1' }), ouroboros(['doctor', '--json'], { FORCE_COLOR: '1' })])
  expect(plain.out).not.toContain('\u001b')
  expect(plain.out).toMatch(/^Organisms run at tier [12]\.$/m)
  const capabilities = rows.out.trim().split('\n').map((row) => JSON.parse(row) as { id: string; ok: boolean; why: string | null })
  expect(capabilities.length).toBeGreaterThan(3)
  expect(capabilities.every(({ ok, why }) => ok || (why !== null && why !== '')), 'what does not work says why').toBe(true)
}, 30_000)

describe('history and diff', () => {
  const data = () => join(folder, 'data')
  beforeAll(async () => {
    const ledger = openLedger({ path: join(data(), 'ledger.sqlite'), core: 'a', pid: process.pid, clock })
    const ports = { genomes: openGenomes(join(data(), 'genomes')), record: ledger.append.bind(ledger) }
    await ledger.append(organismAdd('ant'))
    const draft = { organism: 'ant', author: 'me', reason: 'as it came' }
    await promote(ports, await addGenome(ports, { ...draft, files: { 'organism.js': 'one\n' }, parents: [], origin: 'seed' }), 'as it came')
    await promote(ports, await addGenome(ports, { ...draft, files: { 'organism.js': 'two\n' }, parents: ['ant.g0001'], origin: 'manual', reason: 'better' }), 'better')
    await ledger.close()
  })

  test('history: newest first, the live one marked, one row a version', async () => {
    const [table, rows] = await Promise.all([ouroboros(['history', 'ant', '-d', 'data']), ouroboros(['history', 'ant', '-d', data(), '--json'])])
    expect(table.exit).toBe(0)
    const [first, second] = table.out.split('\n')
    expect(first).toMatch(/^● {2}ant\.g0002 {2}manual {2}probation {2}\+1 −1 .*better$/)
    expect(second).toMatch(/^ {3}ant\.g0001 {2}seed /)
    expect(rows.out.trim().split('\n').map((row) => (JSON.parse(row) as { id: string }).id)).toEqual(['ant.g0002', 'ant.g0001'])
  })

  test('diff: against the parent, or another one', async () => {
    const [plain, backwards, orphan] = await Promise.all([
      ouroboros(['diff', 'ant.g0002', '-d', 'data']), ouroboros(['diff', 'ant.g0001', 'ant.g0002', '-d', 'data', '--json']), ouroboros(['diff', 'ant.g0001', '-d', 'data']),
    ])
    expect(plain).toMatchObject({ exit: 0, out: expect.stringMatching(/^-one$[^]*^\+two$/m) })
    expect(JSON.parse(backwards.out)).toMatchObject({ from: 'ant.g0002', to: 'ant.g0001', diff: expect.stringMatching(/^-two$[^]*^\+one$/m) })
    expect(orphan).toMatchObject({ exit: 2, err: 'ouroboros: ant.g0001 has no parent; name the version to compare it with\n' })
  })
})

describe('with a server', () => {
  const servers: Server[] = []
  afterEach(() => { for (const server of servers.splice(0)) server.close() })

  type Answer = [status: number, body: unknown]
  /** Answers each path as told, and remembers what was asked. */
  async function serve(answers: Record<string, Answer | (() => Answer)>): Promise<{ port: string; asked: string[] }> {
    const asked: string[] = []
    const server = createServer((request, response) => {
      let body = ''
      request.on('data', (chunk: Buffer) => { body += chunk.toString() }).on('end', () => {
        const call = `${request.method ?? ''} ${request.url ?? ''}`
        asked.push(body === '' ? call : `${call} ${body}`)
        const found = answers[call] ?? [404, { type: 'about:blank', title: 'Not found', status: 404, detail: 'There is nothing here.', code: 'request-invalid', wayOut: 'Look elsewhere.' }]
        const [status, content] = typeof found === 'function' ? found() : found
        response.writeHead(status, { 'content-type': 'application/json' }).end(typeof content === 'string' ? content : JSON.stringify(content))
      })
    }).listen(0)
    servers.push(server)
    await once(server, 'listening')
    return { port: String((server.address() as AddressInfo).port), asked }
  }

  const command = (state: string, outcome: object | null = null) => ({ id: 'c1', kind: 'chaos-inject', state, author: 'you', createdAt: 1, request: { kind: 'chaos-stop' }, outcome })
  const incident = (end: Incident['end'], fault: string | null = 'f1'): Incident => ({
    id: 'i1', organism: 'ant', openedAt: 1, closedAt: end === null ? null : 2, end, rung: end === null ? null : 'rollback', verdict: crashed, genome: 'ant.g0002', fault, detectMs: 12.4, healMs: end === null ? null : 90.2,
    attempts: [{ rung: 'restart', genome: 'ant.g0002', accepted: false, tried: 'started again', why: 'it fell again', checks: [], startedAt: 1, ms: 1 }],
  })
  const inForce = command('done', { message: 'Delete lines is in force on ant', injection: 'f1' })
  const chaosServer = (row: object, incidents: Incident[]) => serve({
    'POST /api/chaos': [202, { command: 'c1' }], 'GET /api/commands/c1': [200, row], 'GET /api/incidents?organism=ant': [200, { incidents }],
  })

  test('no server: nothing can be told, exit 3', async () => {
    const port = String(await freePort())
    const answers = await Promise.all([ouroboros(['chaos', '--port', port]), ouroboros(['rollback', 'ant.g0001'], { PORT: port })])
    for (const answer of answers) expect(answer).toEqual({ exit: 3, out: '', err: `ouroboros: nothing answers at http://localhost:${port}; start it with: ouroboros up\n` })
  })

  test('chaos: what became of it, with its exit code', async () => {
    const healed = await chaosServer(inForce, [incident('quarantined', 'another'), incident('rolled-back')])
    const unhealed = await chaosServer(inForce, [incident('quarantined')])
    const nothing = await chaosServer(inForce, [incident('healed', 'another')])
    const open = await chaosServer(inForce, [incident(null)])
    const refused = await chaosServer(command('refused', { message: 'chaos is stopped; allow it again first', code: 'chaos-stopped' }), [])
    const ignored = await chaosServer(command('queued'), [])
    const run = ({ port }: { port: string }, ...args: string[]) => ouroboros(['chaos', 'ant', '--wait', '0', '-p', port, ...args])
    const [good, json, bad, none, pending, no, late] = await Promise.all([
      run(healed, '--seed', '7', '--ttl', '5000'), run(healed, '--json'), run(unhealed), run(nothing), run(open), run(refused), run(ignored),
    ])
    expect(good.exit).toBe(0)
    expect(good.out).toMatch(/^noticed +TypeError: x is not a function \(after 12 ms\)\nrestart +started again: it fell again\nend +rolled-back after 90 ms\n$/)
    expect(good.err).toBe('Delete lines is in force on ant\n')
    expect(healed.asked).toContain('POST /api/chaos {"organism":"ant","fault":"delete-lines","seed":7,"ttlMs":5000}')
    expect(JSON.parse(json.out)).toMatchObject({ command: 'c1', injection: 'f1', incident: { end: 'rolled-back' } })
    expect(bad.exit).toBe(1)
    expect(none).toMatchObject({ exit: 3, err: expect.stringContaining('no incident came of it') })
    expect(pending).toMatchObject({ exit: 3, err: expect.stringContaining('not over yet') })
    expect(no).toMatchObject({ exit: 2, err: 'ouroboros: chaos is stopped; allow it again first\n' })
    expect(late).toMatchObject({ exit: 3, out: '', err: 'ouroboros: nobody has carried it out in 0 ms; it waits as command c1\n' })
  })

  test('chaos without arguments lists the faults', async () => {
    const fault = { id: 'delete-lines', class: 'code', label: 'Delete lines', teaches: 'Lines matter.', intensity: 'how many', takes: [], kinds: ['task'] }
    const { port } = await serve({ 'GET /api/chaos': [200, { faults: [fault, { ...fault, id: 'leak' }], stopped: false }] })
    const [table, rows] = await Promise.all([ouroboros(['chaos', '-p', port]), ouroboros(['chaos', '-p', port, '--json'])])
    expect(table.out).toBe('delete-lines  code  Lines matter.\nleak          code  Lines matter.\n')
    expect(rows.out.trim().split('\n').map((row) => (JSON.parse(row) as { id: string }).id)).toEqual(['delete-lines', 'leak'])
  })

  test('rollback waits for its end', async () => {
    let asked = 0
    const { port } = await serve({
      'POST /api/genomes/ant.g0001/rollback': [202, { command: 'c1' }],
      'GET /api/commands/c1': () => [200, (asked += 1) < 3 ? command('claimed') : command('done', { message: 'ant runs ant.g0003' })],
    })
    expect(await ouroboros(['rollback', 'ant.g0001', '-p', port])).toEqual({ exit: 0, out: '', err: 'ant runs ant.g0003\n' })
  })

  test('a refused request is said with its way out; a server in trouble, or a stranger, is exit 3 without a stack', async () => {
    const { port } = await serve({})
    const trouble = await serve({ 'GET /api/chaos': [503, { type: 'about:blank', title: 'Later', status: 503, detail: 'No core leads.', code: 'core-down', wayOut: 'Wait a moment.' }] })
    const strangers = await Promise.all([serve({ 'GET /api/chaos': [200, { hello: 1 }] }), serve({ 'GET /api/chaos': [500, 'oops'] })])
    const [refused, later, ...strange] = await Promise.all([port, trouble.port, ...strangers.map((one) => one.port)].map((one) => ouroboros(['chaos', '-p', one])))
    expect(refused).toEqual({ exit: 2, out: '', err: 'ouroboros: There is nothing here. Look elsewhere.\n' })
    expect(later).toEqual({ exit: 3, out: '', err: 'ouroboros: No core leads. Wait a moment.\n' })
    for (const answer of strange) {
      expect(answer).toMatchObject({ exit: 3, out: '', err: expect.stringMatching(/^ouroboros: .+: is this Ouroboros\?\n$/) })
    }
  })
})
