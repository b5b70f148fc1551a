import { LedgerBrokenError, LedgerUnavailableError } from '../../contract/errors.ts'
import type { Clock } from '../../contract/ports/clock.ts'
import type { LeadClaim } from '../../contract/ports/store.ts'
import { assertKeepable, readyEvent } from '../ready-event.ts'
import type { Connections, Session } from './database.ts'
import { isLeader, takeLease, type HeldLease } from './lease.ts'
import { CommitDoubt, commitUnderLease, Transaction, type Committed } from './transaction.ts'

/** Whether a lead whose commit broke off was taken is asked for so long, ms. */
const doubtMs = 10_000
const againMs = 200

/** What a reign begins with. */
export interface Reign { epoch: number; states: Map<string, string> }

/**
 * Makes the claimant the leader, in one transaction.
 * @throws LeaseTakenError, LedgerBrokenError where events are gone that have been there; LedgerUnavailableError: also where
 * it is not known in the end whether it leads. The lease then says so, and is over soon, since nobody renews it.
 */
export async function lead(connections: Connections, { claimant, over, events, onCommit }: LeadClaim, clock: Clock): Promise<Committed<Reign>> {
  const ready = events.map(readyEvent)
  assertKeepable(claimant.core, claimant.host, claimant.born, claimant.socket)
  let doubt: Committed<Reign> | null = null
  const until = clock.mono() + doubtMs
  for (;;) {
    try {
      const epoch: number | undefined = doubt?.result.epoch
      const committed: Committed<Reign> | null = await commitUnderLease(connections, {
        isThere: epoch === undefined ? undefined : (session) => isLeader(session, epoch, claimant),
        run: (session, held) => take(session, held, clock),
        onCommit,
      })
      if (committed !== null) return committed
      if (doubt !== null) return doubt
    } catch (error) {
      if (error instanceof CommitDoubt) doubt = error.committed as Committed<Reign>
      else if (doubt === null || !(error instanceof LedgerUnavailableError)) throw error
      if (clock.mono() > until) throw new LedgerUnavailableError('The ledger cannot be used now: the connection broke while the lead was taken.', { cause: error })
      await clock.sleep(againMs)
    }
  }

  async function take(session: Session, held: HeldLease, { now }: Clock): Promise<{ transaction: Transaction; result: Reign }> {
    const at = Math.round(now())
    const epoch = await takeLease(session, held, { claimant, over, now: at })
    await assertWhole(session, held)
    const transaction = new Transaction(session, held, { core: claimant.core, epoch })
    transaction.beat()
    transaction.events.write(ready, at)
    const states = await session.rows<{ organism: string; state: string }>('select organism, state from ouroboros.organism_states')
    return { transaction, result: { epoch, states: new Map(states.map(({ organism, state }) => [organism, state])) } }
  }
}

/** The lease remembers where the chain ended. */
async function assertWhole(session: Session, { head, hash }: HeldLease): Promise<void> {
  const [last] = await session.rows<{ seq: number; hash: string }>('select seq, hash from ouroboros.events order by seq desc limit 1')
  if ((last?.seq ?? 0) < head) throw new LedgerBrokenError(`The ledger ends at event ${last?.seq ?? 0}, and has had ${head}: the rest was removed from outside.`)
  if (last !== undefined && (last.seq > head || last.hash !== hash)) throw new LedgerBrokenError(`The ledger's hash chain does not hold: event ${last.seq} is not what was written.`)
}
