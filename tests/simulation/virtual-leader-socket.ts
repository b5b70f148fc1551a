import type { LinkListener, Link } from '../../lib/core/elector/dial.ts'
import { beatMs, type LeaderSocket, type LeaderSocketOptions } from '../../lib/core/elector/leader-socket.ts'
import type { Machine } from '../../lib/core/machine.ts'
import { leaderMessageSchema, standbyMessageSchema, type Hello, type LeaderMessage, type StandbyMessage } from '../../lib/core/elector/messages.ts'
import type { VirtualProcess } from './virtual-process.ts'
import type { WireEnd } from './virtual-wires.ts'

interface Peer extends Hello { heardAt: number; lagMs: number | null; end: WireEnd }

/** What lib/core/elector/leader-socket.ts does, over sockets of the simulated machine. */
export function virtualLeaderSocket(process: VirtualProcess, { path, clock, onJoin, onLeave, onRefusal }: LeaderSocketOptions): LeaderSocket {
  const peers = new Map<WireEnd, Peer>()
  const ends = new Set<WireEnd>()
  let epoch: number | null = null
  let beat = 0
  let sentAt = 0
  let isClosed = false

  const say = (end: WireEnd, message: LeaderMessage): void => end.say(message)
  const stopListening = process.world.wires.listen(path, process, (wire) => {
    const end = wire.end(1, {
      heard(text) {
        const message = standbyMessageSchema.parse(text)
        const peer = peers.get(end)
        if (message.type === 'hello') {
          const { type: _type, ...hello } = message
          peers.set(end, { ...hello, heardAt: clock.now(), lagMs: null, end })
          if (epoch !== null) say(end, { type: 'beat', beat, epoch, lagMs: null })
          onJoin(hello)
        } else if (message.type === 'refused') {
          const { type: _type, ...refusal } = message
          onRefusal(refusal)
        } else if (peer) {
          peer.heardAt = clock.now()
          if (message.beat === beat) peer.lagMs = clock.mono() - sentAt
        }
      },
      ended() {
        ends.delete(end)
        const peer = peers.get(end)
        peers.delete(end)
        if (peer) onLeave(peer)
      },
    })
    ends.add(end)
  })

  const beatOn = (): void => {
    process.post(beatMs, 'timers', () => {
      if (isClosed) return
      if (epoch !== null) {
        beat += 1
        sentAt = clock.mono()
        for (const { end, lagMs } of peers.values()) say(end, { type: 'beat', beat, epoch, lagMs })
      }
      beatOn()
    })
  }
  beatOn()

  return {
    lead(ours) {
      epoch = ours
      for (const peer of peers.values()) onJoin(peer)
    },
    peers: () => [...peers.values()].map(({ core, host, pid, startedAt, heardAt, lagMs }) => ({ core, host, pid, startedAt, heardAt, lagMs })),
    tell(message) {
      for (const { end } of peers.values()) say(end, message)
      if (message.type === 'split-brain' && peers.size > 0) process.isSplit = true
      return peers.size > 0
    },
    cut() {
      const count = ends.size
      for (const end of ends) end.close()
      return count
    },
    close() {
      isClosed = true
      stopListening()
      for (const end of ends) end.close()
    },
  }
}

/** How long it takes to be let in, ms. */
const connectMs = [0, 0, 1]

export function virtualDial(process: VirtualProcess): Pick<Machine, 'dial' | 'reportRefusal'> {
  const { wires, chance } = process.world
  const dial = (path: string, listener: Pick<LinkListener, 'ended'> & { heard: (message: unknown) => void }): Promise<WireEnd> =>
    new Promise((resolve, reject) => void process.post(chance.of(connectMs), 'sockets', () => {
      try {
        // Nothing can be heard before whoever dialled knows of it.
        resolve(wires.connect(path, process).end(0, listener))
      } catch (error) {
        reject(error instanceof Error ? error : new Error(String(error)))
      }
    }))
  const say = (end: WireEnd, message: StandbyMessage): void => end.say(message)
  return {
    async dial(path, hello, { heard, ended }): Promise<Link> {
      const end = await dial(path, { heard: (message) => heard(leaderMessageSchema.parse(message)), ended })
      say(end, { type: 'hello', ...hello })
      return { echo: (beat) => say(end, { type: 'echo', beat }), close: end.close }
    },
    async reportRefusal(path, refusal) {
      const end = await dial(path, { heard: () => undefined, ended: () => undefined })
      say(end, { type: 'refused', ...refusal })
      end.close()
    },
  }
}
