import { once } from 'node:events'
import { createServer, Server, type AddressInfo } from 'node:net'
import { afterEach, expect, test, vi } from 'vitest'
import { firstFreePort, freePort } from '../../lib/process/free-port.ts'

const servers: Server[] = []
afterEach(() => {
  vi.restoreAllMocks()
  for (const server of servers.splice(0)) server.close()
})

async function take(port: number): Promise<number> {
  const server = createServer().listen(port, '127.0.0.1')
  servers.push(server)
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}

test('a free port is one that can be listened on', async () => {
  for (const port of await Promise.all([freePort(), freePort()])) expect(await take(port)).toBe(port)
})

test('what is wished is given where it is free, and another where it is taken', async () => {
  const wished = await freePort()
  expect(await freePort(wished)).toBe(wished)
  await take(wished)
  expect(await freePort(wished)).not.toBe(wished)
})

test('the first that is free: each is tried once, in a row, and none is borrowed from the system', async () => {
  const from = await freePort()
  expect(await firstFreePort(from)).toBe(from)
  await take(from)
  const listen = vi.spyOn(Server.prototype, 'listen')
  const port = await firstFreePort(from)
  expect(port).toBeGreaterThan(from)
  expect(listen.mock.calls.map(([tried]) => tried as unknown)).toEqual(Array.from({ length: port - from + 1 }, (_, more) => from + more))
})
