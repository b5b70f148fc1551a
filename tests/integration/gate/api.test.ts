import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { problemSchema } from '../../../lib/contract/api.ts'
import type { NewEvent } from '../../../lib/contract/event.ts'
import { bodyLimits } from '../../../lib/gate/read-body.ts'
import { operations } from '../../../lib/gate/openapi.ts'
import { route } from '../../../lib/gate/route.ts'
import { exportArchive } from '../../../lib/store/genomes/archive.ts'
import { openApiLab, source } from '../../fixtures/gate/api-lab.ts'

let house: Awaited<ReturnType<typeof openApiLab>>
beforeEach(async () => {
  house = await openApiLab()
})
afterEach(() => house.close())

type Answer = { status: number; headers: Headers; body: never }

/** Calls a handler as Next would, and holds its answer against the schema that describes it. */
async function ask(method: string, url: string, body?: unknown, headers: Record<string, string> = { 'content-type': 'application/json' }): Promise<Answer> {
  const [path = ''] = url.split('?')
  const at = operations.map((each) => ({ each, match: new RegExp(`^${each.path.replaceAll(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`).exec(path) })).filter(({ match }) => match)
  const handlers = route(() => house.lab, ...at.map(({ each }) => each))
  const raw = body instanceof Uint8Array || typeof body === 'string' || body instanceof ReadableStream
  const request = new Request(`http://localhost${url}`, {
    method, headers, ...(body === undefined ? {} : { body: raw ? body : JSON.stringify(body), duplex: 'half' }),
  } as RequestInit)
  const answer = await handlers[method as 'GET'](request, { params: Promise.resolve({ ...at[0]?.match?.groups }) })
  const type = answer.headers.get('content-type') ?? ''
  const said: unknown = type.includes('json') ? await answer.json() : type.includes('zip') ? new Uint8Array(await answer.arrayBuffer()) : await answer.text()
  const operation = at.find(({ each }) => each.method === method)?.each
  if (answer.status >= 400) {
    expect(type).toBe('application/problem+json')
    expect(problemSchema.parse(said).status).toBe(answer.status)
  } else if (operation && 'schema' in operation.answer) {
    expect(answer.status).toBe(operation.answer.status)
    expect(() => 'schema' in operation.answer && operation.answer.schema.parse(said)).not.toThrow()
  }
  return { status: answer.status, headers: answer.headers, body: said as never }
}

const refusal = async (method: string, url: string, body?: unknown, headers?: Record<string, string>) => {
  const { status, body: said } = await ask(method, url, body, headers)
  return `${status} ${(said as { code: string }).code}`
}

const own = { organism: 'bubble-sort', incident: null }
const toState = (to: 'healthy' | 'paused' | 'quarantined'): NewEvent => ({ ...own, kind: 'organism-state', data: { from: null, to, reason: 'x' } })
const verdict = { kind: 'crash' as const, summary: 'TypeError: x is null', signature: 's', frames: [] }
const incident = { organism: 'bubble-sort', incident: 'i-1' }
const opened: NewEvent = { ...incident, kind: 'incident-open', data: { verdict, genome: 'bubble-sort.g0002', fault: null, detectMs: 12 } }
const closed: NewEvent = { ...incident, kind: 'incident-close', data: { end: 'healed', rung: 'restart', why: 'it runs', healMs: 40 } }
const prepared: NewEvent = {
  ...own, kind: 'fault-prepare',
  data: { injection: 'in-1', fault: 'sigkill', class: 'runtime', label: 'Kill', seed: 1, intensity: 2, ttlMs: 5000, undo: 'by itself', summary: 'killed' },
}
const ended: NewEvent = { ...own, kind: 'fault-end', data: { injection: 'in-1', end: 'healed', why: 'it recovered' } }

describe('before a core has started', () => {
  it('reads are empty, and changes say that there is no core yet', async () => {
    expect((await ask('GET', '/api/organisms')).body).toEqual({ organisms: [], refused: [] })
    expect((await ask('GET', '/api/status')).body).toMatchObject({ head: 0, tier: null, cores: [], version: '9.9.9' })
    expect((await ask('GET', '/api/health')).body).toMatchObject({ status: 'degraded', core: null })
    expect((await ask('GET', '/healthz')).status).toBe(200)
    expect(await refusal('GET', '/readyz')).toBe('503 core-down')
    expect(await refusal('POST', '/api/chaos', { organism: 'bubble-sort', fault: 'sigkill' })).toBe('503 core-down')
    expect(await refusal('POST', '/api/chaos/stop')).toBe('503 ledger-unavailable')
    expect((await ask('POST', '/api/chaos/stop')).headers.get('retry-after')).toBe('2')
  })
})

