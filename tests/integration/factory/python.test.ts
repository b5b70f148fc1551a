// Workers in Python: beside those in JavaScript, from a terminal, and kept by a core.
import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { appsDirOf } from '../../../lib/app-folder/paths.ts'
import { readRegistry } from '../../../lib/app-folder/read-app.ts'
import type { Run } from '../../../lib/contract/ports/sandbox.ts'
import { design } from '../../../lib/factory/architect/design.ts'
import { render } from '../../../lib/factory/developer/render.ts'
import { entries, serviceLimits } from '../../../lib/factory/runner/process-runner.ts'
import { planApp } from '../../../lib/planner/plan-app.ts'
import { freePort } from '../../../lib/process/free-port.ts'
import { openSandbox } from '../../../lib/process/open-sandbox.ts'
import { findPython } from '../../../lib/process/python-service.ts'
import { quickTier } from '../../../lib/process/quick-tier.ts'
import { startPair, type Pair } from '../core/start-pair.ts'

// Real processes on a machine that may be busy: a guard against hanging, no measure.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const missing = quickTier() < 2 ? 'skipped: sandbox tier 2 is missing' : findPython() === null ? 'skipped: there is no python3' : null
const told = (title: string): string => (missing === null ? title : `${title} (${missing})`)

let folder = ''
beforeAll(() => { folder = mkdtempSync(join(tmpdir(), 'ouroboros-python-')) })
afterAll(() => rmSync(folder, { recursive: true, force: true }))

type Request = [method: string, path: string, body?: string | object | undefined, headers?: Record<string, string>]
const order = (seq: number, more: object = {}): object => ({ seq, order: seq + 10, owner: 1, state: 'paid', cents: 4_085, ...more })
/** What a client may get wrong, for both workers. */
const odd: Request[] = [
  ...['', '{', '[]', 'null', '"x"', '\ufeff{}', '{"items":NaN}', '['.repeat(60_000), '{"items":'.repeat(7_000), `{"items":"${'x'.repeat(70_000)}"}`, '{"items":[{"seq":true,"link":1,"order":1,"owner":1}]}', '{"items":[{"seq":1e400,"link":1,"order":1,"owner":1}]}', '{"items":[{"seq":9007199254740993,"link":1,"order":1,"owner":1}]}'].map((body): Request => ['POST', '/events', body]),
  ['PUT', '/events', 'x'.repeat(50_000)], ['PATCH', '/health'], ['HEAD', '/health'], ['GET', '/nowhere'], ['POST', '/nowhere', 'x'.repeat(60_000)], ['GET', '/'], ['GET', '/health?x=1'], ['GET', '/health/'],
]
const workers: Record<string, { sentence: string; requests: Request[]; shows: Request }> = {
  visits: {
    sentence: 'a URL shortener with a click-counting worker', shows: ['GET', '/counts'],
    requests: [
      ['GET', '/health'], ['GET', '/counts'], ['POST', '/events', { items: [{ seq: 1, link: 7 }, { seq: 2, link: 8 }] }], ['POST', '/events', '{"items":[{"seq":3.0,"link":7}]}'], ['POST', '/events', { items: [{ seq: 3, link: 9 }] }],
      ['GET', '/counts'], ['GET', '/counts/7'], ['GET', '/counts/9'], ['GET', '/counts/07'], ['GET', '/counts/none'], ['GET', '/counts/%37'], ['GET', '/counts/'], ['DELETE', '/counts'],
      ...['one', 'two'].flatMap((probe): Request[] => [['POST', '/events', { items: [{ seq: 5, link: 5 }] }, { 'x-probe': probe }], ['GET', '/counts', undefined, { 'x-probe': probe }]]), ['GET', '/counts', undefined, { 'x-probe': 'no name' }],
    ],
  },
  notifications: {
    sentence: 'a shop with a notifications worker', shows: ['GET', '/notifications', undefined, { 'x-person': '1' }],
    requests: [
      ['GET', '/health'], ...['', 'x', '0', '1', '1.5'].map((person): Request => ['GET', '/notifications', undefined, person === '' ? {} : { 'x-person': person }]),
      ['POST', '/events', { items: [order(1), order(2, { state: 'refused', cents: 5 }), order(2), order(3, { owner: 2 })] }], ['POST', '/events', '{"items":[{"seq":4,"order":1,"owner":1,"state":"\\ud800ż","cents":1}]}'],
      ['GET', '/notifications', undefined, { 'x-person': '1' }], ['GET', '/notifications', undefined, { 'x-person': '2' }], ['POST', '/events', { items: [order(9)] }, { 'x-probe': 'one' }], ['GET', '/notifications', undefined, { 'x-person': '1', 'x-probe': 'one' }],
    ],
  },
}

