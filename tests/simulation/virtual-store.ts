import Sqlite, { type Database } from 'better-sqlite3'
import type { Ledger } from '../../lib/contract/ports/ledger.ts'
import type { LeadClaim, Store } from '../../lib/contract/ports/store.ts'
import { connectWriter } from '../../lib/store/sqlite/connect.ts'
import { openLedger } from '../../lib/store/sqlite/open-ledger.ts'
import { openSqliteStore } from '../../lib/store/sqlite/open-store.ts'
import type { VirtualProcess } from './virtual-process.ts'

/** From a write to its commit, and from there to whoever waits for it, ms. Now and then a disk takes its time. */
const commitMs = [0, 0, 0, 1, 1, 2, 5, 40]
const heardMs = [0, 0, 0, 1]

/** The real store on a real file, as one process has it: its connections go with the process. */
export function virtualStore(owner: VirtualProcess): Store {
  const { world } = owner
  const { path } = world.ledgerFile
  const real = openSqliteStore(path, owner.clock)
  const writers = new Set<Database>()
  owner.onLetGo.push(() => {
    void real.close()
    for (const db of writers) db.close()
  })

  function lead({ claimant, ...claim }: LeadClaim): Ledger {
    const ledger = openLedger({
      path, clock: owner.clock, ...claimant, ...claim, blocksMs: 0,
      onCommit() {
        world.commits += 1
        world.leads.writes(owner, ledger.epoch)
        if (world.disk.isFull) throw new Sqlite.SqliteError('database or disk is full', 'SQLITE_FULL')
        claim.onCommit?.()
      },
      defer: (work, ms) => void owner.post(ms === 0 ? world.chance.of(commitMs) : ms, 'commits', work),
      connect(file) {
        if (world.disk.isFull) throw new Sqlite.SqliteError('database or disk is full', 'SQLITE_FULL')
        const db = connectWriter(file, { busyTimeoutMs: 0, mustExist: true })
        writers.add(db)
        return db
      },
    })
    return as(owner, ledger)
  }

  return {
    ...real,
    readers: { ...guarded(owner, real.readers), view: sinceCommit(owner, real.readers.view), changes: sinceCommit(owner, real.readers.changes) },
    lease: () => owner.call('store', [0, 0], real.lease),
    lead: (claim) => owner.call('store', [world.chance.of(commitMs), world.chance.of(heardMs)], () => {
      const before = world.leads.isFree(owner, claim)
      const ledger = lead(claim)
      world.commits += 1
      world.leads.takes(owner, ledger.epoch, before)
      return ledger
    }),
    close: () => owner.call('store', [0, 0], real.close),
  }
}

/** What a process reads at once. */
function guarded<T extends object>(owner: VirtualProcess, readers: T): T {
  return Object.fromEntries(Object.entries(readers).map(([name, read]) =>
    [name, (...given: unknown[]) => owner.look(() => (read as (...given: unknown[]) => unknown)(...given))])) as T
}

/** Asked many times a second, and mostly while nothing was written. */
function sinceCommit<T>(owner: VirtualProcess, read: () => T): () => T {
  let last: { commits: number; value: T } | null = null
  return () => owner.look(() => {
    const { commits } = owner.world
    if (last?.commits !== commits) last = { commits, value: read() }
    return last.value
  })
}

function as(owner: VirtualProcess, ledger: Ledger): Ledger {
  const { world } = owner
  let heardAt = 0
  let appended = 0
  let lastWritten = 0
  /** What has been written is heard of a moment later, in its order; until then nobody knows. */
  const written = <T>(work: () => Promise<T>): Promise<T> => new Promise((resolve, reject) => owner.act('ledger', () => {
    const tell = (settle: () => void): void => {
      heardAt = Math.max(heardAt, world.clock.mono() + world.chance.of(heardMs))
      owner.post(heardAt - world.clock.mono(), 'ledger', settle)
    }
    work().then((value) => tell(() => resolve(value)), (error: Error) => tell(() => reject(error)))
  }))
  return {
    core: ledger.core,
    epoch: ledger.epoch,
    append: (...events) => written(async () => {
      const nth = (appended += 1)
      const told = await ledger.append(...events)
      if (nth < lastWritten) world.violates(`${owner.name} asked for ${events.map(({ kind }) => kind).join(', ')} to be written before what came first`)
      lastWritten = nth
      world.hears(told)
      return told
    }),
    beat: (others) => written(() => ledger.beat(others)),
    claim: () => written(() => ledger.claim()),
    finish: (...end) => written(() => ledger.finish(...end)),
    readState: (organism) => owner.look(() => ledger.readState(organism)),
    writeState: (organism, state) => written(() => ledger.writeState(organism, state)),
    trim: (keep) => written(() => ledger.trim(keep)),
    close: () => written(async () => {
      await ledger.close()
      world.leads.letsGo(owner)
    }),
  }
}
