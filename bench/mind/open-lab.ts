import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { io } from 'socket.io-client'
import { rootDir } from '../../lib/config.ts'
import type { LedgerEvent } from '../../lib/contract/event.ts'
import type { HealingSetting } from '../../lib/contract/healing.ts'
import type { ThoughtBatch } from '../../lib/contract/stream.ts'
import { streamPath } from '../../lib/gate/stream.ts'
import { startFakeOllama } from '../../tests/fixtures/llm/fake-ollama.ts'
import type { FakeServer } from '../../tests/fixtures/llm/fake-server.ts'
import { mindVariables } from './open-desk.ts'

/** What came over the stream, and when: ms on this process's own clock. */
type Heard = { at: number } & ({ event: LedgerEvent } | { thought: ThoughtBatch })

/** The whole project with a scripted model, and a page that follows one organism. */
export interface Lab {
  organism: string
  /** As it is when it is well. */
  original: string
  server: FakeServer
  configure: (setting: HealingSetting) => Promise<void>
  /** Breaks it as soon as it is well, and waits for the end. @returns all that was heard meanwhile, and its end */
  breakAndHeal: () => Promise<{ heard: Heard[]; close: Extract<LedgerEvent, { kind: 'incident-close' }> }>
  close: () => Promise<void>
}

const patienceMs = 30_000

export async function openLab(organism: string): Promise<Lab> {
  mkdirSync(join(rootDir, 'data'), { recursive: true })
  const dir = mkdtempSync(join(rootDir, 'data', 'bench-mind-'))
  const organisms = join(dir, 'organism')
  cpSync(join(rootDir, 'organism'), organisms, { recursive: true })
  // All live as they do, but for this one, whose probation would be most of the time.
  const manifest = join(organisms, organism, 'organism.json')
  writeFileSync(manifest, JSON.stringify({ ...(JSON.parse(readFileSync(manifest, 'utf8')) as object), pulseMs: 200, probationPulses: 2 }))
  const server = await startFakeOllama()
  const child = spawn(process.execPath, ['server.ts', '--port', '0', '--data', join(dir, 'data')], {
    cwd: rootDir, stdio: ['ignore', 'pipe', 'ignore'], env: { ...process.env, OUROBOROS_ORGANISMS: organisms, ...mindVariables(server) },
  })
  const url = await addressFrom(child.stdout)

  const heard: Heard[] = []
  const socket = io(url, { path: streamPath, transports: ['websocket'] })
  socket.on('thought', (thought: ThoughtBatch) => void heard.push({ at: performance.now(), thought }))
  socket.on('events', (batch: LedgerEvent[]) => {
    const at = performance.now()
    for (const event of batch) if (event.organism === organism) heard.push({ at, event })
  })
  await once(socket as never, 'connect')
  socket.emit('follow', { organism })
  await socket.emitWithAck('join', { after: 0 })

  /** Looks at what was heard from there on until it finds it. */
  async function hear<T>(what: string, from: number, find: (one: Heard) => T | null | false): Promise<T> {
    for (const latest = performance.now() + patienceMs; performance.now() < latest; await sleep(5)) {
      for (; from < heard.length; from += 1) {
        const found = find(heard[from]!)
        if (found !== null && found !== false) return found
      }
    }
    throw new Error(`${what} did not come within ${patienceMs} ms; last came ${JSON.stringify(heard.slice(-4))}`)
  }

  async function command(method: string, path: string, body: object): Promise<void> {
    const answer = await fetch(url + path, { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
    const { command: id } = await answer.json() as { command?: string }
    if (id === undefined) throw new Error(`${method} ${path} was answered with ${answer.status}`)
    for (;;) {
      const { state, outcome } = await (await fetch(`${url}/api/commands/${id}`)).json() as { state: string; outcome?: { message: string } }
      if (state === 'done') return
      if (state === 'refused') throw new Error(`${path} was refused: ${outcome?.message}`)
      await sleep(10)
    }
  }

  /** From here on: a version is proven, after which it may be broken. */
  let since = 0
  return {
    organism, server,
    original: readFileSync(join(rootDir, 'organism', organism, 'organism.js'), 'utf8'),
    configure: (setting) => command('PUT', `/api/organisms/${organism}/healing`, setting),
    async breakAndHeal() {
      await hear('a proven version', since, (one) => 'event' in one && one.event.kind === 'genome-prove')
      const from = heard.length
      await command('POST', '/api/chaos', { organism, fault: 'thrown-error', seed: 11 })
      const close = await hear('the end of an incident', from, (one) => 'event' in one && one.event.kind === 'incident-close' && one.event)
      since = from
      return { heard: heard.slice(from), close }
    },
    async close() {
      socket.disconnect()
      if (child.exitCode === null && child.signalCode === null) {
        const gone = once(child, 'exit')
        child.kill('SIGTERM')
        await gone
      }
      await server.close()
      rmSync(dir, { recursive: true, force: true })
    },
  }
}

async function addressFrom(stdout: NodeJS.ReadableStream): Promise<string> {
  for await (const line of createInterface(stdout)) {
    const [, url] = /^ready (http:\S+)/.exec(line) ?? []
    if (url === undefined) continue
    // Whatever it says later is read by nobody, and must not hold it up.
    stdout.resume()
    return url
  }
  throw new Error('the server ended before it was ready: is it built? ./run.sh builds it')
}
