import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Ledger } from '../../../lib/contract/ports/ledger.ts'
import { openDesk, type SqliteDesk } from '../../../lib/store/sqlite/open-desk.ts'
import { openLedger } from '../../../lib/store/sqlite/open-ledger.ts'
import { openReaders } from '../../../lib/store/sqlite/open-readers.ts'
import { openSqliteStore } from '../../../lib/store/sqlite/open-store.ts'
import type { LedgerHouse } from '../../conformance/ledger.ts'
import type { StoreHouse } from '../../conformance/store.ts'
import { FakeClock } from '../../fixtures/fake-clock.ts'

/** It answers at once, as a file does. */
interface SqliteHouse extends LedgerHouse {
  path: string
  open: (core: string) => Ledger
  desk: () => SqliteDesk
}

/** A ledger file in a folder of its own. */
export function sqliteHouse(): SqliteHouse {
  const folder = mkdtempSync(join(tmpdir(), 'ouroboros-ledger-'))
  const path = join(folder, 'ledger.sqlite')
  const clock = new FakeClock()
  const opened: { close: () => void | Promise<void> }[] = []
  const kept = <T extends { close: () => void | Promise<void> }>(thing: T): T => {
    opened.push(thing)
    return thing
  }
  let desk: ReturnType<typeof openDesk> | undefined
  return {
    path,
    clock,
    open: (core) => kept(openLedger({ path, core, pid: 1, clock })),
    readers: () => kept(openReaders(path, clock)),
    desk: () => (desk ??= kept(openDesk(path, clock))),
    cleanup: async () => {
      for (const thing of opened) await thing.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** The same file, as the processes of one machine share it. */
export function sqliteStoreHouse(): StoreHouse {
  const folder = mkdtempSync(join(tmpdir(), 'ouroboros-store-'))
  const clock = new FakeClock()
  const opened: { close: () => Promise<void> }[] = []
  return {
    open: () => {
      const store = openSqliteStore(join(folder, 'ledger.sqlite'), clock)
      opened.push(store)
      return store
    },
    pass: (ms) => clock.spend(ms),
    cleanup: async () => {
      for (const store of opened) await store.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
