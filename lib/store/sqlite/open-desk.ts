import { randomUUID } from 'node:crypto'
import Sqlite from 'better-sqlite3'
import type { Command, CommandRequest } from '../../contract/command.ts'
import { LedgerUnavailableError } from '../../contract/errors.ts'
import type { Clock } from '../../contract/ports/clock.ts'
import type { CommandDesk, Petition } from '../../contract/ports/ledger.ts'
import { encodeJson } from '../lossless-json.ts'
import { commandOf, type CommandRow } from './command-row.ts'
import { assertDurable, connectWriter } from './connect.ts'
import { LazyConnection } from './lazy-connection.ts'
import { asLedgerFailure } from './ledger-failure.ts'

/** A person waits, and this thread serves others: better a clear refusal soon. */
const busyTimeoutMs = 1000

/** It answers at once. */
export type SqliteDesk = { [K in keyof CommandDesk]: (...given: Parameters<CommandDesk[K]>) => Awaited<ReturnType<CommandDesk[K]>> } & { close: () => void }

/**
 * The gate process's only way to write. `insert` returns once the row is on disk: a 202 is an acknowledgement.
 * Before a core has made the ledger, reads find nothing and `insert` throws LedgerUnavailableError.
 */
export function openDesk(path: string, clock: Pick<Clock, 'now'> = { now: Date.now }): SqliteDesk {
  const ledger = new LazyConnection(path, (file) => connectWriter(file, { busyTimeoutMs, mustExist: true }))

  const insert = (request: CommandRequest, { author, role = null, reason = null }: Petition): Command => {
    const row = { id: randomUUID(), kind: request.kind, state: 'queued', author, role, reason, created_at: Math.round(clock.now()), request: encodeJson(request) }
    const write = ledger.statement('insert into commands (id, kind, state, author, role, reason, created_at, request) values (:id, :kind, :state, :author, :role, :reason, :created_at, :request)')
    if (write === null || ledger.db === null) throw new LedgerUnavailableError('There is no ledger yet: the core that makes it has not started. Try again in a moment.')
    try {
      write.run(row)
    } catch (error) {
      // A connection that was made while the disk was read-only stays so: the next request makes another one.
      if (error instanceof Sqlite.SqliteError && error.code.startsWith('SQLITE_READONLY')) ledger.drop()
      throw error
    }
    assertDurable(ledger.db)
    return commandOf({ ...row, place: 0, outcome: null, epoch: 0, claims: 0 })
  }

  return {
    insert: (request, by) => asLedgerFailure(() => insert(request, by)),
    read: (id) => asLedgerFailure(() => {
      const row = ledger.get<CommandRow>('select * from commands where id = ?', id)
      return row === undefined ? null : commandOf(row)
    }),
    recent: (limit) => asLedgerFailure(() => ledger.all<CommandRow>('select * from commands order by place desc limit ?', limit).map(commandOf)),
    by: (author, limit) => asLedgerFailure(() => ledger.all<CommandRow>('select * from commands where author = ? order by place desc limit ?', author, limit).map(commandOf)),
    close: () => ledger.close(),
  }
}
