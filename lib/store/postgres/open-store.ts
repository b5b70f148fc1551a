import { ConfigError, LedgerUnavailableError } from '../../contract/errors.ts'
import type { Clock } from '../../contract/ports/clock.ts'
import type { Store } from '../../contract/ports/store.ts'
import { openReplicaReaders } from '../sqlite/replica-readers.ts'
import { Replica } from '../sqlite/replica.ts'
import { silentLog, type StoreLog } from '../store-log.ts'
import { Address } from './address.ts'
import type { Settled } from './commit-queue.ts'
import { isMisconfigured } from './database-failure.ts'
import { Connections } from './database.ts'
import { Follower } from './follower.ts'
import { lead } from './lead.ts'
import { readLease } from './lease.ts'
import { PostgresLedger } from './ledger.ts'
import { openDesk } from './open-desk.ts'
import { openSchema } from './schema.ts'

/** Of desk and lease, whoever asks. The ledger and the follower have connections of their own. */
const mostConnections = 3
/** A claim looks for work while a commit is on its way. */
const ledgerConnections = 2
/** How long the first look at the ledger may hold up whoever opens it, ms; then the replica is filled in the background. */
const firstLookMs = 5_000
/** A write is on disk when its replica is asked; its caller, a heartbeat among others, waits no longer for that, ms. */
const settleMs = 1_000
/** Of a server that says nothing, when the store is closed, ms. */
const closingMs = 1_000

interface Place { url: string; replicaPath: string; clock: Clock; log?: StoreLog | undefined }

/**
 * The ledger in PostgreSQL, for cores on several hosts. What is read is read from this host's replica, which a follower
 * keeps up to date; where the database cannot be reached, that is what there is, and writes are refused until it can.
 * @throws ConfigError where the address or the user is wrong, the database cannot hold a ledger, or a newer Ouroboros wrote it
 */
export async function openPostgresStore({ url, replicaPath, clock, log = silentLog }: Place): Promise<Store> {
  const address = new Address(url)
  const connections = new Connections(address, mostConnections)
  const ears = new Connections(address, 1)
  const all = new Set([connections, ears])
  const replica = new Replica(replicaPath, log)
  const schema = openSchema(connections)
  const follower = new Follower({ connections: ears, schema, replica, clock, log, isOwn: (backend) => [...all].some((each) => each.hasBackend(backend)) })
  const readers = openReplicaReaders(replicaPath, clock, (why, inode) => {
    try {
      replica.renew(why, inode)
    } catch (error) {
      log.error({ err: error }, 'the damaged replica of the ledger could not be made anew')
    }
    follower.nudge()
  })
  const close = async (): Promise<void> => {
    await within(closingMs, clock, follower.close())
    ears.cut()
    await follower.close()
    await Promise.all([...all].map((each) => each.close()))
    readers.close()
    replica.close()
  }

  try {
    await schema.ready()
  } catch (error) {
    if (!(error instanceof LedgerUnavailableError) || isMisconfigured(error)) {
      await close()
      throw isMisconfigured(error) ? new ConfigError(`DATABASE_URL (${address.name}): ${reasonOf(error)}`, { cause: error }) : error
    }
  }
  follower.start()
  await within(firstLookMs, clock, follower.caughtUp().catch(() => undefined))

  /** This process has written it: it is read here before the write resolves, unless the replica itself is in the way. */
  const settled: Settled = async (news) => {
    try {
      if (news === null || !replica.apply(news)) await within(settleMs, clock, follower.caughtUp())
    } catch (error) {
      log.error({ err: error }, 'what was written is in the ledger, and not yet in the replica of this host')
      follower.nudge()
    }
  }

  return {
    isShared: true,
    readingPath: replicaPath,
    readers,
    desk: openDesk({ connections, ready: schema.ready, clock, onChange: (change) => void settled({ commands: { since: change.change - 1, rows: [change] } }) }),
    lease: async () => {
      await schema.ready()
      return connections.use(readLease)
    },
    lead: async (claim) => {
      await schema.ready()
      // Before it leads, so that little is left to fetch when it does.
      await follower.caughtUp()
      const own = new Connections(address, ledgerConnections)
      all.add(own)
      try {
        const { result: reign, news } = await lead(own, claim, clock)
        if (!replica.apply(news)) await follower.caughtUp()
        return new PostgresLedger({ core: claim.claimant.core, reign, connections: own, clock, settled, patience: claim.patience, onCommit: claim.onCommit })
      } catch (error) {
        all.delete(own)
        await own.close()
        throw error
      }
    },
    cut: async () => {
      for (const each of all) each.cut()
    },
    close,
  }
}

/** Until it is settled, or so much time has passed. */
async function within(ms: number, clock: Clock, waited: Promise<void>): Promise<void> {
  const over = new AbortController()
  try {
    await Promise.race([waited, clock.sleep(ms, over.signal)])
  } finally {
    over.abort()
  }
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message.replace(/^The ledger cannot be used now: /, '') : '')
