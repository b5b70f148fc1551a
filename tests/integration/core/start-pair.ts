import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { coreEnvironment, rootDir, type Config } from '../../../lib/config.ts'
import type { Command, CommandRequest } from '../../../lib/contract/command.ts'
import type { EventKind, EventOf } from '../../../lib/contract/event.ts'
import type { CoreHealth } from '../../../lib/contract/stream.ts'
import { superviseCores } from '../../../lib/gate/supervise-cores.ts'
import { openDesk } from '../../../lib/store/sqlite/open-desk.ts'
import { openReaders } from '../../../lib/store/sqlite/open-readers.ts'
import { makeLabFolder, type LabFolder } from './lab-folder.ts'

/** Two real core processes on a data folder of their own, kept alive as the gate process keeps them. */
export interface Pair {
  config: Config
  reader: ReturnType<typeof openReaders>
  /** Inserts a command and waits for its end. */
  ask: (request: CommandRequest) => Promise<Command>
  insert: (request: CommandRequest) => Command
  waitFor: <T>(what: string, look: () => T | null | undefined | false, timeoutMs?: number) => Promise<T>
  events: <K extends EventKind>(kind: K, organism?: string) => EventOf<K>[]
  /** Waits until one leads and the other one stands by. */
  settled: () => Promise<{ leader: CoreHealth; standby: CoreHealth }>
  /** Waits until a later epoch than this has begun. */
  led: (after: number) => Promise<EventOf<'core-start'>>
  /** Pids of programs that run for a core. */
  hostsOf: (core: number) => number[]
  close: () => Promise<void>
}

export async function startPair(folder: LabFolder, change: Partial<Config> = {}): Promise<Pair> {
  const { dir, config: usual } = makeLabFolder(folder)
  const config = { ...usual, coreRestarts: 10_000, logLevel: 'warn' as const, ...change }
  const reader = openReaders(config.ledgerPath)
  let desk: ReturnType<typeof openDesk> | null = null
  const said: unknown[] = []
  const note = (...what: unknown[]): void => void said.push(what)
  const cores = superviseCores(['a', 'b'], (name) => ({
    name, cwd: rootDir, env: { ...coreEnvironment(config), NODE_ENV: 'test' },
    command: [process.execPath, '--disable-sigusr1', '--disable-warning=ExperimentalWarning', join(rootDir, 'lib/core/main.ts'), name],
    log: { debug: note, info: note, warn: note, error: note },
    limits: { allowed: 10_000, periodMs: 60_000, firstDelayMs: 0, maxDelayMs: 0, downDelayMs: 1_000 },
    onOutput: () => undefined, onThought: () => undefined,
  }))

  async function waitFor<T>(what: string, look: () => T | null | undefined | false, timeoutMs = 30_000): Promise<T> {
    for (const until = performance.now() + timeoutMs; ;) {
      const found = look()
      if (found !== null && found !== undefined && found !== false) return found
      if (performance.now() > until) throw new Error(`waited ${timeoutMs} ms for ${what}\n${JSON.stringify(cores.health())}\n${said.slice(-5).map((each) => JSON.stringify(each)).join('\n')}`)
      await new Promise((resolve) => setTimeout(resolve, 2))
    }
  }
  const insert = (request: CommandRequest): Command => (desk ??= openDesk(config.ledgerPath)).insert(request, { author: 'test' })
  const events = <K extends EventKind>(kind: K, organism?: string) =>
    reader.events({ kinds: [kind], limit: 100_000, ...(organism === undefined ? {} : { organism }) }) as EventOf<K>[]
  const pair: Pair = {
    config, reader, waitFor, insert, events,
    async ask(request) {
      const { id } = insert(request)
      return waitFor(`the end of ${request.kind}`, () => {
        const row = desk?.read(id)
        return row && (row.state === 'done' || row.state === 'refused') ? row : null
      })
    },
    settled: () => waitFor('one to lead and one to stand by', () => {
      const { leader, standby } = { leader: cores.health().find(({ role }) => role === 'active'), standby: cores.health().find(({ role }) => role === 'standby') }
      const joined = reader.cores().some(({ pid, role }) => role === 'standby' && pid === standby?.pid)
      return leader && standby && joined && leader.pid === reader.cores().find(({ role }) => role === 'active')?.pid ? { leader, standby } : null
    }),
    led: (after) => waitFor(`an epoch after ${after}`, () => events('core-start').find(({ epoch }) => epoch > after)),
    hostsOf: (core) => readdirSync('/proc').map(Number).filter((pid) => pid > 1 && parentOf(pid) === core && isHost(pid)),
    async close() {
      await cores.stop()
      desk?.close()
      reader.close()
      rmSync(dir, { recursive: true, force: true })
    },
  }
  cores.start()
  try {
    await pair.settled()
  } catch (error) {
    await pair.close()
    throw error
  }
  return pair
}

const isHost = (pid: number): boolean => read(`/proc/${pid}/cmdline`).includes('process/host/host.cjs')
const parentOf = (pid: number): number => {
  const stat = read(`/proc/${pid}/stat`)
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
}

function read(path: string): string {
  try {
    return readFileSync(path, 'latin1')
  } catch {
    return ''
  }
}
