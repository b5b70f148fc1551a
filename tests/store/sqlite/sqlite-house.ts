import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDesk } from '../../../lib/store/sqlite/open-desk.ts'
import { openLedger } from '../../../lib/store/sqlite/open-ledger.ts'
import { openReaders } from '../../../lib/store/sqlite/open-readers.ts'
import type { LedgerHouse } from '../../conformance/ledger.ts'
import { FakeClock } from '../../fixtures/fake-clock.ts'

/** A ledger file in a folder of its own. */
export function sqliteHouse(): LedgerHouse & { path: string } {
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
