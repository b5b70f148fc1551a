import type { Command, CommandOutcome } from '../../contract/command.ts'
import { UnknownCommandError } from '../../contract/errors.ts'
import type { NewEvent } from '../../contract/event.ts'
import { encodeJson } from '../lossless-json.ts'
import { readyEvent } from '../ready-event.ts'
import { maxClaims, spentOutcome } from '../sqlite/command-claims.ts'
import { commandOf, commandSubject } from '../sqlite/command-row.ts'
import type { CommandChange } from '../sqlite/replica-news.ts'
import type { Session } from './database.ts'
import { commandColumns } from './fetch-news.ts'
import { locks } from './migrate.ts'
import type { Transaction } from './transaction.ts'

/**
 * Changes of commands are numbered without gaps, in the order in which they come to light: that takes a lock until the
 * commit. It is not the lease's, so that a request need not wait for a core's transaction. After the lock, before the number.
 */
export async function lockCommands(session: Session): Promise<void> {
  await session.run(`select pg_advisory_xact_lock(${locks.commands})`)
}

/** For inside a statement, the lock held. */
export const nextChange = '(select coalesce(max(change), 0) + 1 from ouroboros.commands)'

const openTo = `state in ('queued', 'claimed') and (state = 'queued' or epoch < $1)`

/** Cheap: needs no transaction. */
export async function isAnyOpen(session: Session, epoch: number): Promise<boolean> {
  return (await session.rows(`select 1 from ouroboros.commands where ${openTo} limit 1`, [epoch])).length > 0
}

/** The oldest open command, claimed by that epoch; what was claimed too often is ended on the way. */
export async function claimNext(transaction: Transaction, epoch: number, at: number): Promise<Command | null> {
  const { session } = transaction
  await lockCommands(session)
  for (;;) {
    const [row] = await session.rows<CommandChange>(`select ${commandColumns} from ouroboros.commands where ${openTo} order by place limit 1`, [epoch])
    if (row === undefined) return null
    const command = commandOf(row)
    if (row.claims >= maxClaims) {
      await end(transaction, command, { state: 'refused', outcome: spentOutcome }, at)
      continue
    }
    await change(transaction, `state = 'claimed', epoch = $2, claims = claims + 1`, [row.id, epoch])
    tell(transaction, command, { kind: 'command-claim', data: { command: row.id, kind: row.kind, author: row.author } }, at)
    return { ...command, state: 'claimed' }
  }
}

/** @throws UnknownCommandError where there is no such command, or it is not open */
export async function finishCommand(transaction: Transaction, id: string, ending: CommandEnd, at: number): Promise<void> {
  const { session } = transaction
  await lockCommands(session)
  const [row] = await session.rows<CommandChange>(`select ${commandColumns} from ouroboros.commands where id = $1 and state = 'claimed'`, [id])
  if (row === undefined) throw new UnknownCommandError(`No command ${id} is being worked on.`)
  await end(transaction, commandOf(row), ending, at)
}

interface CommandEnd { state: 'done' | 'refused'; outcome: CommandOutcome }

async function end(transaction: Transaction, command: Command, { state, outcome }: CommandEnd, at: number): Promise<void> {
  await change(transaction, 'state = $2, outcome = $3', [command.id, state, encodeJson(outcome)])
  tell(transaction, command, { kind: 'command-end', data: { command: command.id, state, outcome } }, at)
}

async function change(transaction: Transaction, set: string, values: readonly unknown[]): Promise<void> {
  transaction.commands.push(...await transaction.session.rows<CommandChange>(`update ouroboros.commands set ${set}, change = ${nextChange} where id = $1 returning ${commandColumns}`, values))
}

type Fact = Pick<Extract<NewEvent, { kind: 'command-claim' }>, 'kind' | 'data'> | Pick<Extract<NewEvent, { kind: 'command-end' }>, 'kind' | 'data'>

function tell(transaction: Transaction, command: Command, fact: Fact, at: number): void {
  transaction.events.write([readyEvent({ ...fact, organism: commandSubject(command.request), incident: null })], at)
}
