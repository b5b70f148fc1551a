import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { loadConfig, loadDatabaseUrl, rootDir } from '../../lib/config.ts'
import { sharedAccess } from '../../lib/gate/access/shared-access.ts'
import type { House } from '../../lib/gate/lab.ts'
import { openLog } from '../../lib/log.ts'
import { systemClock } from '../../lib/process/clock.ts'
import { walkChain } from '../../lib/store/export/walk-chain.ts'
import { openGenomes } from '../../lib/store/genomes/open-genomes.ts'
import { readingPath } from '../../lib/store/open-store.ts'
import { openGateDesk } from '../../lib/store/postgres/open-gate-desk.ts'
import { openDesk } from '../../lib/store/sqlite/open-desk.ts'
import { openReaders } from '../../lib/store/sqlite/open-readers.ts'

/**
 * What the handlers work with, opened at the first request: Next loads them while it builds, too. Kept on
 * globalThis, since Next may hold several copies of this module, and hot reload makes more.
 */
export function lab(): House {
  const holder = globalThis as { [key]?: House }
  return (holder[key] ??= open())
}

const key = Symbol.for('ouroboros.lab')

function open(): House {
  const config = loadConfig()
  const { ledgerPath, genomesDir, logLevel, accessPath, isOpen } = config
  const databaseUrl = loadDatabaseUrl()
  const reading = readingPath({ ledgerPath, databaseUrl })
  const remote = databaseUrl === undefined ? null : openGateDesk({ url: databaseUrl, clock: systemClock })
  const { version } = JSON.parse(readFileSync(join(rootDir, 'package.json'), 'utf8')) as { version: string }
  return {
    readers: openReaders(reading),
    readingPath: reading,
    guardChild: join(rootDir, 'lib/ask/guard/child.cjs'),
    desk: remote ?? openDesk(ledgerPath),
    walkChain: () => remote?.verify() ?? walkChain(ledgerPath),
    genomes: openGenomes(genomesDir),
    log: openLog('api', logLevel),
    config,
    version,
    now: Date.now,
    access: sharedAccess({ accessPath, isOpen }),
  }
}
