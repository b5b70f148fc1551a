import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { proposeGenome } from '../../../lib/gate/operations/propose.ts'
import { readSpec } from '../../../lib/gate/operations/organisms.ts'
import { route } from '../../../lib/gate/route.ts'
import { openApiLab, source } from '../../fixtures/gate/api-lab.ts'

const id = 'bubble-sort'
let house: Awaited<ReturnType<typeof openApiLab>>
beforeEach(async () => {
  house = await openApiLab()
  house.start()
  await house.addOrganism(id)
})
afterEach(() => house.close())

async function ask(method: 'GET' | 'POST', body?: unknown, organism = id): Promise<{ status: number; said: Record<string, unknown> }> {
  const handlers = route(() => house.lab, method === 'GET' ? readSpec : proposeGenome)
  const request = new Request('http://localhost/', { method, headers: { 'content-type': 'application/json' }, ...(body === undefined ? {} : { body: JSON.stringify(body) }) })
  const answer = await handlers[method](request, { params: Promise.resolve({ id: organism }) })
  return { status: answer.status, said: (await answer.json()) as Record<string, unknown> }
}
const good = { base: `${id}.g0002`, files: { 'organism.js': source }, reason: '  by hand  ' }

describe('POST /api/organisms/{id}/genomes', () => {
  it('puts the change on the desk', async () => {
    const { status, said } = await ask('POST', good)
    expect(status).toBe(202)
    expect(house.lab.desk.read(said['command'] as string)?.request).toEqual({ kind: 'genome-propose', organism: id, ...good, reason: 'by hand' })
  })

  it.each([
    ['another version', { ...good, base: `${id}.g0001` }, 409, 'base-stale'],
    ['an unknown version', { ...good, base: `${id}.g0099` }, 404, 'genome-unknown'],
    ['a version of somebody else', { ...good, base: 'beacon.g0001' }, 404, 'genome-unknown'],
    ['a file that it has not', { ...good, files: { 'spec.ts': '' } }, 400, 'request-invalid'],
    ['a way out of its folder', { ...good, files: { '../spec.ts': '' } }, 400, 'request-invalid'],
    ['no change', { ...good, files: {} }, 400, 'request-invalid'],
    ['no reason', { ...good, reason: ' ' }, 400, 'request-invalid'],
    ['too long a file', { ...good, files: { 'organism.js': 'x'.repeat(60_001) } }, 400, 'request-invalid'],
    ['too long a body', { ...good, files: { 'organism.js': 'x'.repeat(70_000) } }, 413, 'body-too-large'],
  ])('refuses %s, with the way out', async (_what, body, status, code) => {
    expect(await ask('POST', body)).toMatchObject({ status, said: { code, wayOut: expect.stringMatching(/\w{4}/) } })
  })

  it('refuses while an incident is open, and of nobody', async () => {
    const verdict = { kind: 'crash' as const, summary: 'TypeError: x is null', signature: 's', frames: [] }
    await house.append({ organism: id, incident: 'i-1', kind: 'incident-open', data: { verdict, genome: good.base, fault: null, detectMs: 1 } })
    expect(await ask('POST', good)).toMatchObject({ status: 409, said: { code: 'organism-busy', detail: expect.stringContaining('TypeError: x is null') } })
    expect(await ask('POST', good, 'nobody')).toMatchObject({ status: 404, said: { code: 'organism-unknown' } })
  })
})

describe('GET /api/organisms/{id}/spec', () => {
  it('is what was told last, or null where an older core told nothing', async () => {
    expect(await ask('GET')).toEqual({ status: 200, said: { spec: null, hash: 'x' } })
    const { manifest } = house.lab.readers.events({ kinds: ['organism-add'], after: 0, limit: 1 })[0]!.data as unknown as { manifest: never }
    const spec = { examples: [], refusals: [], properties: ['sorted'], counts: { examples: 0, refusals: 0, properties: 1 }, isChoosy: false, initialState: null, limits: { timeoutMs: 1, heapMb: 1, rssMb: 1, cpuSeconds: 1, outputBytes: 1 }, fitness: [] }
    await house.append({ organism: id, incident: null, kind: 'organism-add', data: { manifest, specHash: 'y', spec } })
    expect(await ask('GET')).toEqual({ status: 200, said: { spec, hash: 'y' } })
  })
})
