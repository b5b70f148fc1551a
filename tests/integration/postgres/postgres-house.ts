import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Clock } from '../../../lib/contract/ports/clock.ts'
import type { Ledger } from '../../../lib/contract/ports/ledger.ts'
import type { Claimant, Store } from '../../../lib/contract/ports/store.ts'
import { systemClock } from '../../../lib/process/clock.ts'
import { openGateDesk } from '../../../lib/store/postgres/open-gate-desk.ts'
import { openPostgresStore } from '../../../lib/store/postgres/open-store.ts'
import { openReplicaReaders } from '../../../lib/store/sqlite/replica-readers.ts'
import type { LedgerHouse } from '../../conformance/ledger.ts'
import type { StoreHouse } from '../../conformance/store.ts'
import { FakeClock } from '../../fixtures/fake-clock.ts'
import type { PostgresServer } from '../../fixtures/postgres-server.ts'

export const claimant = (core: string): Claimant => ({ core, host: 'here', pid: 1, born: 'then', socket: null })

/** A core that leads from now on, over whoever leads. */
export async function leadNow(store: Store, core: string): Promise<Ledger> {
  return store.lead({ claimant: claimant(core), over: (await store.lease())?.lease.epoch ?? 0, events: [] })
}

/** What a store has said, a line each. */
export class HeardLog {
  readonly lines: string[] = []
  readonly #hear = (level: string) => (fields: object, message: string): void => {
    this.lines.push(`${level} ${message} ${JSON.stringify(fields, (_, value: unknown) => (value instanceof Error ? { ...value, message: value.message, stack: value.stack, cause: value.cause } : value))}`)
  }

  info = this.#hear('info')
  warn = this.#hear('warn')
  error = this.#hear('error')
}

export interface Place {
  server: PostgresServer
  database: string
  /** A process of that host: those of one host share a replica. */
  open: (host?: string, other?: { url?: string; clock?: Clock }) => Promise<Store>
  replicaPath: (host?: string) => string
  /** Walks the chain in the database. @returns where it breaks */
  verify: (url?: string) => Promise<{ seq: number; what: string } | null>
  log: HeardLog
  cleanup: () => Promise<void>
}

/** A database of its own, and hosts that use it. */
export async function postgresPlace(server: PostgresServer, clock: Clock = systemClock): Promise<Place> {
  const database = await server.create()
  const folder = mkdtempSync(join(tmpdir(), 'ouroboros-hosts-'))
  const opened: Store[] = []
  const log = new HeardLog()
  const replicaPath = (host = 'here'): string => join(folder, host, 'replica.sqlite')
  return {
    server, database, replicaPath, log,
    open: async (host, other) => {
      const store = await openPostgresStore({ url: server.url(database), clock, ...other, replicaPath: replicaPath(host), log })
      opened.push(store)
      return store
    },
    verify: async (url = server.url(database)) => {
      const desk = openGateDesk({ url, clock })
      return desk.verify().then(({ broken }) => broken).finally(desk.close)
    },
    cleanup: async () => {
      for (const store of opened) await store.close()
      await server.drop(database)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Every core is a process of its own, beside the gate; all of them on one host. */
export async function postgresHouse(server: PostgresServer): Promise<LedgerHouse> {
  const clock = new FakeClock()
  const place = await postgresPlace(server, clock)
  const gate = await place.open()
  const opened: { close: () => void | Promise<void> }[] = []
  return {
    clock,
    open: async (core) => {
      const ledger = await leadNow(await place.open(), core)
      opened.push(ledger)
      return ledger
    },
    readers: () => {
      const readers = openReplicaReaders(place.replicaPath(), clock, (why) => { throw new Error(why) })
      opened.push(readers)
      return readers
    },
    desk: () => gate.desk,
    cleanup: async () => {
      for (const thing of opened) await thing.close()
      await place.cleanup()
    },
  }
}

export async function postgresStoreHouse(server: PostgresServer): Promise<StoreHouse> {
  const place = await postgresPlace(server)
  return { open: () => place.open(), pass: (ms) => systemClock.sleep(ms), cleanup: place.cleanup }
}
