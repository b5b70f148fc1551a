import { Console } from 'node:console'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { PassThrough } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { coreEnvironment, exportConfig, loadConfig, loadDatabaseUrl, loadPasswords, loadSecrets, rootDir, type Config } from './lib/config.ts'
import { ConfigError } from './lib/contract/errors.ts'
import { engineHealth } from './lib/contract/engine-health.ts'
import { openGateAccess } from './lib/gate/access/open-gate-access.ts'
import { lockData } from './lib/gate/data-lock.ts'
import { openDoor } from './lib/gate/door.ts'
import { firstAnswer, listen } from './lib/gate/listen.ts'
import { openStream, streamPath } from './lib/gate/stream.ts'
import { coreRestarts } from './lib/gate/restart-plan.ts'
import { superviseCores } from './lib/gate/supervise-cores.ts'
import { openLog } from './lib/log.ts'
import { keepSecret } from './lib/log/secrets.ts'
import { systemClock } from './lib/process/clock.ts'
import { openStore } from './lib/store/open-store.ts'

/** The gate process: pages, API and stream on one port, and the core that it keeps alive. */
async function start(asked: Config, passwords: ReturnType<typeof loadPasswords>): Promise<void> {
  for (const secret of loadSecrets()) keepSecret(secret)
  const log = openLog('gate', asked.logLevel)
  const lock = lockData(asked.dataDir)
  const door = openDoor(asked)
  const { access, announce } = await openGateAccess(asked, passwords)
  const roleOf = ({ headers }: IncomingMessage) => access.visitorOf((name) => headers[name]?.toString()).role
  const store = await openStore({ ledgerPath: asked.ledgerPath, databaseUrl: loadDatabaseUrl(), clock: systemClock, log })
  const { readers } = store

  const isWatch = asked.watch !== undefined
  const { promise: opened, resolve: open } = Promise.withResolvers<void>()
  type Pages = (request: IncomingMessage, response: ServerResponse) => unknown
  const starting: Pages = (_request, response) => response.writeHead(503, { 'retry-after': '1' }).end('Ouroboros is starting.\n')
  // A watched script does not wait for its page, whose address is told at once: whoever comes early waits.
  let pages: Pages = isWatch ? (request, response) => opened.then(() => pages(request, response)) : starting
  const server = createServer((request, response) => {
    door.admit(request, response).then((admitted) => (admitted ? pages(request, response) : undefined)).catch((error: unknown) => {
      log.error({ error: String(error), url: request.url }, 'a request failed')
      response.destroy()
    })
  })
  // Next listens here for upgrades, and is handed those that are its own; on the real server it would see the stream's.
  const upgrades = createServer()
  server.on('upgrade', (request, socket, head) => {
    if (request.url?.startsWith(streamPath)) return
    if (asked.dev && door.refuses(request) === null && roleOf(request) !== null) upgrades.emit('upgrade', request, socket, head)
    else socket.destroy()
  })

  // A watched script is one process, with one core to watch it.
  const cores = superviseCores(['a', 'b'].slice(0, isWatch ? 1 : asked.cores), (name) => ({
    name,
    command: [process.execPath, '--disable-sigusr1', '--disable-warning=ExperimentalWarning', fileURLToPath(import.meta.resolve('./lib/core/main.ts')), name],
    env: coreEnvironment(asked),
    cwd: rootDir,
    log,
    // Where a watched script's own output goes.
    passOn: isWatch ? [3] : [],
    onOutput: ({ batch }) => stream.output(batch),
    onThought: ({ batch }) => stream.thought(batch),
    limits: { ...coreRestarts, allowed: asked.coreRestarts },
  }))
  const stream = openStream({
    server, log,
    ledger: () => readers,
    health: cores.health,
    origins: asked.allowedOrigins,
    refuses: (request) => door.refuses(request)?.detail ?? null,
    roleOf,
  })
  const config = { ...asked, port: await listen(server, asked) }
  exportConfig(config)
  const invitation = announce(config)

  let isEnding = false
  async function end(): Promise<void> {
    // Asked twice: at once. The core ends by itself when the pipe to it does.
    if (isEnding) process.exit(130)
    isEnding = true
    const closed = stream.close()
    server.closeAllConnections()
    await Promise.all([closed, cores.stop()])
    await store.close()
    access.close()
    lock.release()
    process.exit(0)
  }
  process.on('SIGINT', () => void end())
  process.on('SIGTERM', () => void end())
  if (isWatch) {
    // The end of this pipe says that who asked for the watch is gone, however that happened.
    process.stdin.on('end', () => void end()).resume()
    process.stdout.on('error', () => void end())
    process.stdout.write(`page http://localhost:${config.port}\n`)
  }

  const coreIsUp = new Promise<void>((resolve) => cores.onHealth((all) => void (engineHealth(all).state === 'up' && resolve())))
  cores.start()
  // The script comes first, then its page.
  if (isWatch) await coreIsUp
  // Only now: it reads the environment while it loads, and takes a moment. What it says goes to stderr with the rest, but
  // for a watch, where stderr is the script's.
  globalThis.console = new Console(isWatch ? new PassThrough().resume() : process.stderr)
  const { default: next } = await import('next')
  const app = next({ dev: config.dev, dir: rootDir, hostname: 'localhost', port: config.port, httpServer: upgrades })
  await app.prepare()
  pages = app.getRequestHandler()
  open()
  await Promise.all([firstAnswer(config), coreIsUp])
  if (isEnding) return
  process.stdout.write(`ready http://localhost:${config.port}\n`)
  if (invitation !== null) process.stderr.write(`${invitation}\n`)
}

try {
  await start(loadConfig({ argv: process.argv.slice(2) }), loadPasswords())
} catch (error) {
  if (!(error instanceof ConfigError)) throw error
  process.stderr.write(`ouroboros: ${error.message}\n`)
  process.exit(2)
}
