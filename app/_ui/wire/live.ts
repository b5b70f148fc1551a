import { io, type Socket } from 'socket.io-client'
import type { coreRowSchema } from '../../../lib/contract/api.ts'
import { engineHealth, type EngineHealth } from '../../../lib/contract/engine-health.ts'
import type { EventOf, LedgerEvent } from '../../../lib/contract/event.ts'
import type { ClientToServer, CoreHealth, OutputBatch, ServerToClient, ThoughtBatch } from '../../../lib/contract/stream.ts'
import { reduceView, type View } from '../../../lib/contract/view.ts'
import type { z } from 'zod'
import { reduceLoops, type Loops } from '../heart/loop.ts'
import { Playhead, type Arrival, type Slowness } from '../time/playhead.ts'
import type { Moment, Recording } from '../time/recording.ts'
import { liveTime, type TimeState } from '../time/time-state.ts'
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
  /** What is shown, which may be behind what is: see `time`. null until the first answer. */
  view: View | null
  cores: readonly CoreHealth[]
  /** The same as a whole; null until it is known. */
  engine: EngineHealth | null
  tier: number | null
  link: Link
  loops: Loops
  time: TimeState
  /** From here to the engine and back, ms; null while it is not known. */
  lagMs: number | null
}

type Listener = () => void
type CommandEnd = EventOf<'command-end'>['data']

const retryMs = 1500
const rememberedEnds = 100
const echoMs = 2000
/** Between two steps of a replay, however long it was. */
const longestStepMs = 2500

/**
 * Everything that the engine tells this page, as one external store: a view loaded once, then carried on by the
 * same fold that the server uses. Readers are told at most once a frame. What arrives and what is shown are two
 * things: between them the reader may pause, slow down, or look at what is over.
 */
export class Live {
  state: LiveState = { view: null, cores: [], engine: null, tier: null, link: { state: 'loading' }, loops: {}, time: liveTime, lagMs: null }

