import { io, type Socket } from 'socket.io-client'
import type { coreRowSchema } from '../../../lib/contract/api.ts'
import type { EventOf, LedgerEvent } from '../../../lib/contract/event.ts'
import type { ClientToServer, CoreHealth, OutputBatch, ServerToClient } from '../../../lib/contract/stream.ts'
import { reduceView, type View } from '../../../lib/contract/view.ts'
import type { z } from 'zod'
import { reduceLoops, type Loops } from '../heart/loop.ts'
import { getJson, watcherUrl } from './api.ts'
import { nextLink, type Link, type LinkSignal } from './link.ts'

/** Answer of GET /api/status. */
interface Status {
  view: View
  cores: z.infer<typeof coreRowSchema>[]
  head: number
  version: string
  tier: number | null
}

export interface LiveState {
  /** null until the first answer. */
  view: View | null
  core: CoreHealth | null
  tier: number | null
  link: Link
  loops: Loops
}

type Listener = () => void
type CommandEnd = EventOf<'command-end'>['data']

const retryMs = 1500
const rememberedEnds = 100

/**
 * Everything that the engine tells this page, as one external store: a view loaded once, then carried on by the
 * same fold that the server uses. Readers are told at most once a frame.
 */
export class Live {
  state: LiveState = { view: null, core: null, tier: null, link: { state: 'loading' }, loops: {} }

  #socket: Socket<ServerToClient, ClientToServer> | null = null
  #listeners = new Set<Listener>()
  #outputListeners = new Set<(batch: OutputBatch) => void>()
  #eventListeners = new Set<(batch: readonly LedgerEvent[]) => void>()
  #ends = new Map<string, CommandEnd>()
  #following: string | null = null
  /** When the engine was heard last, on {@link now}. */
  #lastAt: number | null = null
  /** Engine's clock minus the page's; the largest seen, since the way here only makes it smaller. */
  #skewMs: number | null = null
  #frame = 0
  #retry: ReturnType<typeof setTimeout> | undefined
  #watch: ReturnType<typeof setInterval> | undefined
  #load: AbortController | null = null

  /** @returns stop; start again is allowed after it */
  start(): () => void {
    void this.#reload()
    this.#watch = setInterval(() => {
      if (this.#socket && !this.#socket.connected) this.#signal({ type: 'lost', lastAt: this.#lastAt })
    }, 1000)
    return () => {
      clearInterval(this.#watch)
      clearTimeout(this.#retry)
      cancelAnimationFrame(this.#frame)
      this.#frame = 0
      this.#load?.abort()
      this.#socket?.off().disconnect()
      this.#socket = null
    }
  }

  subscribe = (listener: Listener): Listener => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  onOutput(listener: (batch: OutputBatch) => void): Listener {
    this.#outputListeners.add(listener)
    return () => this.#outputListeners.delete(listener)
  }

  onEvents(listener: (batch: readonly LedgerEvent[]) => void): Listener {
    this.#eventListeners.add(listener)
    return () => this.#eventListeners.delete(listener)
  }

  /** Asks for the raw output of one organism; kept over reconnects. */
  follow(organism: string | null): void {
    this.#following = organism
    if (this.#socket?.connected) this.#socket.emit('follow', { organism })
  }

  /** How a command ended, where its end has come by already. */
  commandEnd(id: string): CommandEnd | undefined {
    return this.#ends.get(id)
  }

  /** The engine's wall clock as far as this page can tell. */
  now = (): number => Date.now() + (this.#skewMs ?? 0)

  async #reload(): Promise<void> {
    clearTimeout(this.#retry)
    this.#load?.abort()
    const load = (this.#load = new AbortController())
    try {
      const { view, tier } = await getJson<Status>('/api/status', load.signal)
      this.#heard()
      this.#set({ view, tier })
      if (this.#socket?.connected) this.#join()
      else this.#connect()
    } catch (error) {
      if (load.signal.aborted) return
      this.#signal({ type: 'unreachable', lastAt: this.#lastAt })
      this.#retry = setTimeout(() => void this.#reload(), retryMs)
    }
  }

  #connect(): void {
    if (this.#socket) return
    const socket: Socket<ServerToClient, ClientToServer> = io(watcherUrl() || undefined, {
      path: '/stream', withCredentials: true, transports: ['websocket', 'polling'], reconnectionDelay: 300, reconnectionDelayMax: 3000,
    })
    this.#socket = socket
    socket.on('connect', () => this.#join())
    const onLost = (): void => {
      this.#signal({ type: 'lost', lastAt: this.#lastAt })
      // A socket is not told why it was closed. An answer of 401 leads to the page to sign in at.
      void getJson('/api/session').catch(() => undefined)
      // Turned away by the engine itself: then socket.io does not try again by itself.
      if (!socket.active) this.#retry = setTimeout(() => socket.connect(), retryMs)
    }
    socket.on('disconnect', onLost)
    socket.on('connect_error', onLost)
    socket.on('reload', () => void this.#reload())
    socket.on('core', (core) => {
      this.#heard()
      this.#set({ core })
    })
    socket.on('events', (batch) => this.#take(batch))
    socket.on('output', (batch) => {
      this.#heard()
      for (const listener of this.#outputListeners) listener(batch)
    })
  }

  #join(): void {
    const after = this.state.view?.seq ?? 0
    this.#socket?.emit('join', { after }, (reply) => {
      // A head behind what is shown: this is another ledger than the one shown.
      if (!reply.ok || reply.head < after) {
        this.#retry = setTimeout(() => void this.#reload(), retryMs)
        return
      }
      this.#heard()
      this.#signal({ type: 'joined' })
    })
    this.#socket?.emit('follow', { organism: this.#following })
  }

  #take(batch: readonly LedgerEvent[]): void {
    const { view, loops } = this.state
    const fresh = batch.filter((event) => event.seq > (view?.seq ?? 0))
    const first = fresh[0]
    if (!view || !first) return
    if (first.seq > view.seq + 1) return void this.#reload()
    this.#heard(fresh.at(-1)?.at)
    for (const event of fresh) if (event.kind === 'command-end') this.#remember(event.data)
    this.#set({ view: fresh.reduce(reduceView, view), loops: fresh.reduce(reduceLoops, loops) })
    for (const listener of this.#eventListeners) listener(fresh)
  }

  #remember(end: CommandEnd): void {
    this.#ends.set(end.command, end)
    if (this.#ends.size > rememberedEnds) this.#ends.delete(this.#ends.keys().next().value!)
  }

  #heard(engineAt?: number): void {
    if (engineAt !== undefined) this.#skewMs = Math.max(this.#skewMs ?? -Infinity, engineAt - Date.now())
    this.#lastAt = this.now()
  }

  #signal(signal: LinkSignal): void {
    const link = nextLink(this.state.link, signal, this.now())
    if (link !== this.state.link) this.#set({ link })
  }

  #set(change: Partial<LiveState>): void {
    this.state = { ...this.state, ...change }
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0
      for (const listener of this.#listeners) listener()
    })
  }
}