describe.skipIf(missing !== null)(told('a worker in Python answers as the one in JavaScript does'), () => {
  const sandbox = openSandbox({ tier: 2 })
  afterAll(() => sandbox.close())
  const running: Run[] = []
  const output: string[] = []

  async function started(sentence: string, home: string, env: Record<string, string> = {}): Promise<number> {
    const blueprint = design(planApp(sentence))
    const component = blueprint.components.find(({ layer }) => layer === 'workers')!
    const port = await freePort()
    const place = join(folder, home)
    mkdirSync(place, { recursive: true })
    const run = sandbox.start(
      { files: render(blueprint, component).files, entry: entries[component.language], limits: serviceLimits, network: 'loopback', work: { mode: 'service', port, env: { DATA: place, ...env }, folder: place } },
      { output: ({ lines }) => output.push(...lines) },
    )
    running.push(run)
    await expect.poll(() => fetch(`http://127.0.0.1:${port}/health`, { headers: { connection: 'close' } }).then(({ status }) => status, () => 0), { timeout: 10_000 }).toBe(200)
    return port
  }
  async function ended(): Promise<(string | null)[]> {
    return (await Promise.all(running.splice(0).map((run) => run.stop('stopped')))).map(({ record }) => record.signal)
  }
  const sinceThen = (text: string): string => text.replaceAll(/20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g, 'now')
  async function heard(port: number, [method, path, body, headers]: Request): Promise<unknown> {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, { method, headers: { connection: 'close', ...headers }, ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }) })
    return { status: answer.status, type: answer.headers.get('content-type'), text: sinceThen(await answer.text()) }
  }
  const journal = (home: string): string => sinceThen(readFileSync(join(folder, home, 'rows.jsonl'), 'utf8'))

  test.each(Object.keys(workers).flatMap((name) => [[name, {}], [name, { PROBES: 'none' }]] as const))('%s %j: the same to every request, and the same journal, with which the other goes on', async (name, env) => {
    const { sentence, requests, shows } = workers[name]!
    const home = `${name}-${Object.keys(env).length}`
    const [plain, pythonic] = await Promise.all([started(sentence, `${home}-js`, env), started(`${sentence} in Python`, `${home}-py`, env)])
    for (const request of [...requests, ...odd]) expect(await heard(pythonic, request), JSON.stringify(request).slice(0, 200)).toEqual(await heard(plain, request))
    expect(journal(`${home}-py`)).toBe(journal(`${home}-js`))
    expect(await ended()).toEqual(['SIGTERM', 'SIGTERM'])
    // A line that was broken off was never answered.
    writeFileSync(join(folder, `${home}-js`, 'rows.jsonl'), '{"id":99,"li', { flag: 'a' })
    const [went, came] = await Promise.all([started(`${sentence} in Python`, `${home}-js`), started(sentence, `${home}-py`)])
    const kept = await heard(went, shows)
    expect(kept).toMatchObject({ status: 200, text: expect.stringContaining('"items":[{') as string })
    expect(kept).toEqual(await heard(came, shows))
    await ended()
  })

  test('many at a time count each visit once, and whoever says nothing holds nobody up', async () => {
    const port = await started('a URL shortener with a click-counting worker in Python', 'crowd')
    const idle = Array.from({ length: 40 }, () => connect(port, '127.0.0.1'))
    const last = Math.max(...await Promise.all(Array.from({ length: 60 }, async (_, index) => {
      const { text } = await heard(port, ['POST', '/events', { items: [{ seq: index + 1, link: 3 }] }]) as { text: string }
      return (JSON.parse(text) as { last: number }).last
    })))
    expect(last).toBe(60)
    const { visits } = await (await fetch(`http://127.0.0.1:${port}/counts/3`, { headers: { connection: 'close' } })).json() as { visits: number }
    expect(visits).toBe(new Set(readFileSync(join(folder, 'crowd/rows.jsonl'), 'utf8').trim().split('\n').map((line) => (JSON.parse(line) as { seq: number }).seq)).size)
    idle.forEach((one) => one.destroy())
    await ended()
  })
})

