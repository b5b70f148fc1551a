import type { IncomingMessage, Server as HttpServer } from 'node:http'
import { RateLimiterMemory } from 'rate-limiter-flexible'
import { Server, type Socket } from 'socket.io'
import { isEnough, type Role } from '../contract/access.ts'
import type { LedgerReader } from '../contract/ports/ledger.ts'
import { followSchema, joinSchema, type ClientToServer, type CoreHealth, type OutputBatch, type ServerToClient, type ThoughtBatch } from '../contract/stream.ts'
import type { Log } from '../log.ts'
import { consume } from './access/consume.ts'
import { OutputTray } from './output-tray.ts'

type Source = Pick<LedgerReader, 'events' | 'head' | 'changes'>

export interface StreamOptions {
  server: HttpServer
  /** null while there is no ledger yet. */
  ledger: () => Source | null
  /** The same list until something changes. */
  health: () => CoreHealth[]
  /** @returns why a handshake is refused, else null */
  refuses: (request: IncomingMessage) => string | null
  /** @returns in which role a connection is, asked again and again while it lasts; null: in none (any more) */
  roleOf: (request: IncomingMessage) => Role | null
  /** Other origins that may connect. */
  origins: string[]
  log: Log
}

export interface Stream {
  /** Hands on raw output to those who follow its organism. Never waits; what is too much is counted as skipped. */
  output: (batch: OutputBatch) => void
  /** Hands on what a model says to those who follow its organism, at once; who cannot take it now goes without. */
  thought: (batch: ThoughtBatch) => void
  /** Disconnects everybody. Harmless when called twice. */
  close: () => Promise<void>
}

export const streamPath = '/stream/'

/** Who may send what. */
export const streamEvents = { join: 'viewer', follow: 'viewer', echo: 'viewer' } as const satisfies Record<keyof ClientToServer, Role>

export const streamLimits = {
  tickMs: 16,
  /** Events in one message. */
  page: 500,
  /** Different places in the ledger that are read from in one tick; those who wait come first in the next. */
  pagesPerTick: 8,
  /** Further behind than this, a page loads its view anew. */
  behind: 20_000,
  clients: 1000,
  /** Of one message from a client. Bytes. */
  messageBytes: 4096,
  /** Messages from one connection; a page sends a handful. More end it, and it may come back. */
  messages: { count: 100, seconds: 10 },
  /** How often each connection is asked whether it still may: a revoked session is cut off within a second. */
  askEveryMs: 400,
} as const

interface Client {
  socket: Socket<ClientToServer, ServerToClient>
  /** seq of the last event sent; null before join. */
  cursor: number | null
  follows: string | null
  /** Lines that this client missed since the last batch that it got. */
  skipped: number
  /** What it was last told. */
  health: CoreHealth[] | null
}

/**
 * The way from the ledger and the core's stdout to the pages.
 *
 * Nothing is ever queued for a client: it has a cursor into the ledger, and is sent the page after that cursor
 * when everything sent before has left for the network. A slow one is thus behind, not in memory; those at the
 * same cursor, as a rule all, share one read and one encoding. Raw output cannot be read again and is counted
 * as skipped instead.
 */
