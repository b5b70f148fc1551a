import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { io, type Socket } from 'socket.io-client'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { LedgerEvent } from '../../../lib/contract/event.ts'
import type { Role } from '../../../lib/contract/access.ts'
import type { ClientToServer, CoreHealth, OutputBatch, ServerToClient } from '../../../lib/contract/stream.ts'
import { openStream, streamLimits, streamPath, type Stream, type StreamOptions } from '../../../lib/gate/stream.ts'
import { openApiLab } from '../../fixtures/gate/api-lab.ts'
import { MemoryLedger } from '../../fixtures/gate/memory-ledger.ts'
import { RawClient } from '../../fixtures/gate/raw-client.ts'

const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

const up: CoreHealth[] = [{ name: 'a', state: 'up', role: 'active', pid: 1, epoch: 1, lagMs: null, heardAt: null, trouble: null, restarts: 0, allowed: 5, retryAt: null, why: 'up' }]

type Source = NonNullable<ReturnType<StreamOptions['ledger']>>

async function lab<L extends Source>(ledger: L) {
  const server: Server = createServer((_request, response) => response.writeHead(404).end())
  const state = { health: up, ledger: ledger as Source | null, refusal: null as string | null, errors: 0, role: 'viewer' as Role | null }
  const silent = () => {}
  const stream: Stream = openStream({
    server, origins: [],
    ledger: () => state.ledger,
    health: () => state.health,
    refuses: () => state.refusal,
    roleOf: () => state.role,
    log: { debug: silent, info: silent, warn: silent, error: () => void (state.errors += 1) },
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closing.push(() => stream.close())
  return { stream, server, ledger, state, port: (server.address() as AddressInfo).port }
}

function tab(port: number, transports: string[] = ['websocket']) {
  const socket: Socket<ServerToClient, ClientToServer> = io(`http://127.0.0.1:${port}`, { path: streamPath, transports, forceNew: true, reconnection: false })
  closing.push(() => socket.close())
  const seqs: number[] = []
  const output: OutputBatch[] = []
  const health: CoreHealth[][] = []
  let reloads = 0
  let messages = 0
  socket.on('events', (batch: LedgerEvent[]) => {
    messages += 1
    seqs.push(...batch.map((event) => event.seq))
  })
  socket.on('output', (batch) => void output.push(batch))
  socket.on('cores', (core) => void health.push(core))
  socket.on('reload', () => void (reloads += 1))
  return {
    socket, seqs, output, health,
    reloads: () => reloads,
    messages: () => messages,
    join: (after: number) => socket.timeout(5000).emitWithAck('join', { after }),
    lines: () => output.flatMap((batch) => batch.lines.map((line) => line.text)),
    skipped: () => output.reduce((sum, batch) => sum + batch.skipped, 0),
  }
}

const upTo = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => from + index + 1)
const eventually = (check: () => void) => vi.waitFor(check, { timeout: 10_000, interval: 5 })
const line = (text: string) => ({ stream: 'stdout' as const, text })

describe('the stream of events', () => {
  it('gives a page what it missed and then what happens, without gap or double', async () => {
    const { ledger, port } = await lab(new MemoryLedger())
    ledger.size = 1234
    const page = tab(port)
    expect(await page.join(34)).toEqual({ ok: true, head: 1234 })
    await eventually(() => expect(page.seqs.at(-1)).toBe(1234))
    ledger.size = 1300
    await eventually(() => expect(page.seqs.at(-1)).toBe(1300))
    expect(page.seqs).toEqual(upTo(34, 1300))
  })

  it('says nothing of events to a page that has not joined', async () => {
    const { ledger, port, state } = await lab(new MemoryLedger())
    const page = tab(port)
    await eventually(() => expect(page.health).toEqual([up]))
    ledger.size = 10
    state.health = up.map((core) => ({ ...core, state: 'restarting' as const, why: 'it fell' }))
    await eventually(() => expect(page.health.at(-1)).toEqual(state.health))
    expect(page.seqs).toEqual([])
    expect(ledger.reads).toBe(0)
  })

  it('loses nothing and doubles nothing over disconnects in the middle', async () => {
    const { ledger, port } = await lab(new MemoryLedger())
    const grow = setInterval(() => (ledger.size += 7), 2)
    closing.push(() => clearInterval(grow))
    const all: number[] = []
    for (let round = 0; round < 8; round++) {
      const page = tab(port, round % 2 === 0 ? ['websocket'] : ['polling'])
      await page.join(all.at(-1) ?? 0)
      await eventually(() => expect(page.seqs.length).toBeGreaterThan(50))
      page.socket.close()
      all.push(...page.seqs)
    }
    expect(all).toEqual(upTo(0, all.length))
  })

  it('follows a real ledger while it is written, over disconnects', async () => {
    const house = await openApiLab()
    closing.push(() => house.close())
    const { port } = await lab(house.lab.readers)
    const first = tab(port)
    expect(await first.join(0)).toEqual({ ok: true, head: 0 })
    house.start()
    const say = (by: string) => house.append({ organism: null, incident: null, kind: 'chaos-stop', data: { by } })
    await Promise.all(Array.from({ length: 700 }, (_, index) => say(`${index}`)))
    await eventually(() => expect(first.seqs.length).toBeGreaterThan(100))
    first.socket.close()
    const second = tab(port)
    await Promise.all([second.join(first.seqs.at(-1) ?? 0), ...Array.from({ length: 300 }, (_, index) => say(`more ${index}`))])
    const head = house.lab.readers.head()
    await eventually(() => expect(second.seqs.at(-1)).toBe(head))
    expect([...first.seqs, ...second.seqs]).toEqual(upTo(0, head))
    expect(head).toBeGreaterThanOrEqual(1000)
  })

  it('sends what was committed between two ticks as one message', async () => {
    const { ledger, port } = await lab(new MemoryLedger())
    const page = tab(port)
    await page.join(0)
    for (let seq = 1; seq <= 100; seq++) ledger.size = seq
    await eventually(() => expect(page.seqs).toHaveLength(100))
    expect(page.messages()).toBe(1)
  })

  it('reads once for all pages that are at the same place', async () => {
    const { ledger, port } = await lab(new MemoryLedger())
    const pages = Array.from({ length: 10 }, () => tab(port))
    await Promise.all(pages.map((page) => page.join(0)))
    ledger.size = 50
    await eventually(() => expect(pages.every((page) => page.seqs.length === 50)).toBe(true))
    expect(ledger.reads).toBe(1)
  })

  it('lets no page starve when many are behind at different places', async () => {
    const { ledger, port } = await lab(new MemoryLedger())
    ledger.size = 3000
    const pages = Array.from({ length: 3 * streamLimits.pagesPerTick }, () => tab(port))
    await Promise.all(pages.map((page, index) => page.join(index * 10)))
    await eventually(() => expect(pages.every((page) => page.seqs.at(-1) === 3000)).toBe(true))
    pages.forEach((page, index) => expect(page.seqs).toEqual(upTo(index * 10, 3000)))
  })

  it('asks a page that is too far behind, or of another ledger, to load anew', async () => {
    const { ledger, port } = await lab(new MemoryLedger())
    ledger.size = streamLimits.behind + 11
    const [far, alien, near] = [tab(port), tab(port), tab(port)] as const
    await far.join(10)
    await alien.join(streamLimits.behind + 12)
    await near.join(11)
    await eventually(() => expect([far.reloads(), alien.reloads()]).toEqual([1, 1]))
    await eventually(() => expect(near.seqs.at(-1)).toBe(ledger.size))
    expect([far.seqs, alien.seqs, near.reloads()]).toEqual([[], [], 0])
    await far.join(ledger.size - 1)
    await eventually(() => expect(far.seqs).toEqual([ledger.size]))
  })

  it('outlives a ledger that is not there yet or cannot be read for a while', async () => {
    const { ledger, port, state } = await lab(new MemoryLedger())
    state.ledger = null
    const page = tab(port)
    expect(await page.join(0)).toEqual({ ok: true, head: 0 })
    ledger.size = 5
    ledger.fails = true
    state.ledger = ledger
    const tries = ledger.tries
    await eventually(() => expect(ledger.tries).toBeGreaterThan(tries + 5))
    expect(page.seqs).toEqual([])
    ledger.fails = false
    await eventually(() => expect(page.seqs).toEqual(upTo(0, 5)))
    expect(state.errors).toBe(1)
    ledger.fails = true
    ledger.size = 6
    await eventually(() => expect(state.errors).toBe(2))
  })

  it('lets nobody keep the others waiting by asking again and again', async () => {
    const { ledger, port } = await lab(new MemoryLedger())
    ledger.size = 100
    const greedy = Array.from({ length: streamLimits.pagesPerTick }, () => tab(port))
    await Promise.all(greedy.map((page, index) => page.join(index)))
    const patient = tab(port)
    const again = setInterval(() => greedy.forEach((page, index) => page.socket.emit('join', { after: index }, () => undefined)), 1)
    closing.push(() => clearInterval(again))
    await patient.join(50)
    await eventually(() => expect(patient.seqs).toEqual(upTo(50, 100)))
  })

  it('keeps nothing for a page that stops reading, and gives it all when it reads on', async () => {
    const { ledger, port } = await lab(new MemoryLedger('x'.repeat(4000)))
    const slow = new RawClient(port)
    closing.push(() => slow.close())
    await eventually(() => expect(slow.messages.length).toBeGreaterThan(0))
    slow.send('join', { after: 0 })
    ledger.size = 100
    await eventually(() => expect(slow.messages.filter(([event]) => event === 'events')).toHaveLength(1))
    slow.pause()

    // 40 MB, more than the kernel holds. Whatever is read from the ledger is for this page: so that must come to a stop.
    ledger.size = 10_000
    const bystander = tab(port)
    let before = 0
    await vi.waitFor(() => {
      const stalled = ledger.read > 1000 && ledger.read === before
      before = ledger.read
      expect(stalled).toBe(true)
    }, { timeout: 10_000, interval: 10 * streamLimits.tickMs })
    expect(ledger.read).toBeLessThan(5_000)
    await bystander.join(9_999)
    await eventually(() => expect(bystander.seqs).toEqual([10_000]))

    slow.resume()
    const seqs = () => slow.messages.flatMap(([event, batch]) => (event === 'events' ? (batch as LedgerEvent[]).map((each) => each.seq) : []))
    await eventually(() => expect(seqs().at(-1)).toBe(10_000))
    expect(seqs()).toEqual(upTo(0, 10_000))
  }, 30_000)
})

describe('the stream of raw output', () => {
  it('goes to those who follow that organism, only', async () => {
    const { stream, port } = await lab(new MemoryLedger())
    const [follower, other, none] = [tab(port), tab(port), tab(port)] as const
    follower.socket.emit('follow', { organism: 'a' })
    other.socket.emit('follow', { organism: 'b' })
    await Promise.all([follower, other, none].map((page) => page.join(0)))
    stream.output({ organism: 'a', at: 1, lines: [line('one')], skipped: 2 })
    stream.output({ organism: 'a', at: 2, lines: [line('two')], skipped: 0 })
    stream.output({ organism: 'b', at: 2, lines: [line('of b')], skipped: 0 })
    await eventually(() => expect([follower.output.length, other.output.length]).toEqual([1, 1]))
    expect(follower.output).toEqual([{ organism: 'a', at: 2, lines: [line('one'), line('two')], skipped: 2 }])
    follower.socket.emit('follow', { organism: null })
    await follower.join(0)
    stream.output({ organism: 'a', at: 1, lines: [line('three')], skipped: 0 })
    stream.output({ organism: 'b', at: 1, lines: [line('more of b')], skipped: 0 })
    await eventually(() => expect(other.lines()).toEqual(['of b', 'more of b']))
    expect(follower.lines()).toEqual(['one', 'two'])
    expect(none.output).toEqual([])
  })

  it('counts every line that a flood made it skip', async () => {
    const { stream, port } = await lab(new MemoryLedger())
    const page = tab(port)
    page.socket.emit('follow', { organism: 'a' })
    await page.join(0)
    const total = 50_000
    for (let index = 0; index < total; index += 100) {
      stream.output({ organism: 'a', at: 1, lines: Array.from({ length: 100 }, (_, k) => line(String(index + k))), skipped: 0 })
      if (index % 5000 === 0) await new Promise((resolve) => setImmediate(resolve))
    }
    await eventually(() => expect(page.lines().at(-1)).toBe(String(total - 1)))
    expect(page.skipped()).toBeGreaterThan(0)
    expect(page.lines().length + page.skipped()).toBe(total)
  })

  it('counts what a page missed while it did not read, and its neighbour misses nothing', async () => {
    const { stream, port } = await lab(new MemoryLedger())
    const slow = new RawClient(port)
    closing.push(() => slow.close())
    const quick = tab(port)
    quick.socket.emit('follow', { organism: 'a' })
    await quick.join(0)
    await eventually(() => expect(slow.messages.length).toBeGreaterThan(0))
    slow.send('follow', { organism: 'a' })
    slow.send('join', { after: 0 })
    let sent = 0
    const flood = async (rounds: number) => {
      for (let round = 0; round < rounds; round++) {
        stream.output({ organism: 'a', at: 1, lines: Array.from({ length: 20 }, () => line(`${sent++}`.padEnd(10_000))), skipped: 0 })
        await eventually(() => expect(quick.lines()).toHaveLength(sent))
      }
    }
    const heard = () => slow.messages.flatMap(([event, batch]) => (event === 'output' ? [batch as OutputBatch] : []))
    const count = () => heard().reduce((sum, batch) => sum + batch.lines.length + batch.skipped, 0)
    stream.output({ organism: 'a', at: 1, lines: [line(`${sent++}`.padEnd(10_000))], skipped: 0 })
    await eventually(() => expect(heard()).toHaveLength(1))
    slow.pause()
    await flood(100)
    slow.resume()
    // Nothing new is printed: it still hears how much it missed.
    await eventually(() => expect(count()).toBe(sent))
    expect(heard().some((batch) => batch.skipped > 0)).toBe(true)
    expect(quick.skipped()).toBe(0)
    const numbers = heard().flatMap((batch) => batch.lines.map((each) => Number(each.text)))
    expect(numbers).toEqual([...numbers].sort((a, b) => a - b))
  }, 30_000)

  it('adds what a page missed to what is skipped anyway', async () => {
    const { stream, server, port } = await lab(new MemoryLedger())
    const witness = tab(port)
    witness.socket.emit('follow', { organism: 'a' })
    await witness.join(0)
    // A page that polls by hand: without a request under way nothing can be sent to it.
    const url = `http://127.0.0.1:${port}${streamPath}?EIO=4&transport=polling`
    const { sid } = JSON.parse((await (await fetch(url)).text()).slice(1)) as { sid: string }
    const poll = async () => (await fetch(`${url}&sid=${sid}`)).text()
    const post = (body: string) => fetch(`${url}&sid=${sid}`, { method: 'POST', body })
    await post('40')
    let heard = ''
    while (!heard.includes('"cores"')) heard += await poll()
    await post('42["follow",{"organism":"a"}]')

    stream.output({ organism: 'a', at: 1, lines: [line('missed'), line('missed, too')], skipped: 3 })
    await eventually(() => expect(witness.lines()).toHaveLength(2))
    server.prependOnceListener('request', () => stream.output({ organism: 'a', at: 2, lines: [line('heard')], skipped: 5 }))
    const got = await poll()
    expect(JSON.parse(got.slice(2))).toEqual(['output', { organism: 'a', at: 2, lines: [line('heard')], skipped: 2 + 3 + 5 }])
  })
})

describe('rubbish from a client', () => {
  it('is answered with an error, and nothing else happens', async () => {
    const { ledger, port } = await lab(new MemoryLedger())
    ledger.size = 5
    const page = tab(port)
    const raw = page.socket as unknown as Socket
    for (const rubbish of [undefined, null, 7, 'x', {}, { after: -1 }, { after: 1.5 }, { after: '0' }, { after: 0, more: 1 }, [0]]) {
      expect(await raw.timeout(5000).emitWithAck('join', rubbish)).toMatchObject({ ok: false })
    }
    for (const rubbish of [null, {}, { organism: '../etc' }, { organism: 7 }]) {
      expect(await raw.timeout(5000).emitWithAck('follow', rubbish)).toMatchObject({ ok: false })
    }
    raw.emit('join')
    raw.emit('join', { after: 0 }, 'no function')
    raw.emit('no-such-event', { a: 1 })
    raw.emit('follow')
    await eventually(() => expect(page.seqs).toEqual(upTo(0, 5)))
  })

  it('ends the connection when it is too large, and no other', async () => {
    const { ledger, port } = await lab(new MemoryLedger())
    const [bad, good] = [tab(port), tab(port)] as const
    await good.join(0)
    await bad.join(0)
    ;(bad.socket as unknown as Socket).emit('join', { after: 0, more: 'x'.repeat(streamLimits.messageBytes) })
    await eventually(() => expect(bad.socket.connected).toBe(false))
    ledger.size = 1
    await eventually(() => expect(good.seqs).toEqual([1]))
  })

  it('ends the connection of who sends too many, and no other', async () => {
    const { port } = await lab(new MemoryLedger())
    const [flood, good] = [tab(port), tab(port)]
    await Promise.all([flood.join(0), good.join(0)])
    for (let sent = 0; sent < streamLimits.messages.count - 1; sent += 1) flood.socket.emit('follow', { organism: 'a' })
    await expect(flood.join(0), 'one too many').rejects.toThrow()
    expect(flood.socket.connected).toBe(false)
    expect(await good.join(0)).toMatchObject({ ok: true })
    const again = tab(port)
    expect(await again.join(0), 'it may come back').toMatchObject({ ok: true })
  })

  it('is refused at the handshake when the request is', async () => {
    const { port, state } = await lab(new MemoryLedger())
    state.refusal = 'not from there'
    for (const transport of ['websocket', 'polling']) {
      const page = tab(port, [transport])
      const failed = new Promise((resolve) => page.socket.once('connect_error', resolve))
      await failed
      expect(page.socket.connected).toBe(false)
    }
    const answer = await fetch(`http://127.0.0.1:${port}${streamPath}?EIO=4&transport=polling`)
    expect(answer.status).toBe(403)
  })
})