describe.skipIf(missing !== null)(told('a service in Python that ends badly'), () => {
  const sandbox = openSandbox({ tier: 2 })
  afterAll(() => sandbox.close())
  const end = async (source: string, limits = serviceLimits) =>
    (await sandbox.start({ files: { 'main.py': source, 'other.py': 'def fall():\n    return 1 / 0\n' }, entry: 'main.py', limits, network: 'loopback', work: { mode: 'service', port: 1, env: { ASKED: 'for' } } }).ended).record

  test('says why, with file and line, in its record', async () => {
    expect(await end('import other\n\ndef go():\n    other.fall()\n\ngo()\n')).toMatchObject({
      exitCode: 1, signal: null, stopReason: null, tier: 2,
      failure: { phase: 'uncaught', name: 'ZeroDivisionError', message: 'division by zero', stack: 'ZeroDivisionError: division by zero\n    at fall (organism/other.py:2:1)\n    at go (organism/main.py:4:1)\n    at <module> (organism/main.py:6:1)' },
    })
    expect(await end('def go(:\n    pass\n')).toMatchObject({ exitCode: 1, failure: { phase: 'parse', name: 'SyntaxError', stack: expect.stringContaining('organism/main.py:1:1') as string } })
    expect(await end('import sys\nsys.exit(7)\n')).toMatchObject({ exitCode: 7, failure: null })
    expect(await end('import os, signal\nos.kill(os.getpid(), signal.SIGKILL)\n')).toMatchObject({ exitCode: null, signal: 'SIGKILL', failure: null })
  })

  test('is held by walls and limits', async () => {
    const tries = ["open('/etc/passwd')", `open(${JSON.stringify(join(process.cwd(), 'package.json'))})`, "open('/usr/x', 'w')", "open('/x', 'w')", 'os.setuid(0)']
    const walls = `import os\nfor what in ${JSON.stringify(tries)}:\n    try:\n        eval(what)\n    except OSError:\n        continue\n    raise SystemExit(what)\nassert set(os.environ) - {'PWD', 'LC_CTYPE'} == {'ASKED', 'PORT'}, dict(os.environ)\nassert open('main.py').read()\n`
    expect(await end(walls)).toMatchObject({ exitCode: 0, failure: null })
    expect(await end('rows = []\nwhile True:\n    rows.append(bytearray(1_000_000))\n', { ...serviceLimits, rssMb: 4_000 })).toMatchObject({ failure: { name: 'MemoryError' } })
    expect(await end('import time\nrows = bytearray(300_000_000)\ntime.sleep(30)\n', { ...serviceLimits, rssMb: 100 })).toMatchObject({ stopReason: 'memory' })
    expect(await end("while True:\n    print('x' * 1000)\n")).toMatchObject({ stopReason: 'flood' })
  })
})

