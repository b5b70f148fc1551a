import { io } from 'socket.io-client'

/**
 * Pages in a process of their own, so that their work is not counted as the server's.
 * Arguments: port, path, how many, lines to wait for (each page). Says `joined`, then what all pages have got.
 */
const [port = '', path = '', count = '', lines = ''] = process.argv.slice(2)
let joined = 0
let done = 0
let delivered = 0
let skipped = 0

for (let tab = 0; tab < Number(count); tab++) {
  const socket = io(`http://127.0.0.1:${port}`, { path, transports: ['websocket'], forceNew: true })
  let heard = 0
  const hear = (got: number, missed: number): void => {
    heard += got + missed
    delivered += got
    skipped += missed
    if (heard === Number(lines) && ++done === Number(count)) {
      process.stdout.write(`${JSON.stringify({ delivered, skipped })}\n`)
      process.exit(0)
    }
  }
  socket.on('output', (batch: { lines: unknown[]; skipped: number }) => hear(batch.lines.length, batch.skipped))
  socket.on('line', () => hear(1, 0))
  socket.on('connect', () => {
    socket.emit('follow', { organism: 'bench' }, () => {
      if (++joined === Number(count)) process.stdout.write('joined\n')
    })
  })
}
