import { setImmediate } from 'node:timers/promises'
import type { EventKind } from '../../contract/event.ts'
import type { LedgerReader } from '../../contract/ports/ledger.ts'
import type { Board } from './board.ts'
import { countedKinds, openCount } from './count-events.ts'

/** Events read at a time: between two such slices, whoever else waits for this process has its turn. */
const slice = 1_000
/**
 * Nearly all rare kinds are counted. With one among them that is not rare, the ledger is walked in its own order, which
 * is several times quicker than to sort what the index of the rare ones has, again for each slice.
 */
const walkedKinds: readonly EventKind[] = [...countedKinds, 'log-chunk']

/**
 * Counts the ledger's events onto a board, each of them once: from the first one when it is asked for the first time,
 * and then from where it stands. What is asked for at the same time is counted together.
 */
export function openLedgerCount(readers: Pick<LedgerReader, 'events' | 'head'>, board: Board): () => Promise<void> {
  let count = openCount(board)
  let ledger: string | null = null
  let seq = 0
  let running: Promise<void> | null = null

  async function catchUp(): Promise<void> {
    const first = readers.events({ limit: 1 })[0]?.hash ?? null
    // Another ledger lies there now. None at all says nothing: a replica that is made anew is empty for a moment.
    if (first !== null && first !== ledger) {
      board.clear('events')
      count = openCount(board)
      ledger = first
      seq = 0
    }
    const head = readers.head()
    while (seq < head) {
      const events = readers.events({ after: seq, limit: slice, kinds: [...walkedKinds] })
      for (const event of events) {
        seq = event.seq
        count(event)
      }
      if (events.length < slice) seq = Math.max(seq, head)
      else await setImmediate()
    }
  }

  return () => (running ??= catchUp().finally(() => { running = null }))
}