describe.skipIf(missing !== null)(told('an app with a worker in Python, from a terminal'), () => {
  const program = join(import.meta.dirname, '../../../bin/ouroboros.ts')
  const ouroboros = (...args: string[]): Promise<{ exit: number; err: string }> => new Promise((resolve) => {
    execFile(process.execPath, [program, ...args], { cwd: folder, env: { NODE_ENV: 'test', NO_COLOR: '1', PATH: process.env['PATH'] } }, (error, _out, err) => resolve({ exit: typeof error?.code === 'number' ? error.code : error === null ? 0 : 1, err }))
  })
  const main = (): string => join(folder, 'links/iterations/iter_001_links/workers/visits/main.py')

  test('is made, and all its scenarios hold', async () => {
    const { exit, err } = await ouroboros('gen', 'a URL shortener with a click-counting worker in Python')
    expect([exit, err]).toEqual([0, expect.stringMatching(/● (\d+) of \1 scenarios hold/)])
    expect(readFileSync(main(), 'utf8')).toMatch(/^def take\(request\):/m)
  })

  test('that somebody has broken by hand is told, with file and line, and goes back to what it was when it is to be mended', async () => {
    const right = readFileSync(main(), 'utf8')
    const wrong = right.replace('count(request, event)', 'cuont(request, event)')
    writeFileSync(main(), wrong)
    const line = wrong.split('\n').findIndex((text) => text.includes('cuont')) + 1
    const broken = await ouroboros('test', '--app', 'links')
    expect([broken.exit, broken.err]).toEqual([1, expect.stringContaining(`visits died: NameError: name 'cuont' is not defined (main.py:${line})`)])
    const began = performance.now()
    const mended = await ouroboros('test', '--app', 'links', '--heal')
    expect([mended.exit, mended.err]).toEqual([0, expect.stringMatching(/iteration 3 patches visits: main\.py as before/)])
    // No search, which would have had 30 s.
    expect(performance.now() - began).toBeLessThan(30_000)
    expect(readFileSync(main(), 'utf8')).toBe(right)
  })

  test('that is asked for in Python later has no file in JavaScript any more', async () => {
    expect((await ouroboros('gen', '--app', 'later', 'Skracacz linków z workerem zliczającym kliknięcia')).exit).toBe(0)
    expect(await ouroboros('gen', '--app', 'later', 'Skracacz linków z workerem zliczającym kliknięcia w Pythonie')).toMatchObject({ exit: 0, err: expect.stringMatching(/● (\d+) of \1 scenarios hold/) as string })
    const visits = readRegistry(join(folder, 'later'))!.components.find(({ id }) => id === 'visits')!
    expect([visits.language, Object.keys(visits.files).toSorted()]).toEqual(['python', ['contract.json', 'main.py', 'peers.py', 'repeat.py', 'service.py', 'store.py']])
  })
})

describe.skipIf(missing !== null)(told('an app with a worker in Python, kept by a core'), () => {
  let pair: Pair
  beforeAll(async () => {
    pair = await startPair({})
    await pair.settled()
  })
  afterAll(() => pair.close())
  const worker = 'links-visits'
  const healthy = (organism = worker) => {
    const since = pair.reader.head()
    return pair.waitFor(`${organism} to be well`, () => {
      const last = pair.reader.view().organisms[organism]?.points.at(-1)
      return last !== undefined && last.seq > since && last.verdict.kind === 'healthy'
    })
  }

  test('lives as any organism, and counts', async () => {
    const { outcome } = await pair.ask({ kind: 'app-make', sentence: 'a URL shortener with a click-counting worker in Python' })
    expect(outcome).toMatchObject({ app: 'links', message: expect.stringMatching(/all \d+ scenarios hold/) as string })
    // A request passes through all of them.
    await Promise.all(['links-gateway', 'links-links', worker].map(healthy))
    const { gateway } = pair.reader.view().apps['links']!.ports
    const api = `http://127.0.0.1:${gateway}/api`
    const { id, short } = await (await fetch(`${api}/links`, { method: 'POST', body: JSON.stringify({ url: 'https://example.org/' }) })).json() as { id: number; short: string }
    await fetch(`${api}/go/${short}`, { redirect: 'manual' })
    await expect.poll(async () => await (await fetch(`${api}/counts/${id}`)).json() as unknown, { timeout: 10_000 }).toMatchObject({ visits: 1 })
    expect(readFileSync(join(appsDirOf(pair.config.dataDir), 'links/.ouroboros/data/visits/rows.jsonl'), 'utf8').trim().split('\n')).toHaveLength(1)
  })

  test('is healed of faults that Python can have; of all others it is said why not', async () => {
    for (const fault of ['sigkill', 'syntax-error', 'delete-lines']) {
      expect(await pair.ask({ kind: 'chaos-inject', organism: worker, fault, seed: 3 })).toMatchObject({ state: 'done' })
      await pair.waitFor(`${fault} to be over`, () => ['healed', 'expired', 'undone'].includes(pair.reader.view().injections.at(-1)?.end ?? ''), 60_000)
      await healthy()
    }
    expect(await pair.ask({ kind: 'chaos-inject', organism: worker, fault: 'division-by-zero' })).toMatchObject({ state: 'refused', outcome: { code: 'fault-unfit', message: expect.stringMatching(/edits JavaScript, and .* is Python/) as string } })
  })
})
