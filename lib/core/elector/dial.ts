import { connect } from 'node:net'
import { leaderMessageSchema, type Hello, type LeaderMessage, type Refusal, type StandbyMessage } from './messages.ts'
import { openWire } from './wire.ts'

/** What a core that stands by hears of the one that leads. */
export interface Link {
  echo: (beat: number) => void
  close: () => void
}

export interface LinkListener {
  heard: (message: LeaderMessage) => void
  /** The connection is over; by our own hand too. */
  ended: () => void
}

/** @throws where nobody listens there */
export async function dial(path: string, hello: Hello, { heard, ended }: LinkListener): Promise<Link> {
  const wire = openWire<StandbyMessage, LeaderMessage>(await reach(path), leaderMessageSchema, heard, ended)
  wire.say({ type: 'hello', ...hello })
  return { echo: (beat) => wire.say({ type: 'echo', beat }), close: wire.close }
}

/** Tells the leading core that this one was refused. Whether it arrives or not, this one steps down. */
export async function reportRefusal(path: string, refusal: Refusal): Promise<void> {
  const socket = await reach(path)
  await new Promise<void>((resolve) => socket.end(`${JSON.stringify({ type: 'refused', ...refusal } satisfies StandbyMessage)}\n`, resolve))
}

function reach(path: string): Promise<ReturnType<typeof connect>> {
  return new Promise((resolve, reject) => {
    const socket = connect(path)
    socket.once('error', reject)
    socket.once('connect', () => {
      socket.off('error', reject)
      resolve(socket)
    })
  })
}
