import { chmodSync, rmSync } from 'node:fs'
import { createServer, type Socket } from 'node:net'
import type { Clock } from '../../contract/ports/clock.ts'
import type { Heartbeat } from '../../contract/ports/ledger.ts'
import { standbyMessageSchema, type Hello, type LeaderMessage, type Refusal } from './messages.ts'
import { openWire, type Wire } from './wire.ts'

/** From one beat to the next, ms. */
export const beatMs = 100

/** A core that stands by and is connected. */
interface Peer extends Hello {
  heardAt: number
  lagMs: number | null
  wire: Wire<LeaderMessage>
}

export interface LeaderSocketOptions {
  path: string
  clock: Clock
  /** A core stands by from now on; and is gone. */
  onJoin: (peer: Hello) => void
  onLeave: (peer: Hello) => void
  onRefusal: (refusal: Refusal) => void
}

/**
 * Where a core can be heard. It listens from its start, since whoever reads in the ledger that it leads must find it
 * here; it beats from when it leads. Whoever hears no more of it takes the lead.
 */
export interface LeaderSocket {
  /** Beats from now on. */
  lead: (epoch: number) => void
  peers: () => Heartbeat[]
  /** @returns whether there was somebody to tell */
  tell: (message: Exclude<LeaderMessage, { type: 'beat' }>) => boolean
  /** Cuts every connection. Who is alive can come back. @returns how many there were */
  cut: () => number
  close: () => void
}

export async function openLeaderSocket({ path, clock, onJoin, onLeave, onRefusal }: LeaderSocketOptions): Promise<LeaderSocket> {
  const peers = new Map<Socket, Peer>()
  const sockets = new Set<Socket>()
  let epoch: number | null = null
  let beat = 0
  let sentAt = 0

  const server = createServer((socket) => {
    sockets.add(socket)
    const wire = openWire<LeaderMessage, ReturnType<typeof standbyMessageSchema.parse>>(socket, standbyMessageSchema, (message) => {
      const peer = peers.get(socket)
      switch (message.type) {
        case 'hello': {
          const { type: _type, ...hello } = message
          peers.set(socket, { ...hello, heardAt: clock.now(), lagMs: null, wire })
          if (epoch !== null) wire.say({ type: 'beat', beat, epoch, lagMs: null })
          return onJoin(hello)
        }
        case 'echo':
          if (peer) peer.heardAt = clock.now()
          if (peer && message.beat === beat) peer.lagMs = clock.mono() - sentAt
          return undefined
        case 'refused': {
          const { type: _type, ...refusal } = message
          return onRefusal(refusal)
        }
      }
    }, () => {
      sockets.delete(socket)
      const peer = peers.get(socket)
      peers.delete(socket)
      if (peer) onLeave(peer)
    })
  })
  rmSync(path, { force: true })
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(path, resolve))
  chmodSync(path, 0o600)
  // The core ends when it is told to, and not when it has nothing to listen to.
  server.unref()

  const timer = setInterval(() => {
    if (epoch === null) return
    beat += 1
    sentAt = clock.mono()
    for (const { wire, lagMs } of peers.values()) wire.say({ type: 'beat', beat, epoch, lagMs })
  }, beatMs)

  return {
    lead(ours) {
      epoch = ours
      for (const peer of peers.values()) onJoin(peer)
    },
    peers: () => [...peers.values()].map(({ core, host, pid, startedAt, heardAt, lagMs }) => ({ core, host, pid, startedAt, heardAt, lagMs })),
    tell(message) {
      for (const { wire } of peers.values()) wire.say(message)
      return peers.size > 0
    },
    cut() {
      const count = sockets.size
      for (const socket of sockets) socket.destroy()
      return count
    },
    close() {
      clearInterval(timer)
      server.close()
      for (const socket of sockets) socket.destroy()
      rmSync(path, { force: true })
    },
  }
}
