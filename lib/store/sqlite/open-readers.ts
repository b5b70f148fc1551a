import type { Clock } from '../../contract/ports/clock.ts'
import type { LedgerReader } from '../../contract/ports/ledger.ts'
import type { Readers } from '../../contract/ports/readers.ts'
import { connectReader } from './connect.ts'
import { LazyConnection } from './lazy-connection.ts'
import { asLedgerFailure } from './ledger-failure.ts'
import { readAntibodies } from './readers/read-antibodies.ts'
import { readAttachment } from './readers/read-attachment.ts'
import { readCores, readHeartbeats } from './readers/read-cores.ts'
import { readEvents, readHead, verifyChain } from './readers/read-events.ts'
import { readGenome, readGenomes } from './readers/read-genomes.ts'
import { readIncident, readIncidents } from './readers/read-incidents.ts'
import { readInjections } from './readers/read-injections.ts'
import { readLog } from './readers/read-log.ts'
import { readPulses } from './readers/read-pulses.ts'
import { prepareSizes } from './readers/read-sizes.ts'
import { prepareView } from './readers/read-view.ts'
import { prepareViewAt } from './readers/read-view-at.ts'

/**
 * Reads the ledger from any process, over a read-only connection. Until a core has made the file, every answer is the
 * empty one; nothing is created.
 * @throws (each method) ConfigError where a newer Ouroboros wrote the file, LedgerBrokenError where it is damaged,
 * LedgerUnavailableError where it cannot be read now
 */
export function openReaders(path: string, clock: Pick<Clock, 'now'> = { now: Date.now }): Readers & LedgerReader & { close: () => void } {
  const ledger = new LazyConnection(path, connectReader)
  const view = prepareView(ledger)
  const changes = prepareChanges(ledger)
  const sizes = prepareSizes(ledger)
  return {
    events: (query) => asLedgerFailure(() => readEvents(ledger, query)),
    head: () => asLedgerFailure(() => readHead(ledger)),
    changes: () => asLedgerFailure(changes),
    verify: () => asLedgerFailure(() => verifyChain(ledger)),
    view: () => asLedgerFailure(view),
    viewAt: prepareViewAt(ledger),
    incidents: (query) => asLedgerFailure(() => readIncidents(ledger, query)),
    incident: (id) => asLedgerFailure(() => readIncident(ledger, id)),
    genomes: (query) => asLedgerFailure(() => readGenomes(ledger, query)),
    genome: (id) => asLedgerFailure(() => readGenome(ledger, id)),
    antibodies: (organism) => asLedgerFailure(() => readAntibodies(ledger, organism)),
    pulses: (query) => asLedgerFailure(() => readPulses(ledger, query)),
    log: (query) => asLedgerFailure(() => readLog(ledger, query)),
    injections: (query) => asLedgerFailure(() => readInjections(ledger, query)),
    attachment: (seq) => asLedgerFailure(() => readAttachment(ledger, seq)),
    cores: () => asLedgerFailure(() => readCores(ledger, clock.now())),
    sizes: () => asLedgerFailure(sizes),
    heartbeats: (query) => asLedgerFailure(() => readHeartbeats(ledger, query)),
    close: () => ledger.close(),
  }
}

/** SQLite's own number says whether another connection has committed, but only compares with itself: so changes are counted. */
function prepareChanges(ledger: LazyConnection): () => number {
  let seen: unknown
  let count = 0
  return () => {
    const version = ledger.statement('pragma data_version')?.pluck().get()
    if (version !== seen) {
      seen = version
      count += 1
    }
    return count
  }
}
