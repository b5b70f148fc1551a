import { randomUUID } from 'node:crypto'
import type { Command, CommandRequest } from '../../contract/command.ts'
import { LedgerUnavailableError } from '../../contract/errors.ts'
import type { Clock } from '../../contract/ports/clock.ts'
import type { CommandDesk, Petition } from '../../contract/ports/ledger.ts'
import { encodeJson } from '../lossless-json.ts'
import { assertKeepable } from '../ready-event.ts'
import { commandOf, type CommandRow } from '../sqlite/command-row.ts'
import type { CommandChange } from '../sqlite/replica-news.ts'
import { lockCommands, nextChange } from './command-claims.ts'
import type { Connections, Session } from './database.ts'
import { commandColumns } from './fetch-news.ts'

/** A person waits. So often a request is written again whose first try broke off: under its own id, so that it is there once. */
const mostTries = 3
const againMs = 200

/** The gate process's only way to write. `insert` resolves once the row is on disk: a 202 is an acknowledgement. */
export function openDesk({ connections, ready, clock, onChange }: { connections: Connections; ready: () => Promise<void>; clock: Clock; onChange: (change: CommandChange) => void }): CommandDesk {
  const read = async (where: string, values: readonly unknown[]): Promise<Command[]> => {
    await ready()
    return connections.use(async (session) => (await session.rows<CommandRow>(`select ${commandColumns} from ouroboros.commands ${where}`, values)).map(commandOf))
  }

  return {
    insert: async (request: CommandRequest, { author, role = null, reason = null }: Petition) => {
      assertKeepable(author, reason)
      const values = [randomUUID(), request.kind, author, role, reason, Math.round(clock.now()), encodeJson(request)]
      await ready()
      let doubt: DoubtError | null = null
      for (let tries = 1; ; tries++) {
        try {
          const change = await connections.use((session) => insert(session, values))
          onChange(change)
          return commandOf(change)
        } catch (error) {
          if (error instanceof DoubtError) doubt = error
          if (!(error instanceof LedgerUnavailableError) || error instanceof NoLedgerError) throw error
          if (tries === mostTries) throw doubt ?? error
          await clock.sleep(againMs)
        }
      }
    },
    read: async (id) => (await read('where id = $1', [id]))[0] ?? null,
    recent: (limit) => read('order by place desc limit $1', [limit]),
    by: (author, limit) => read('where author = $1 order by place desc limit $2', [author, limit]),
  }
}

class NoLedgerError extends LedgerUnavailableError {}
class DoubtError extends LedgerUnavailableError {}

async function insert(session: Session, values: readonly unknown[]): Promise<CommandChange> {
  await session.run('begin isolation level read committed')
  await lockCommands(session)
  const [led] = await session.rows('select 1 from ouroboros.lease where epoch > 0')
  if (led === undefined) throw new NoLedgerError('There is no ledger yet: no core has led it. Try again in a moment.')
  // It may be there already, from a try whose answer was lost.
  await session.run(
    `insert into ouroboros.commands (place, id, kind, state, author, role, reason, created_at, request, change)
     select (select coalesce(max(place), 0) + 1 from ouroboros.commands), $1, $2, 'queued', $3, $4, $5, $6, $7, ${nextChange} on conflict (id) do nothing`,
    values,
  )
  const [row] = await session.rows<CommandChange>(`select ${commandColumns} from ouroboros.commands where id = $1`, values.slice(0, 1))
  if (row === undefined) throw new Error('an inserted command is not there')
  await session.run(`select pg_notify('ouroboros', $1)`, [JSON.stringify({ commands: row.change })])
  try {
    await session.run('commit')
  } catch (cause) {
    throw new DoubtError('The connection to the database broke, and it is not known whether the request was taken: look at the commands before you ask again.', { cause })
  }
  return row
}
