import { createWriteStream, fstatSync } from 'node:fs'
import { Socket } from 'node:net'
import type { Writable } from 'node:stream'
import { isatty, WriteStream } from 'node:tty'

/** A stream to a descriptor that this process was born with, of whatever kind that is. A reader that is gone is no error here. */
export function inheritedOutput(fd: number): Writable {
  const stats = fstatSync(fd)
  const stream = isatty(fd) ? new WriteStream(fd)
    : stats.isFIFO() || stats.isSocket() ? new Socket({ fd, readable: false, writable: true })
    : createWriteStream('', { fd, autoClose: false })
  stream.on('error', () => stream.destroy())
  return stream
}