  #socket: Socket<ServerToClient, ClientToServer> | null = null
  #listeners = new Set<Listener>()
  #outputListeners = new Set<(batch: OutputBatch) => void>()
  #thoughtListeners = new Set<(batch: ThoughtBatch) => void>()
  #eventListeners = new Set<(batch: readonly LedgerEvent[]) => void>()
  #shownListeners = new Set<(batch: readonly LedgerEvent[]) => void>()
  /** As it is, whatever is shown. */
  #edge: Moment | null = null
  /** As it would be shown if it were not for a replay. */
  #held: Moment | null = null
  readonly #playhead = new Playhead((arrivals) => this.#show(arrivals), {
    now: () => this.engineNow(),
    after: (ms, act) => {
      const timer = setTimeout(act, ms)
      return () => clearTimeout(timer)
    },
  })
  #player: ReturnType<typeof setTimeout> | undefined
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
    const echo = setInterval(() => this.#measureLag(), echoMs)
    return () => {
      clearInterval(this.#watch)
      clearInterval(echo)
      clearTimeout(this.#player)
      this.#playhead.stop()
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

  /** What language models say, of the organism that is followed. */
  onThought(listener: (batch: ThoughtBatch) => void): Listener {
    this.#thoughtListeners.add(listener)
    return () => this.#thoughtListeners.delete(listener)
  }

  /** As they are shown: later than they come, where the reader pauses. */
  onShown(listener: (batch: readonly LedgerEvent[]) => void): Listener {
    this.#shownListeners.add(listener)
    return () => this.#shownListeners.delete(listener)
  }

  /** As they come. */
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
  engineNow = (): number => Date.now() + (this.#skewMs ?? 0)

  /** The clock of what is shown: of an event that is over, or of now. */
  now = (): number => {
    const { replay } = this.state.time
    return replay ? (replay.recording.steps[replay.step]?.at ?? this.engineNow()) : this.#playhead.shownNow
  }

  pause = (): void => this.#moveTime(() => this.#playhead.pause())
  /** Goes on from where it was held, at the pace that is set. */
  resume = (): void => this.#moveTime(() => this.#playhead.resume())
  /** Shows one event more, and holds. */
  step = (): void => this.#moveTime(() => this.#playhead.step())
  setSlowness = (slowness: Slowness): void => this.#moveTime(() => this.#playhead.setSlowness(slowness))
  /** Shows all that has happened; slow motion goes on from here. */
  catchUp = (): void => this.#moveTime(() => this.#playhead.catchUp())

  /** Back to now, at full pace. */
  goLive = (): void => {
    clearTimeout(this.#player)
    this.#playhead.slowness = 1
    const held = this.#held
    if (this.state.time.replay && held) this.#set({ ...held, time: { ...this.state.time, replay: null } })
    const edge = this.#edge
    this.#held = null
    this.#moveTime(() => this.#playhead.catchUp())
    if (edge) this.#set({ ...edge })
  }

  /** Shows a stretch of the past as of one of its steps. What happens meanwhile waits. */
  replay = (recording: Recording, step: number): void => {
    const { view, loops } = this.state
    if (!this.state.time.replay && view) this.#held = { view, loops }
    this.#playhead.pause()
    const place = Math.max(0, Math.min(recording.steps.length - 1, step))
    const isPlaying = this.state.time.replay?.isPlaying === true && place < recording.steps.length - 1
    this.#set({ ...recording.momentAt(place), time: { ...this.state.time, replay: { recording, step: place, isPlaying } } })
    this.#moveTime(() => undefined)
    if (isPlaying) this.#playOn()
    else clearTimeout(this.#player)
  }

  /** Walks on through the replay by itself, in the rhythm in which it happened. */
  playReplay = (isPlaying: boolean): void => {
    const { replay } = this.state.time
    if (!replay) return
    const isAtEnd = replay.step >= replay.recording.steps.length - 1
    this.#set({ time: { ...this.state.time, replay: { ...replay, isPlaying } } })
    if (!isPlaying) clearTimeout(this.#player)
    else if (isAtEnd) this.replay(replay.recording, 0)
    else this.#playOn()
  }

  #playOn(): void {
    clearTimeout(this.#player)
    const { replay, slowness } = this.state.time
    if (!replay) return
    const { recording, step } = replay
    const gap = (recording.steps[step + 1]?.at ?? 0) - (recording.steps[step]?.at ?? 0)
    this.#player = setTimeout(() => this.replay(recording, step + 1), Math.min(longestStepMs, Math.max(60, gap * slowness)))
  }

  #moveTime(move: () => void): void {
    const wasOverrun = this.#playhead.isOverrun
    move()
    const { slowness, waiting, isPaused, isOverrun } = this.#playhead
    const { replay } = this.state.time
    if (wasOverrun && !isOverrun && !replay && this.#edge) this.#set({ ...this.#edge })
    this.#set({ time: { mode: replay ? 'replay' : isPaused ? 'paused' : 'live', slowness, waiting, isOverrun, replay } })
  }

  #measureLag(): void {
    if (!this.#socket?.connected) return
    const sentAt = performance.now()
    this.#socket.emit('echo', () => this.#set({ lagMs: performance.now() - sentAt }))
  }

  async #reload(): Promise<void> {
    clearTimeout(this.#retry)
    this.#load?.abort()
    const load = (this.#load = new AbortController())
    try {
      const { view, tier } = await getJson<Status>('/api/status', load.signal)
      this.#heard()
      this.#begin(view)
      this.#set({ tier })
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
    socket.on('cores', (cores) => {
      this.#heard()
      this.#set({ cores, engine: engineHealth(cores) })
    })
    socket.on('events', (batch) => this.#take(batch))
    socket.on('thought', (batch) => {
      this.#heard()
      for (const listener of this.#thoughtListeners) listener(batch)
    })
    socket.on('output', (batch) => {
      this.#heard()
      this.#pass([{ at: batch.at, output: batch }])
    })
  }

  #join(): void {
    const after = this.#edge?.view.seq ?? 0
    this.#socket?.emit('join', { after }, (reply) => {
      // A head behind what is shown: this is another ledger than the one shown.
      if (!reply.ok || reply.head < after) {
        this.#retry = setTimeout(() => void this.#reload(), retryMs)
        return
      }
      this.#heard()
      this.#signal({ type: 'joined' })
      this.#measureLag()
    })
    this.#socket?.emit('follow', { organism: this.#following })
  }

  /** A view from the engine itself, in the place of what was known. */
  #begin(view: View): void {
    this.#edge = { view, loops: this.#edge?.loops ?? {} }
    // Who holds still keeps what is seen; the way on from there is lost.
    if (this.#playhead.isPaused && this.state.view) {
      this.#playhead.overrun()
      return this.#moveTime(() => undefined)
    }
    this.#playhead.catchUp()
    this.#set({ view })
  }

  #take(batch: readonly LedgerEvent[]): void {
    const edge = this.#edge
    const fresh = batch.filter((event) => event.seq > (edge?.view.seq ?? 0))
    const first = fresh[0]
    if (!edge || !first) return
    if (first.seq > edge.view.seq + 1) return void this.#reload()
    this.#heard(fresh.at(-1)?.at)
    this.#edge = { view: fresh.reduce(reduceView, edge.view), loops: fresh.reduce(reduceLoops, edge.loops) }
    for (const event of fresh) {
      if (event.kind === 'command-end') this.#remember(event.data)
      if (event.kind === 'core-start') this.#set({ tier: event.data.tier })
    }
    for (const listener of this.#eventListeners) listener(fresh)
    this.#pass(fresh.map((event) => ({ at: event.at, event })))
  }

  #pass(arrivals: readonly Arrival[]): void {
    this.#playhead.take(arrivals)
    if (this.#playhead.waiting !== this.state.time.waiting || this.#playhead.isOverrun !== this.state.time.isOverrun) this.#moveTime(() => undefined)
  }

  #show(arrivals: readonly Arrival[]): void {
    const events = arrivals.flatMap((arrival) => ('event' in arrival ? [arrival.event] : []))
    const { view, loops, time } = this.state
    if (events.length > 0 && view && !time.replay) this.#set({ view: events.reduce(reduceView, view), loops: events.reduce(reduceLoops, loops) })
    for (const arrival of arrivals) {
      if ('output' in arrival) for (const listener of this.#outputListeners) listener(arrival.output)
      else for (const listener of this.#shownListeners) listener([arrival.event])
    }
    if (this.#playhead.waiting !== time.waiting) this.#moveTime(() => undefined)
  }

  #remember(end: CommandEnd): void {
    this.#ends.set(end.command, end)
    if (this.#ends.size > rememberedEnds) this.#ends.delete(this.#ends.keys().next().value!)
  }

  #heard(engineAt?: number): void {
    if (engineAt !== undefined) this.#skewMs = Math.max(this.#skewMs ?? -Infinity, engineAt - Date.now())
    this.#lastAt = this.engineNow()
  }

  #signal(signal: LinkSignal): void {
    const link = nextLink(this.state.link, signal, this.engineNow())
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
