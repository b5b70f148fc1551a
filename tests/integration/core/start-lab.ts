import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { configEnvironment, rootDir } from '../../../lib/config.ts'
import type { Command, CommandRequest } from '../../../lib/contract/command.ts'
import type { EventKind, EventOf } from '../../../lib/contract/event.ts'
import type { Incident } from '../../../lib/contract/incident.ts'
import { openDesk } from '../../../lib/store/sqlite/open-desk.ts'
import { openReaders } from '../../../lib/store/sqlite/open-readers.ts'
import { makeLabFolder, type LabFolder } from './lab-folder.ts'

/** A real core process on a data folder of its own, asked and read as the gate process does. */
export interface Lab {
  dir: string
  reader: ReturnType<typeof openReaders>
  /** Inserts a command and waits for its end. */
  ask: (request: CommandRequest) => Promise<Command>
  /** Inserts only. */
  insert: (request: CommandRequest) => Command
  waitFor: <T>(what: string, look: () => T | null | undefined | false, timeoutMs?: number) => Promise<T>
  events: <K extends EventKind>(kind: K, organism?: string) => EventOf<K>[]
  /** Waits for the n-th incident of an organism (from 1) to have ended. */
  ended: (organism: string, nth?: number, timeoutMs?: number) => Promise<Incident>
  start: () => Promise<void>
  /** @returns the exit code, or the signal */
  stop: (signal: NodeJS.Signals) => Promise<number | NodeJS.Signals | null>
  pid: () => number
  close: () => Promise<void>
}

export interface LabOptions extends LabFolder {
  env?: Record<string, string>
}

export async function startLab({ env = {}, ...folder }: LabOptions): Promise<Lab> {
  const { dir, config } = makeLabFolder(folder)
  const reader = openReaders(config.ledgerPath)
  let desk: ReturnType<typeof openDesk> | null = null
  let child: ChildProcess | null = null
  let stderr = ''

  async function waitFor<T>(what: string, look: () => T | null | undefined | false, timeoutMs = 20_000): Promise<T> {
    const until = performance.now() + timeoutMs
    for (;;) {
      const found = look()
      if (found !== null && found !== undefined && found !== false) return found
      if (performance.now() > until) throw new Error(`waited ${timeoutMs} ms for ${what}\n${stderr.slice(-4000)}`)
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
  }

  async function start(): Promise<void> {
    const started = spawn(process.execPath, ['--disable-sigusr1', join(rootDir, 'lib/core/main.ts')], {
      cwd: rootDir, stdio: ['pipe', 'pipe', 'pipe'],
      env: { PATH: process.env['PATH'] ?? '', NODE_ENV: 'test', ...configEnvironment(config), OUROBOROS_LOG_LEVEL: 'warn', ...env },
    })
    child = started
    started.stderr.on('data', (chunk: Buffer) => { stderr = (stderr + chunk.toString()).slice(-20_000) })
    const lines = createInterface({ input: started.stdout })
    await new Promise<void>((resolve, reject) => {
      lines.on('line', (line) => { if (line.includes('"role":"active"')) resolve() })
      started.once('exit', (code, signal) => reject(new Error(`the core ended before it was ready (${code ?? signal})\n${stderr}`)))
    })
  }

  async function stop(signal: NodeJS.Signals): Promise<number | NodeJS.Signals | null> {
    const running = child
    if (!running || running.exitCode !== null || running.signalCode !== null) return running?.exitCode ?? running?.signalCode ?? null
    const gone = once(running, 'exit') as Promise<[number | null, NodeJS.Signals | null]>
    running.kill(signal)
    const [code, by] = await gone
    return code ?? by
  }

  const insert = (request: CommandRequest): Command => (desk ??= openDesk(config.ledgerPath)).insert(request, { author: 'test' })
  const lab: Lab = {
    dir, reader, waitFor, start, stop, insert,
    async ask(request) {
      const { id } = insert(request)
      return waitFor(`the end of ${request.kind}`, () => {
        const row = desk?.read(id)
        return row && (row.state === 'done' || row.state === 'refused') ? row : null
      })
    },
    events: <K extends EventKind>(kind: K, organism?: string) =>
      reader.events({ kinds: [kind], limit: 100_000, ...(organism === undefined ? {} : { organism }) }) as EventOf<K>[],
    ended: (organism, nth = 1, timeoutMs = 20_000) => waitFor(`incident ${nth} of ${organism} to end`, () => {
      const row = reader.incidents({ organism, limit: 1_000 }).toReversed()[nth - 1]
      return row?.end ? row : null
    }, timeoutMs),
    pid: () => child?.pid ?? 0,
    async close() {
      await stop('SIGKILL')
      desk?.close()
      reader.close()
      rmSync(dir, { recursive: true, force: true })
    },
  }
  await start()
  return lab
}
