import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { Server } from 'socket.io'
import type { LedgerEvent } from '../../lib/contract/event.ts'
import { openStream, streamPath } from '../../lib/gate/stream.ts'
import { percentile, type Figure } from '../figure.ts'
import type { CoreHealth } from '../../lib/contract/stream.ts'

/**
 * 1,000 pages that are told of 20 events a second: from the event to each page, over real sockets. Through the gate's
 * stream, which encodes once for all, against an emit for each page.
 */

const sockets = 1_000
const perSecond = 20
const seconds = 15

export async function manySockets(): Promise<Figure[]> {
  const control = percentile(await measure(emitEach()), 99)
  const value = percentile(await measure(throughStream()), 99)
  return [{ name: `${sockets} sockets at ${perSecond} Hz: event to page, p99`, value, unit: 'ms', control, ratio: value / control, goal: '≤ 150 ms; control: an emit for each page', met: value <= 150 }]
}

interface Way {
  listen: () => Promise<number>
  append: (event: LedgerEvent) => void
  close: () => Promise<void>
}

/** @returns how long each event took to each page, ms */
async function measure(way: Way): Promise<number[]> {
  const port = await way.listen()
  const tabs = spawn(process.execPath, [fileURLToPath(import.meta.resolve('./hearers.ts')), `${port}`, streamPath, `${sockets}`, `${perSecond * seconds}`], { stdio: ['ignore', 'pipe', 'inherit'] })
  const said = createInterface(tabs.stdout)[Symbol.asyncIterator]()
  await said.next()
  for (let sent = 0, start = performance.now(); sent < perSecond * seconds; sent += 1) {
    await sleep(Math.max(0, start + (sent * 1000) / perSecond - performance.now()))
    way.append(pulse(sent + 1))
  }
  const times = JSON.parse((await said.next()).value as string) as number[]
  await way.close()
  if (times.length !== sockets * perSecond * seconds) throw new Error(`${sockets * perSecond * seconds - times.length} events never came`)
  return times
}

/** What is told most often, at its usual size. `at` says when, by the clock that both processes share. */
const pulse = (seq: number): LedgerEvent => ({
  seq, at: performance.timeOrigin + performance.now(), epoch: 1, core: 'a', kind: 'pulse-end', organism: 'bench', incident: null, hash: 'f'.repeat(64),
  data: {
    number: seq, genome: 'bench.g0001', workMs: 3, seed: 7, task: Array.from({ length: 60 }, (_, index) => index), result: [1, 2, 3], fitness: 1, probe: false,
    verdict: { kind: 'healthy', summary: 'as the spec says', signature: null, frames: [] },
    run: { pid: 1, startedAt: 1, wallMs: 3, firstOutputMs: 1, cpuMs: 2, peakRssMb: 40, exitCode: 0, signal: null, stopReason: null, failure: null, output: { lines: 3, bytes: 120, skippedLines: 0 }, tier: 2, network: 'none', refusedLimits: [] },
  },
})

const up: CoreHealth[] = [{ name: 'a', state: 'up', role: 'active', pid: 1, epoch: 1, lagMs: null, heardAt: null, trouble: null, restarts: 0, allowed: 5, retryAt: null, why: '' }]

function throughStream(): Way {
  const server = createServer()
  const events: LedgerEvent[] = []
  const silent = (): void => undefined
  const stream = openStream({
    server, origins: [], refuses: () => null, roleOf: () => 'operator',
    ledger: () => ({ head: () => events.length, changes: () => events.length, events: ({ after = 0, limit = 500 }) => events.slice(after, after + limit) }),
    health: () => up,
    log: { debug: silent, info: silent, warn: silent, error: silent },
  })
  return { listen: () => listen(server), append: (event) => void events.push(event), close: () => stream.close() }
}

function emitEach(): Way {
  const server = createServer()
  const io = new Server(server, { path: streamPath, perMessageDeflate: false, serveClient: false })
  io.on('connection', (socket) => socket.on('join', (_request: unknown, answer: (reply: object) => void) => answer({ ok: true, head: 0 })))
  return {
    listen: () => listen(server),
    append: (event) => {
      for (const socket of io.sockets.sockets.values()) socket.emit('events', [event])
    },
    close: () => io.close(),
  }
}

async function listen(server: ReturnType<typeof createServer>): Promise<number> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}
