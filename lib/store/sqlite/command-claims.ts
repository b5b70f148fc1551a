import type { Database } from 'better-sqlite3'
import type { Command, CommandOutcome } from '../../contract/command.ts'
import { UnknownCommandError } from '../../contract/errors.ts'
import { encodeJson } from '../lossless-json.ts'
import { commandOf, type CommandRow } from './command-row.ts'

/**
 * A command whose core died under it is claimed once more by the next core, so that an acknowledged request is not
 * lost. Not a third time: what has ended two cores would end them all.
 */
export const maxClaims = 2
/** What is said of one that has. */
export const spentOutcome: CommandOutcome = { message: 'Two cores ended while they worked on this; it is not tried again.', code: 'core-down' }

/** The core's side of the commands table. Its methods are for inside a transaction; it writes no events. */
export class CommandClaims {
  readonly #epoch: number
  readonly #oldest
  readonly #claim
  readonly #byId
  readonly #end

  constructor(db: Database, epoch: number) {
    this.#epoch = epoch
    this.#oldest = db.prepare<[number], CommandRow>(
      `select * from commands where state in ('queued', 'claimed') and (state = 'queued' or epoch < ?) order by place limit 1`,
    )
    this.#claim = db.prepare(`update commands set state = 'claimed', epoch = ?, claims = claims + 1 where id = ?`)
    this.#byId = db.prepare<[string], CommandRow>('select * from commands where id = ?')
    this.#end = db.prepare('update commands set state = ?, outcome = ? where id = ?')
  }

  /** Cheap: needs no transaction. */
  get isAnyOpen(): boolean {
    return this.#oldest.get(this.#epoch) !== undefined
  }

  /** @returns the oldest open command, claimed; or, unclaimed, one that must not be tried again */
  next(): { command: Command; isSpent: boolean } | null {
    const row = this.#oldest.get(this.#epoch)
    if (row === undefined) return null
    if (row.claims >= maxClaims) return { command: commandOf(row), isSpent: true }
    this.#claim.run(this.#epoch, row.id)
    return { command: commandOf({ ...row, state: 'claimed' }), isSpent: false }
  }

  /** @throws UnknownCommandError where there is no such command, or it is not open */
  open(id: string): Command {
    const row = this.#byId.get(id)
    if (row?.state !== 'claimed') throw new UnknownCommandError(`No command ${id} is being worked on.`)
    return commandOf(row)
  }

  end(id: string, state: 'done' | 'refused', outcome: CommandOutcome): void {
    this.#end.run(state, encodeJson(outcome), id)
  }
}