describe('with a core', () => {
  beforeEach(async () => {
    house.start()
    await house.addOrganism('bubble-sort')
    await house.addOrganism('beacon', 'service')
    await house.append(
      { organism: null, incident: null, kind: 'core-start', data: { pid: 1, tier: 2, seed: 1, version: '1' } },
      toState('healthy'),
    )
  })

  it('is ready while its heart beats, and says since when it was not heard', async () => {
    expect((await ask('GET', '/readyz')).body).toMatchObject({ status: 'ready', core: 'a' })
    house.later(3500)
    expect(await refusal('GET', '/readyz')).toBe('503 core-down')
    expect((await ask('GET', '/readyz')).body).toMatchObject({ detail: expect.stringMatching(/Core a was last heard [34] s ago/) })
    expect((await ask('GET', '/api/health')).body).toMatchObject({ status: 'degraded' })
    expect((await ask('GET', '/metrics')).body).toContain('ouroboros_core_up 0')
  })

  it('lists and reads organisms in the shape that is fixed', async () => {
    const { body } = await ask('GET', '/api/organisms')
    expect((body as { organisms: unknown[] }).organisms[0]).toMatchObject({
      id: 'bubble-sort', kind: 'task', state: 'healthy', genome: { id: 'bubble-sort.g0002', version: 2 }, pulses: 0, successRate: null,
    })
    expect((await ask('GET', '/api/organisms/bubble-sort')).body).toMatchObject({ id: 'bubble-sort', view: { stateReason: 'x' } })
    expect((await ask('GET', '/api/organisms/bubble-sort/pulses')).body).toEqual({ pulses: [] })
    expect((await ask('GET', '/api/status')).body).toMatchObject({ tier: 2, view: { chaosStopped: false }, head: house.lab.readers.head() })
  })

  it('does not know an organism that is not there', async () => {
    for (const url of ['/api/organisms/nobody', '/api/organisms/nobody/pulses', '/api/incidents?organism=nobody', '/api/genomes?organism=nobody']) {
      expect(await refusal('GET', url), url).toBe('404 organism-unknown')
    }
  })

  it('takes a fault as a command that can be looked up', async () => {
    const { status, body, headers } = await ask('POST', '/api/chaos', { organism: 'bubble-sort', fault: 'syntax-error', seed: 7, ttlMs: 2000 })
    const { command } = body as { command: string }
    expect([status, headers.get('location')]).toEqual([202, `/api/commands/${command}`])
    expect((await ask('GET', `/api/commands/${command}`)).body).toMatchObject({
      id: command, kind: 'chaos-inject', state: 'queued', outcome: null, author: 'operator',
      request: { kind: 'chaos-inject', organism: 'bubble-sort', fault: 'syntax-error', seed: 7, ttlMs: 2000 },
    })
    expect((await ask('GET', '/api/commands')).body).toMatchObject({ commands: [{ id: command }] })
    expect(await refusal('GET', '/api/commands/none')).toBe('404 command-unknown')
  })

  it('refuses a fault that cannot be, each with its reason, and puts nothing on the desk', async () => {
    const inject = (organism: string, fault: string) => refusal('POST', '/api/chaos', { organism, fault })
    expect(await inject('nobody', 'syntax-error')).toBe('404 organism-unknown')
    expect(await inject('bubble-sort', 'sintax-error')).toBe('404 fault-unknown')
    expect((await ask('POST', '/api/chaos', { organism: 'bubble-sort', fault: 'sintax-error' })).body).toMatchObject({ detail: expect.stringContaining('syntax-error') })
    expect(await inject('bubble-sort', 'stolen-port')).toBe('422 fault-unfit')
    for (const state of ['paused', 'quarantined'] as const) {
      await house.append(toState(state))
      expect(await inject('bubble-sort', 'sigkill')).toBe('409 organism-down')
    }
    await house.append(toState('healthy'), opened)
    expect(await inject('bubble-sort', 'sigkill')).toBe('409 organism-busy')
    await house.append(closed, prepared)
    expect(await inject('bubble-sort', 'sigkill')).toBe('409 organism-busy')
    await house.append(ended, { organism: null, incident: null, kind: 'chaos-stop', data: { by: 'operator' } })
    expect(await inject('bubble-sort', 'sigkill')).toBe('423 chaos-stopped')
    expect((await ask('GET', '/api/chaos')).body).toMatchObject({ stopped: true })
    expect(house.lab.desk.recent(10)).toEqual([])
    await house.append({ organism: null, incident: null, kind: 'chaos-allow', data: { by: 'operator' } })
    expect((await ask('POST', '/api/chaos', { organism: 'bubble-sort', fault: 'sigkill' })).status).toBe(202)
  })

  it('names the three classics among the faults', async () => {
    const { faults } = (await ask('GET', '/api/chaos')).body as { faults: { id: string }[] }
    expect(faults.map(({ id }) => id)).toEqual(expect.arrayContaining(['delete-lines', 'syntax-error', 'division-by-zero']))
  })

  it('previews a fault without changing anything, the same for the same seed', async () => {
    const preview = (body: unknown) => ask('POST', '/api/chaos/preview', body)
    const head = house.lab.readers.head()
    const first = await preview({ organism: 'bubble-sort', fault: 'delete-lines', seed: 5 })
    expect((await preview({ organism: 'bubble-sort', fault: 'delete-lines', seed: 5 })).body).toEqual(first.body)
    expect(first.body).toMatchObject({ seed: 5, diff: expect.stringContaining('--- a/organism.js'), undo: 'back to the code of bubble-sort.g0002' })
    expect((await preview({ organism: 'beacon', fault: 'stolen-port' })).body).toMatchObject({ diff: '' })
    expect(await refusal('POST', '/api/chaos/preview', { organism: 'bubble-sort', fault: 'nothing' })).toBe('404 fault-unknown')
    expect(await refusal('POST', '/api/chaos/preview', { organism: 'bubble-sort', fault: 'division-by-zero', seed: 1, intensity: 9 })).toBe('400 request-invalid')
    expect([house.lab.readers.head(), house.genomes.list('bubble-sort').length, house.lab.desk.recent(1)]).toEqual([head, 2, []])
  })

  it('takes back a fault that runs, once', async () => {
    await house.append(prepared)
    expect((await ask('POST', '/api/chaos/injections/in-1/undo')).status).toBe(202)
    await house.append(ended)
    expect(await refusal('POST', '/api/chaos/injections/in-1/undo')).toBe('409 injection-over')
    expect(await refusal('POST', '/api/chaos/injections/in-2/undo')).toBe('404 injection-unknown')
  })

  it('pauses, resumes, stops and allows by command', async () => {
    for (const url of ['/api/organisms/beacon/pause', '/api/organisms/beacon/resume', '/api/chaos/stop', '/api/chaos/allow']) {
      expect((await ask('POST', url)).status).toBe(202)
    }
    expect(house.lab.desk.recent(9).map(({ kind }) => kind)).toEqual(['chaos-allow', 'chaos-stop', 'organism-resume', 'organism-pause'])
    expect(await refusal('POST', '/api/organisms/nobody/pause')).toBe('404 organism-unknown')
  })

  it('puts how an organism is healed, the whole of it, checked', async () => {
    const put = (body: unknown, id = 'bubble-sort') => ask('PUT', `/api/organisms/${id}/healing`, body)
    expect((await put({ mode: 'rollback-only', rungs: ['graft', 'restart'], budgetsMs: { repair: 5000 } })).status).toBe(202)
    expect(house.lab.desk.recent(1)[0]?.request).toEqual({ kind: 'configure-healing', organism: 'bubble-sort', mode: 'rollback-only', rungs: ['graft', 'restart'], budgetsMs: { repair: 5000 } })
    expect((await put({})).status, 'back to what its manifest says').toBe(202)
    for (const body of [{ mode: 'on' }, { rungs: ['repair', 'repair'] }, { rungs: ['prayer'] }, { budgetsMs: { repair: 5 } }, { budgetsMs: { repair: '9000' } }, { budgetsMs: { prayer: 9000 } }, { more: 1 }, []]) {
      expect([(await put(body)).status, body]).toEqual([400, body])
    }
    expect(await refusal('PUT', '/api/organisms/nobody/healing', {})).toBe('404 organism-unknown')
    expect(await refusal('POST', '/api/organisms/bubble-sort/healing', {})).toBe('405 method-refused')
    expect(house.lab.desk.recent(9)).toHaveLength(2)
    const asked = { ...own, kind: 'healing-configure' as const, data: { mode: 'off' as const, by: 'operator' } }
    await house.append(asked)
    expect((await ask('GET', '/api/organisms/bubble-sort')).body).toMatchObject({ view: { healing: { asked: { mode: 'off' }, plan: { mode: 'off', rungs: ['quarantine'] } } } })
  })

  it('gives what hangs on an event', async () => {
    await house.append(opened, { organism: 'bubble-sort', incident: 'i-1', kind: 'search-end', data: { rung: 'repair', why: 'x', tried: 1, perSecond: 1, ms: 1, deaths: [] }, attachment: 'a became b: “it” fell\n' })
    const head = house.lab.readers.head()
    const { body, headers } = await ask('GET', `/api/events/${head}/attachment`)
    expect([body, headers.get('content-type')]).toEqual(['a became b: “it” fell\n', 'text/plain; charset=utf-8'])
    expect(await refusal('GET', `/api/events/${head - 1}/attachment`)).toBe('404 attachment-unknown')
    expect(await refusal('GET', '/api/events/x/attachment')).toBe('400 request-invalid')
  })

  it('tells an incident with its events', async () => {
    await house.append(opened, closed)
    expect((await ask('GET', '/api/incidents?organism=bubble-sort')).body).toMatchObject({ incidents: [{ id: 'i-1', end: 'healed', rung: 'restart', attempts: [] }] })
    const { body } = await ask('GET', '/api/incidents/i-1')
    expect((body as { events: { kind: string }[] }).events.map(({ kind }) => kind)).toEqual(['incident-open', 'incident-close'])
    expect(await refusal('GET', '/api/incidents/i-2')).toBe('404 incident-unknown')
  })

  it('shows genomes with their files and differences', async () => {
    expect((await ask('GET', '/api/genomes?organism=bubble-sort&limit=1')).body).toMatchObject({ genomes: [{ id: 'bubble-sort.g0002', version: 2, parents: ['bubble-sort.g0001'], origin: 'manual', current: true }] })
    expect((await ask('GET', '/api/genomes/bubble-sort.g0001')).body).toMatchObject({ contents: { 'organism.js': source } })
    const diff = async (url: string) => (await ask('GET', url)).body as string
    expect(await diff('/api/genomes/bubble-sort.g0002/diff')).toMatch(/--- a\/organism\.js\n\+\+\+ b\/organism\.js\n[^]*-  const copy[^]*\+  const all/)
    expect(await diff('/api/genomes/bubble-sort.g0001/diff?against=bubble-sort.g0002')).toMatch(/-  const all[^]*\+  const copy/)
    expect(await diff('/api/genomes/bubble-sort.g0001/diff')).toContain('--- /dev/null')
    expect(await diff('/api/genomes/bubble-sort.g0002/diff?against=bubble-sort.g0002')).toBe('')
    expect(await refusal('GET', '/api/genomes/bubble-sort.g0009')).toBe('404 genome-unknown')
    expect(await refusal('GET', '/api/genomes/bubble-sort.g0002/diff?against=bubble-sort.g0009')).toBe('404 genome-unknown')
    expect(await refusal('GET', '/api/genomes/..%2F..%2Fetc')).toBe('400 request-invalid')
  })

  it('rolls back to a version that is there and whole', async () => {
    expect((await ask('POST', '/api/genomes/bubble-sort.g0001/rollback')).status).toBe(202)
    expect(house.lab.desk.recent(1)[0]?.request).toEqual({ kind: 'genome-rollback', genome: 'bubble-sort.g0001' })
    expect(await refusal('POST', '/api/genomes/bubble-sort.g0009/rollback')).toBe('404 genome-unknown')
    await house.append({ ...own, kind: 'genome-damage', data: { genome: 'bubble-sort.g0001', file: 'organism.js', what: 'changed' } })
    expect(await refusal('POST', '/api/genomes/bubble-sort.g0001/rollback')).toBe('409 genome-damaged')
  })

  it('takes back in what it gave out, and nothing else', async () => {
    const zip = { 'content-type': 'application/zip' }
    const archive = (await ask('GET', '/api/genomes/bubble-sort.g0001/archive')).body as Uint8Array
    expect(archive).toEqual(new Uint8Array(exportArchive(house.genomes, ['bubble-sort.g0001'])))
    expect((await ask('POST', '/api/organisms/bubble-sort/import', archive, zip)).status).toBe(202)
    expect(house.lab.desk.recent(1)[0]?.request).toEqual({ kind: 'genome-import', organism: 'bubble-sort', files: { 'organism.js': source } })
    expect(await refusal('POST', '/api/organisms/beacon/import', archive, zip)).toBe('422 archive-invalid')
    expect(await refusal('POST', '/api/organisms/bubble-sort/import?genome=bubble-sort.g0002', archive, zip)).toBe('422 archive-invalid')
    expect(await refusal('POST', '/api/organisms/bubble-sort/import', new Uint8Array([1, 2, 3]), zip)).toBe('422 archive-invalid')
    expect(await refusal('POST', '/api/organisms/bubble-sort/import', archive)).toBe('415 media-refused')
    expect(await refusal('POST', '/api/organisms/bubble-sort/import', new Uint8Array(bodyLimits.archive + 1), zip)).toBe('413 body-too-large')
    expect(house.lab.desk.recent(9)).toHaveLength(1)
  })

  it('pages through the ledger and the raw output', async () => {
    await house.append({ ...own, kind: 'log-chunk', data: { lines: 2, bytes: 8, skippedLines: 0 }, attachment: 'one\nTwo\n' })
    const head = house.lab.readers.head()
    const { body } = await ask('GET', `/api/events?after=${head - 1}&organism=bubble-sort`)
    expect(body).toMatchObject({ head, events: [{ seq: head, kind: 'log-chunk' }] })
    expect((await ask('GET', '/api/logs?organism=bubble-sort&search=two')).body).toMatchObject({ lines: [{ seq: head, text: 'Two' }], before: null })
    expect((await ask('GET', `/api/logs?before=${head}`)).body).toEqual({ lines: [], before: null })
  })

  it('gives Prometheus what the page shows', async () => {
    await house.append(opened, closed)
    const { body, headers } = await ask('GET', '/metrics')
    expect(headers.get('content-type')).toContain('text/plain; version=0.0.4')
    for (const line of ['ouroboros_core_up 1', 'ouroboros_heal_seconds{organism="bubble-sort"} 0.04', 'ouroboros_detect_seconds{organism="bubble-sort"} 0.012', `ouroboros_ledger_head ${house.lab.readers.head()}`, 'ouroboros_organism_state{organism="bubble-sort",state="healthy"} 1']) {
      expect(body as string).toContain(`${line}\n`)
    }
  })

  it('refuses a malformed query or path', async () => {
    for (const url of ['/api/incidents?limit=0', '/api/incidents?limit=1e9', '/api/incidents?limt=5', '/api/events?after=-1', '/api/organisms/Bubble%20Sort', '/api/logs?organism=../x']) {
      expect(await refusal('GET', url), url).toBe('400 request-invalid')
    }
  })

  it('refuses a malformed body, naming what is wrong', async () => {
    const bodies: [unknown, string][] = [
      [{ organism: 'bubble-sort' }, 'body.fault'], [{ organism: 'bubble-sort', fault: 'x', more: 1 }, 'more'], [[], 'body'], [null, 'body'], ['{"organism":', 'not JSON'],
      [{ organism: 'bubble-sort', fault: 'sigkill', seed: -1 }, 'body.seed'], [{ organism: 'bubble-sort', fault: 'sigkill', intensity: 1.5 }, 'body.intensity'],
    ]
    for (const [body, named] of bodies) {
      const { status, body: said } = await ask('POST', '/api/chaos', body)
      expect([status, (said as { detail: string }).detail]).toEqual([400, expect.stringContaining(named)])
    }
  })

  it('reads no more of a body than is allowed, whatever its length claims', async () => {
    let pulled = 0
    const endless = new ReadableStream<Uint8Array>({ pull: (stream) => { pulled += 1; stream.enqueue(new Uint8Array(16 * 1024)) } })
    expect(await refusal('POST', '/api/chaos', endless)).toBe('413 body-too-large')
    expect(pulled).toBeLessThan(10)
    expect(await refusal('POST', '/api/chaos', '{}', { 'content-type': 'application/json', 'content-length': String(bodyLimits.json + 1) })).toBe('413 body-too-large')
  })

  it('takes JSON alone: nothing that a form could send', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'application/jsonp']) {
      expect(await refusal('POST', '/api/chaos', '{"organism":"bubble-sort","fault":"sigkill"}', { 'content-type': type }), type).toBe('415 media-refused')
    }
    expect(house.lab.desk.recent(1)).toEqual([])
  })

  it('refuses other methods, naming those there are', async () => {
    const { status, headers } = await ask('DELETE', '/api/organisms')
    expect([status, headers.get('allow')]).toEqual([405, 'GET, HEAD, OPTIONS'])
    expect((await ask('OPTIONS', '/api/chaos')).headers.get('allow')).toBe('GET, POST, HEAD, OPTIONS')
  })

  it('tells nothing of an error that nobody foresaw, and logs it', async () => {
    vi.spyOn(house.lab.readers, 'view').mockImplementation(() => {
      throw new Error('secret path /home/somebody')
    })
    const { status, body } = await ask('GET', '/api/organisms')
    expect([status, JSON.stringify(body)]).toEqual([500, expect.not.stringContaining('secret')])
    expect(JSON.stringify(house.logged)).toContain('secret path')
  })

  it('exports an incident as one file, as JSON and as a page, and neither may act', async () => {
    const prepare: NewEvent = { ...prepared, data: { ...prepared.data as object, label: '<b>Kill</b>' } } as NewEvent
    await house.append(prepare, { ...opened, data: { ...opened.data as object, fault: 'in-1' } } as NewEvent, closed)
    const json = await ask('GET', '/api/incidents/i-1/export')
    expect(json.headers.get('content-disposition')).toBe('attachment; filename="i-1.json"')
    expect(json.headers.get('content-security-policy')).toContain('sandbox')
    expect(json.body).toMatchObject({ incident: { id: 'i-1', end: 'healed' }, events: [{ kind: 'incident-open' }, { kind: 'incident-close' }], injection: { seed: 1 }, sources: { failed: { id: 'bubble-sort.g0002', files: { 'organism.js': expect.any(String) } }, healed: null } })
    const page = await ask('GET', '/api/incidents/i-1/export?format=html')
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(page.body).toContain('&lt;b&gt;Kill&lt;/b&gt;')
    expect(await refusal('GET', '/api/incidents/i-9/export')).toBe('404 incident-unknown')
    expect(await refusal('GET', '/api/incidents/i-1/export?format=pdf')).toBe('400 request-invalid')
  })

  it('takes a replay as a command, and refuses one with nothing to replay, with a way out', async () => {
    await house.append(opened, closed)
    expect(await refusal('POST', '/api/incidents/i-1/replay')).toBe('422 replay-unfit')
    expect((await ask('POST', '/api/incidents/i-1/replay')).body).toMatchObject({ wayOut: expect.stringContaining('a fault of your own') })
    await house.append({ ...opened, incident: 'i-2', data: { ...opened.data as object, fault: 'in-1' } } as NewEvent)
    const { status, body } = await ask('POST', '/api/incidents/i-2/replay')
    expect(status).toBe(202)
    expect((await ask('GET', `/api/commands/${(body as { command: string }).command}`)).body).toMatchObject({ request: { kind: 'incident-replay', incident: 'i-2' } })
    expect(await refusal('POST', '/api/incidents/none/replay')).toBe('404 incident-unknown')
    await house.append({ organism: null, incident: null, kind: 'chaos-stop', data: { by: 'you' } })
    expect(await refusal('POST', '/api/incidents/i-2/replay')).toBe('423 chaos-stopped')
  })

  it('takes tags and a question to the gate as commands, and says the tags of each version', async () => {
    expect((await ask('POST', '/api/genomes/bubble-sort.g0001/check')).status).toBe(202)
    expect(await refusal('POST', '/api/genomes/bubble-sort.g0009/check')).toBe('404 genome-unknown')
    expect((await ask('PUT', '/api/genomes/bubble-sort.g0001/tags', { tags: [' proven in the talk '] })).status).toBe(202)
    for (const tags of [['a', 'a'], [''], ['x'.repeat(41)], ['evil\u202e'], 'a']) expect(await refusal('PUT', '/api/genomes/bubble-sort.g0001/tags', { tags }), JSON.stringify(tags)).toBe('400 request-invalid')
    await house.append({ ...own, kind: 'genome-tag', data: { genome: 'bubble-sort.g0001', tags: ['keep'], by: 'you' } })
    expect((await ask('GET', '/api/genomes/bubble-sort.g0001')).body).toMatchObject({ tags: ['keep'] })
  })
})