export function openStream({ server, ledger, health, refuses, roleOf, origins, log }: StreamOptions): Stream {
  const io = new Server<ClientToServer, ServerToClient>(server, {
    path: streamPath,
    serveClient: false,
    destroyUpgrade: false,
    perMessageDeflate: false,
    httpCompression: false,
    maxHttpBufferSize: streamLimits.messageBytes,
    ...(origins.length > 0 ? { cors: { origin: origins, credentials: true } } : {}),
    allowRequest: (request, answer) => {
      const why = io.engine.clientsCount >= streamLimits.clients ? 'too many connections' : refuses(request) ?? (roleOf(request) === null ? 'sign in first' : null)
      answer(why, why === null)
    },
  })
  /** Those that wait longest come first. */
  const clients = new Set<Client>()
  const trays = new Map<string, OutputTray>()
  let head = 0
  let changes = Number.NaN
  let ledgerFails = false

  const messages = new RateLimiterMemory({ points: streamLimits.messages.count, duration: streamLimits.messages.seconds })

  io.on('connection', (socket) => {
    const client: Client = { socket, cursor: null, follows: null, skipped: 0, health: null }
    socket.use((_message, goOn) => void consume(messages, socket.id).then((waitMs) => (waitMs === 0 ? goOn() : socket.disconnect(true))))
    clients.add(client)
    /** Asked before each event, in the words of the handshake: a session may have been revoked since. */
    const may = (event: keyof typeof streamEvents, answer: unknown): boolean => {
      if (isEnough(roleOf(socket.request), streamEvents[event])) return true
      reply(answer, { ok: false, error: 'sign in first' })
      socket.disconnect(true)
      return false
    }
    socket.on('disconnect', () => {
      clients.delete(client)
      dropUnfollowed()
    })
    socket.on('join', (request: unknown, answer: unknown) => {
      if (!may('join', answer)) return
      const parsed = joinSchema.safeParse(request)
      if (!parsed.success) return reply(answer, { ok: false, error: 'join takes { after: seq of the last event you have, 0 for none }' })
      head = withLedger((open) => open.head()) ?? head
      reply(answer, { ok: true, head })
      client.cursor = parsed.data.after
    })
    socket.on('follow', (request: unknown, ...rest: unknown[]) => {
      if (!may('follow', rest[0])) return
      const parsed = followSchema.safeParse(request)
      if (!parsed.success) return reply(rest[0], { ok: false, error: 'follow takes { organism: an id, or null for none }' })
      client.follows = parsed.data.organism
      client.skipped = 0
      dropUnfollowed()
      reply(rest[0], { ok: true })
    })
    socket.on('echo', (answer: unknown) => {
      if (may('echo', answer)) reply(answer, null)
    })
  })
  const timer = setInterval(tick, streamLimits.tickMs)
  const asking = setInterval(() => {
    for (const { socket } of clients) if (roleOf(socket.request) === null) socket.disconnect(true)
  }, streamLimits.askEveryMs)

  function tick(): void {
    if (clients.size === 0) return
    // Asked once: what this tick sends must not make a client look slow to the rest of the tick.
    const drained = [...clients].filter(({ socket }) => socket.conn.readyState === 'open' && socket.conn.transport.writable)
    sendHealth(drained)
    withLedger((open) => sendEvents(open, drained))
    sendOutput(new Set(drained))
  }

  function sendHealth(drained: Client[]): void {
    const now = health()
    for (const client of drained) {
      if (client.health === now) continue
      client.health = now
      client.socket.emit('cores', now)
    }
  }

  function sendEvents(open: Source, drained: Client[]): void {
    const seen = open.changes()
    if (seen !== changes) head = open.head()
    changes = seen
    const places = new Map<number, Client[]>()
    for (const client of drained) {
      const { cursor } = client
      if (cursor === null || cursor === head) continue
      // Ahead of the ledger: its view is of another one.
      if (cursor > head || head - cursor > streamLimits.behind) {
        client.cursor = null
        client.socket.emit('reload')
        continue
      }
      const there = places.get(cursor)
      if (there) there.push(client)
      else if (places.size < streamLimits.pagesPerTick) places.set(cursor, [client])
    }
    for (const [cursor, group] of places) {
      const page = open.events({ after: cursor, limit: streamLimits.page })
      const last = page.at(-1)
      if (!last) continue
      toAll(group, 'events', page)
      for (const client of group) {
        client.cursor = last.seq
        clients.delete(client)
        clients.add(client)
      }
    }
  }

  function sendOutput(drained: ReadonlySet<Client>): void {
    const batches = new Map([...trays].map(([organism, tray]) => [organism, tray.take()]))
    const even = new Map<string, Client[]>()
    for (const client of clients) {
      const { follows } = client
      if (follows === null) continue
      const waiting = batches.get(follows) ?? []
      if (!drained.has(client)) {
        for (const batch of waiting) client.skipped += batch.skipped + batch.lines.length
      } else if (client.skipped > 0) {
        const [first = { organism: follows, at: Date.now(), lines: [], skipped: 0 }, ...others] = waiting
        client.socket.emit('output', { ...first, skipped: first.skipped + client.skipped })
        for (const batch of others) client.socket.emit('output', batch)
        client.skipped = 0
      } else if (waiting.length > 0) {
        even.set(follows, [...(even.get(follows) ?? []), client])
      }
    }
    for (const [organism, group] of even) for (const batch of batches.get(organism) ?? []) toAll(group, 'output', batch)
  }

  /** One encoding for all of them. */
  function toAll<E extends 'events' | 'output' | 'thought'>(group: Client[], event: E, ...payload: Parameters<ServerToClient[E]>): void {
    io.to(group.map(({ socket }) => socket.id)).emit(event, ...payload)
  }

  /** Trays are kept for followed organisms alone. */
  function dropUnfollowed(): void {
    const followed = new Set([...clients].map((client) => client.follows))
    for (const organism of trays.keys()) if (!followed.has(organism)) trays.delete(organism)
    for (const organism of followed) if (organism !== null && !trays.has(organism)) trays.set(organism, new OutputTray())
  }

  /** A ledger that cannot be read now is read in a later tick; it never ends the stream. */
  function withLedger<T>(read: (open: Source) => T): T | null {
    try {
      const open = ledger()
      const result = open ? read(open) : null
      ledgerFails = false
      return result
    } catch (error) {
      if (!ledgerFails) log.error({ error: String(error) }, 'the stream cannot read the ledger; trying on')
      ledgerFails = true
      return null
    }
  }

  return {
    output: (batch) => trays.get(batch.organism)?.add(batch),
    thought(batch) {
      const group = [...clients].filter(({ follows, socket }) => follows === batch.organism && socket.conn.readyState === 'open' && socket.conn.transport.writable)
      if (group.length > 0) toAll(group, 'thought', batch)
    },
    async close() {
      clearInterval(timer)
      clearInterval(asking)
      await io.close()
    },
  }
}

/** An acknowledgement is what the client made of it: often nothing at all. */
function reply(answer: unknown, what: unknown): void {
  if (typeof answer === 'function') (answer as (what: unknown) => void)(what)
}
