import type { Socket } from 'node:net'
import { createInterface } from 'node:readline'
import type { z } from 'zod'
import { whole } from '../../contract/whole.ts'

/** One end of the socket between two cores. */
export interface Wire<Said> {
  say: (message: Said) => void
  close: () => void
}

/**
 * Messages as lines of JSON. What is no message ends the connection: whoever writes it is no core of this program.
 * `ended` is called once, however it ends.
 */
export function openWire<Said, Heard>(socket: Socket, heard: z.ZodType<Heard>, take: (message: Heard) => void, ended: () => void): Wire<Said> {
  socket.on('error', () => socket.destroy())
  socket.once('close', ended)
  const lines = createInterface({ input: socket, crlfDelay: Infinity })
  // readline hands errors of its input on.
  lines.on('error', () => undefined)
  lines.on('line', (line) => {
    const message = heard.safeParse(whole(() => JSON.parse(line) as unknown))
    if (message.success) take(message.data)
    else socket.destroy()
  })
  return {
    say: (message) => void (socket.writable && socket.write(`${JSON.stringify(message)}\n`)),
    close: () => void socket.destroy(),
  }
}
