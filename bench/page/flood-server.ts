// The built page before a pretended engine, with the real stream between them, and a program that prints without end.
// Told over IPC: { lines, perSecond } prints so much of bubble-sort's output; answers { sent }.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import next from 'next'
import { openStream, streamPath } from '../../lib/gate/stream.ts'
import { answerApi } from '../../tests/fixtures/ui-server/api.ts'
import { World } from '../../tests/fixtures/ui-server/world.ts'

const world = new World('idle')
// Only what is printed from now on is counted.
world.recorded.length = 0

const server = createServer()
const app = next({ dev: false, httpServer: server })
await app.prepare()
const serve = app.getRequestHandler()
const silent = (): void => undefined
const stream = openStream({
  server, origins: [], refuses: () => null, roleOf: () => 'operator',
  ledger: () => ({ head: () => world.view.seq, changes: () => world.view.seq, events: ({ after = 0, limit = 500 }) => world.scribe.events.slice(after, after + limit) }),
  health: () => world.cores,
  log: { debug: silent, info: silent, warn: silent, error: silent },
})

/** One element a line and each line's text kept, nothing left out, nothing batched: what a log viewer does that has thought of none of it. */
const naive = `<!doctype html><meta charset="utf-8"><title>naive</title><div id="log"></div><script type="module">
const kept = globalThis.kept = []
const source = new EventSource('/naive/lines')
source.onmessage = ({ data }) => { for (const text of JSON.parse(data)) { kept.push({ at: Date.now(), text }); const row = document.createElement('div'); row.textContent = text; document.getElementById('log').append(row) } scrollTo(0, document.body.scrollHeight) }
</script>`
let naiveReader: ((lines: string[]) => void) | null = null

server.on('request', (request, response) => {
  const path = request.url?.split('?')[0] ?? '/'
  if (path.startsWith(streamPath)) return
  if (path === '/naive') return void response.writeHead(200, { 'content-type': 'text/html' }).end(naive)
  if (path === '/naive/lines') {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
    response.write(': open\n\n')
    naiveReader = (lines) => void response.write(`data: ${JSON.stringify(lines)}\n\n`)
    return
  }
  if (path.startsWith('/api/')) void answerApi(world, request, response)
  else void serve(request, response)
})

process.on('message', ({ lines, perSecond, isNaive }: { lines: number; perSecond: number; isNaive: boolean }) => {
  const start = performance.now()
  let sent = 0
  const timer = setInterval(() => {
    const due = Math.min(lines, Math.ceil(((performance.now() - start) / 1000) * perSecond))
    const texts = Array.from({ length: due - sent }, (_, index) => `line ${sent + index} of a program that says what it does, 80 characters or so, and goes on`)
    sent = due
    if (isNaive) naiveReader?.(texts)
    else stream.output({ organism: 'bubble-sort', at: Date.now(), lines: texts.map((text) => ({ stream: 'stdout', text })), skipped: 0 })
    if (sent < lines) return
    clearInterval(timer)
    process.send?.({ sent })
  }, 16)
})

server.listen(0, '127.0.0.1', () => console.log(`ready http://localhost:${(server.address() as AddressInfo).port}`))
process.on('SIGTERM', () => process.exit(0))
