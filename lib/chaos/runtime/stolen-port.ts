import { once } from 'node:events'
import { createServer, type Server } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { FaultUnfitError } from '../../contract/errors.ts'
import type { RuntimeFault } from '../../contract/fault.ts'
import { bySeverity } from '../severity.ts'

const attempts = 200
const gapMs = 5

export const stolenPort: RuntimeFault = {
  class: 'runtime',
  id: 'stolen-port',
  label: 'Steal its port',
  teaches: 'The program is fine and its place is taken: restarting cannot help, and killing whoever sits there would be wrong.',
  intensity: 'for how long the port is held: 2, 5, 15 or 60 seconds, or until it is taken back',
  kinds: ['service'],
  undo: 'the port is given free',
  inject: async (target, choice) => {
    if (target.port === null) throw new FaultUnfitError('Only an organism that listens on a port can lose one: choose a service.')
    const server = await take(target.port, target)
    const heldMs = bySeverity([2000, 5000, 15_000, 60_000, null], choice.intensity)
    let closed: Promise<unknown> | null = null
    const giveBack = async () => {
      clearTimeout(timer)
      closed ??= once(server.close(), 'close')
      await closed
    }
    const timer = heldMs === null ? undefined : setTimeout(() => void giveBack(), heldMs).unref()
    return giveBack
  },
}

/**
 * Ends the organism's own process, and sits down on its port before the next one does; a next one that was faster is
 * ended too. Whoever else holds the port keeps it: then this gives up.
 */
async function take(port: number, target: { pid: () => number | null; signal: (signal: 'SIGKILL') => void }): Promise<Server> {
  let ended: number | null = null
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const pid = target.pid()
    if (pid !== null && pid !== ended) {
      ended = pid
      target.signal('SIGKILL')
    }
    const server = await listen(port)
    if (server) return server
    await sleep(gapMs)
  }
  throw new FaultUnfitError(`Port ${port} is held by somebody else: give it free, or choose another fault.`)
}

/** @returns null where the port is taken */
async function listen(port: number): Promise<Server | null> {
  // Whoever asks gets no answer and no open connection to wait on.
  const server = createServer((socket) => socket.on('error', () => socket.destroy()).destroy()).unref()
  try {
    // Nobody from outside can reach this address. Linux keeps listeners on all addresses off the port too; macOS only
    // those on this one.
    server.listen({ port, host: '127.0.0.1' })
    await once(server, 'listening')
    return server
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') return null
    throw error
  }
}
