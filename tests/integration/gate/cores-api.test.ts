import { afterEach, beforeEach, expect, it } from 'vitest'
import { operations } from '../../../lib/gate/openapi.ts'
import { route } from '../../../lib/gate/route.ts'
import { openApiLab } from '../../fixtures/gate/api-lab.ts'

let house: Awaited<ReturnType<typeof openApiLab>>
beforeEach(async () => {
  house = await openApiLab()
})
afterEach(() => house.close())

async function call(method: 'GET' | 'POST', path: string, body?: object, headers: Record<string, string> = {}) {
  const operation = operations.find((each) => each.method === method && each.path === path.split('?')[0])!
  const request = new Request(`http://localhost${path}`, { method, headers: { 'content-type': 'application/json', ...headers }, ...(body && { body: JSON.stringify(body) }) })
  const response = await route(() => house.lab, operation)[method](request, { params: Promise.resolve({}) })
  return { status: response.status, said: (await response.json()) as Record<string, unknown> }
}
const standby = { core: 'b', host: 'here', pid: 77, startedAt: 5, lagMs: 1.5 }

it('tells who leads and who stands by, and how their hearts have beaten', async () => {
  const ledger = house.start()
  await ledger.beat([{ ...standby, heardAt: Date.now() }])
  expect((await call('GET', '/api/cores')).said['cores']).toMatchObject([
    { id: 'a', role: 'active', epoch: 1, pid: process.pid, lagMs: null }, { id: 'b', role: 'standby', epoch: 0, pid: 77, lagMs: 1.5 },
  ])
  expect((await call('GET', '/api/cores/heartbeats')).said['heartbeats']).toMatchObject([{ core: 'a', role: 'active', epoch: 1 }, { core: 'b', role: 'standby', lagMs: 1.5 }])
  expect((await call('GET', '/api/cores/heartbeats?core=b&limit=1')).said['heartbeats']).toHaveLength(1)
})

it('asks for a switch-over only where somebody stands by, and keeps who asked and why', async () => {
  const ledger = house.start()
  expect(await call('POST', '/api/cores/switch')).toMatchObject({ status: 409, said: { code: 'standby-missing' } })
  await ledger.beat([{ ...standby, heardAt: Date.now() }])
  expect(await call('POST', '/api/cores/switch', undefined, { 'ouroboros-reason': encodeURIComponent('próba przełączenia') })).toMatchObject({ status: 202 })
  expect(house.lab.desk.recent(1)[0]).toMatchObject({ kind: 'core-switch', author: 'operator', role: 'operator', reason: 'próba przełączenia', state: 'queued' })
})

it('takes a system fault without an organism, and none of either kind in the wrong way', async () => {
  house.start()
  await house.addOrganism('bubble-sort')
  expect(await call('POST', '/api/chaos', { fault: 'kill-core', at: 'promote-started' })).toMatchObject({ status: 202 })
  expect(house.lab.desk.recent(1)[0]?.request).toEqual({ kind: 'chaos-inject', fault: 'kill-core', at: 'promote-started' })
  expect(await call('POST', '/api/chaos', { fault: 'kill-core', organism: 'bubble-sort' })).toMatchObject({ status: 422, said: { code: 'fault-unfit' } })
  expect(await call('POST', '/api/chaos', { fault: 'syntax-error' })).toMatchObject({ status: 400, said: { code: 'request-invalid' } })
  expect(await call('POST', '/api/chaos', { fault: 'kill-core', at: 'no-such-step' })).toMatchObject({ status: 400 })
  expect(await call('POST', '/api/chaos/preview', { fault: 'kill-core' })).toMatchObject({ status: 400 })
})
