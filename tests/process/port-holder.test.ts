import { once } from 'node:events'
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { freePort } from '../../lib/process/free-port.ts'
import { portHolder } from '../../lib/process/port-holder.ts'

const children: (() => Promise<void>)[] = []
afterEach(async () => { await Promise.all(children.splice(0).map((end) => end())) })

/** A process that listens, or just lives. */
async function start(source: string): Promise<{ pid: number; said: string }> {
  const child = spawn(process.execPath, ['-e', source], { env: { NODE_ENV: 'test' }, stdio: ['ignore', 'pipe', 'ignore'] })
  const exited = once(child, 'exit')
  children.push(async () => { child.kill('SIGKILL'); await exited })
  const [said] = await once(child.stdout, 'data') as [Buffer]
  return { pid: child.pid ?? 0, said: said.toString().trim() }
}
const listening = (host: string) => `const s = require('net').createServer().listen(0, '${host}', () => console.log(s.address().port))`

test.runIf(existsSync('/proc/net/tcp')).each(['127.0.0.1', '::'])('tells who listens, on %s', async (host) => {
  const service = await start(listening(host))
  const other = await start('console.log("here"); setInterval(() => {}, 1000)')
  const port = Number(service.said)
  expect(await portHolder(port, service.pid)).toBe('service')
  expect(await portHolder(port, other.pid)).toBe('stranger')
})

test.runIf(existsSync('/proc/net/tcp'))('a port with nobody on it, one that is only connected to, and a process that is gone', async () => {
  expect(await portHolder(await freePort(), process.pid)).toBe('nobody')
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  expect(await portHolder(port, process.pid)).toBe('service')
  expect(await portHolder(port, 2 ** 30), 'no such process').toBe('unknown')
  server.close()
})
