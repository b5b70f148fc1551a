import { randomUUID } from 'node:crypto'
import type { Command, CommandRequest } from '../../contract/command.ts'
import { LedgerUnavailableError } from '../../contract/errors.ts'
import type { Clock } from '../../contract/ports/clock.ts'
import type { CommandDesk } from '../../contract/ports/ledger.ts'
import { encodeJson } from '../lossless-json.ts'
import { commandOf, type CommandRow } from './command-row.ts'
import { assertDurable, connectWriter } from './connect.ts'
import { LazyConnection } from './lazy-connection.ts'
import { asLedgerFailure } from './ledger-failure.ts'

/** A person waits, and this thread serves others: better a clear refusal soon. */
const busyTimeoutMs = 1000

/**
 * The gate process's only way to write. `insert` returns once the row is on disk: a 202 is an acknowledgement.
 * Before a core has made the ledger, reads find nothing and `insert` throws LedgerUnavailableError.
 */
export function openDesk(path: string, clock: Pick<Clock, 'now'> = { now: Date.now }): CommandDesk & { close: () => void } {
  const ledger = new LazyConnection(path, (file) => connectWriter(file, { busyTimeoutMs, mustExist: true }))

  const insert = (request: CommandRequest, author: string): Command => {
    const row = { id: randomUUID(), kind: request.kind, state: 'queued', author, created_at: Math.round(clock.now()), request: encodeJson(request) }
    const write = ledger.statement('insert into commands (id, kind, state, author, created_at, request) values (:id, :kind, :state, :author, :created_at, :request)')
    if (write === null || ledger.db === null) throw new LedgerUnavailableError('There is no ledger yet: the core that makes it has not started. Try again in a moment.')
    write.run(row)
    assertDurable(ledger.db)
    return commandOf({ ...row, place: 0, outcome: null, epoch: 0, claims: 0 })
  }

  return {
    insert: (request, author) => asLedgerFailure(() => insert(request, author)),
    read: (id) => asLedgerFailure(() => {
      const row = ledger.get<CommandRow>('select * from commands where id = ?', id)
      return row === undefined ? null : commandOf(row)
    }),
    recent: (limit) => asLedgerFailure(() => ledger.all<CommandRow>('select * from commands order by place desc limit ?', limit).map(commandOf)),
    by: (author, limit) => asLedgerFailure(() => ledger.all<CommandRow>('select * from commands where author = ? order by place desc limit ?', author, limit).map(commandOf)),
    close: () => ledger.close(),
  }
}
