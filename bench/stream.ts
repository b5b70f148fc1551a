import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type Server as HttpServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { Server } from 'socket.io'
import { openStream, streamPath } from '../lib/gate/stream.ts'
import { median, type Figure } from './figure.ts'
import type { CoreHealth } from '../lib/contract/stream.ts'

/**
 * Raw output on its way to pages: through the gate's stream, in batches of 16 ms, against one socket.io emit for each
 * line, which is what a log viewer does that has thought of none of it. Both get the same lines at the same pace for
 * the same pages; what is compared is how many lines reach a page for a second of the server's CPU, which is what a
 * server can bear. The stream's pace itself is bounded by design, so a race for the most lines a second would measure
 * that bound.
 */

const rounds = 5
const pages = 20
const linesPerSecond = 5000
const seconds = 2
const sliceMs = 16

const total = linesPerSecond * seconds

interface Way {
  server: HttpServer
  path: string
  send: (texts: string[]) => void
  close: () => Promise<void>
}

export async function run(): Promise<Figure[]> {
  process.stderr.write(`${rounds} alternating rounds of ${total} lines at ${linesPerSecond} lines/s to ${pages} pages\n`)
  const ours: number[] = []
  const bare: number[] = []
  // The first round of each warms up and is not counted.
  for (let round = 0; round <= rounds; round++) {
    const bareRate = await measure(oneEmitPerLine())
    const ourRate = await measure(throughStream())
    if (round === 0) continue
    bare.push(bareRate)
    ours.push(ourRate)
  }
  const ratio = median(ours.map((rate, index) => rate / (bare[index] ?? Number.NaN)))
  return [{ name: 'lines that reach a page', value: median(ours), unit: 'lines/CPU s', control: median(bare), ratio, goal: 'ratio ≥ 4, in lines per CPU second', met: ratio >= 4 }]
}

/** @returns lines delivered for each second of this process's CPU */
async function measure(way: Way): Promise<number> {
  way.server.listen(0, '127.0.0.1')
  await once(way.server, 'listening')
  const { port } = way.server.address() as AddressInfo
  const tabs = spawn(process.execPath, [fileURLToPath(import.meta.resolve('./stream/tabs.ts')), `${port}`, way.path, `${pages}`, `${total}`], { stdio: ['ignore', 'pipe', 'inherit'] })
  const said = createInterface(tabs.stdout)[Symbol.asyncIterator]()
  await said.next()

  const before = process.cpuUsage()
  const start = performance.now()
  for (let sent = 0; sent < total; ) {
    const due = Math.min(total, Math.ceil(((performance.now() - start) / 1000) * linesPerSecond))
    way.send(Array.from({ length: due - sent }, (_, index) => `line ${sent + index} of a program that says what it does, 80 characters or so`))
    sent = due
    await sleep(sliceMs)
  }
  const { delivered, skipped } = JSON.parse((await said.next()).value as string) as { delivered: number; skipped: number }
  const { user, system } = process.cpuUsage(before)
  await way.close()
  if (delivered + skipped !== total * pages) throw new Error(`${total * pages - delivered - skipped} lines were lost uncounted`)
  return delivered / ((user + system) / 1e6)
}

const up: CoreHealth[] = [{ name: 'a', state: 'up', role: 'active', pid: 1, epoch: 1, lagMs: null, heardAt: null, trouble: null, restarts: 0, allowed: 5, retryAt: null, why: '' }]

function throughStream(): Way {
  const server = createServer()
  const silent = (): void => undefined
  const stream = openStream({
    server, origins: [], refuses: () => null, roleOf: () => 'operator',
    ledger: () => null,
    health: () => up,
    log: { debug: silent, info: silent, warn: silent, error: silent },
  })
  return {
    server, path: streamPath,
    send: (texts) => stream.output({ organism: 'bench', at: Date.now(), lines: texts.map((text) => ({ stream: 'stdout', text })), skipped: 0 }),
    close: () => stream.close(),
  }
}

function oneEmitPerLine(): Way {
  const server = createServer()
  const io = new Server(server, { path: streamPath, perMessageDeflate: false, serveClient: false })
  io.on('connection', (socket) => {
    socket.on('follow', (_request: unknown, answer: () => void) => {
      void socket.join('bench')
      answer()
    })
  })
  return {
    server, path: streamPath,
    send: (texts) => {
      for (const text of texts) io.to('bench').emit('line', { organism: 'bench', at: Date.now(), stream: 'stdout', text })
    },
    close: () => io.close(),
  }
}
