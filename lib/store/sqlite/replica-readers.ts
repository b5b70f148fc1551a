import type { Clock } from '../../contract/ports/clock.ts'
import { LedgerBrokenError, LedgerUnavailableError } from '../../contract/errors.ts'
import type { LedgerReader } from '../../contract/ports/ledger.ts'
import type { Readers } from '../../contract/ports/readers.ts'
import { openReaders } from './open-readers.ts'
import { inodeOf } from './replica-file.ts'

type Reading = Readers & LedgerReader
type Answers = Record<string, (...given: unknown[]) => unknown>

/**
 * A ledger's readers on a replica, which may be made anew at any moment: whatever they remember of the old file is
 * forgotten with it. Asking the path costs microseconds.
 * @param onDamage told of the file that was found damaged; who asked is told to ask again
 */
export function openReplicaReaders(path: string, clock: Pick<Clock, 'now'>, onDamage: (why: string, inode: bigint | null) => void): Reading & { close: () => void } {
  let inode = inodeOf(path)
  let readers = openReaders(path, clock)
  let changesBefore = 0
  let lastChanges = 0
  let isClosed = false

  function current(): Reading {
    const now = inodeOf(path)
    // Where the file is gone, the old one is better than nothing until there is another.
    if (now === inode || now === null || isClosed) return readers
    inode = now
    readers.close()
    readers = openReaders(path, clock)
    changesBefore += lastChanges + 1
    lastChanges = 0
    return readers
  }

  function failed(error: unknown): unknown {
    if (!(error instanceof LedgerBrokenError)) return error
    onDamage(error.detail ?? error.message, inode)
    return new LedgerUnavailableError('The replica of the ledger on this host is damaged and is made anew: try again in a moment.', { cause: error })
  }

  const guarded = (name: string) => (...given: unknown[]): unknown => {
    try {
      const answer = (current() as unknown as Answers)[name]?.(...given)
      return answer instanceof Promise ? answer.catch((error: unknown) => { throw failed(error) }) : answer
    } catch (error) {
      throw failed(error)
    }
  }

  return {
    ...(Object.fromEntries(Object.keys(readers).map((name) => [name, guarded(name)])) as unknown as Reading),
    changes: () => {
      lastChanges = (guarded('changes') as () => number)()
      return changesBefore + lastChanges
    },
    verify: () => {
      const broken = (guarded('verify') as LedgerReader['verify'])()
      if (broken !== null) onDamage(broken.what, inode)
      return broken
    },
    close: () => {
      isClosed = true
      readers.close()
    },
  }
}
