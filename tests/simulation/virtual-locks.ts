import type { Database } from 'better-sqlite3'
import { LedgerUnavailableError } from '../../lib/contract/errors.ts'
import { connectWriter } from '../../lib/store/sqlite/connect.ts'
import type { VirtualProcess } from './virtual-process.ts'
import type { World } from './world.ts'

/** Who holds the ledger's write lock besides those who write: another process, or one that was stopped in the middle of a write. */
export class VirtualLocks {
  readonly #world: World
  #db: Database | null = null
  #isHeld = false
  #release: () => void = () => undefined

  constructor(world: World) {
    this.#world = world
  }

  get isHeld(): boolean { return this.#isHeld }

  /** @returns gives it free; null where another one has it */
  hold(): (() => void) | null {
    if (this.#isHeld) return null
    this.#db ??= connectWriter(this.#world.ledgerFile.path, { busyTimeoutMs: 0, mustExist: true })
    this.#db.exec('begin immediate')
    this.#isHeld = true
    this.#world.tell('the ledger is locked')
    let isMine = true
    return (this.#release = () => {
      if (!isMine) return
      isMine = false
      this.#isHeld = false
      this.#db?.exec('rollback')
      this.#world.tell('the ledger is free again')
    })
  }

  /** Whoever holds it lets go. */
  free(): void { this.#release() }

  /** A process that was stopped inside of a transaction, whose work is taken back here and done again when it goes on. */
  holdFor(process: VirtualProcess): never {
    this.#world.clock.at(0, `${process.name} lock`, () => {
      const release = process.isStopped ? this.hold() : null
      if (release === null) return
      this.#world.met('stopped in a transaction')
      process.onLetGo.push(release)
      process.onWake.push(release)
    })
    throw new LedgerUnavailableError('it was stopped in the middle of this')
  }

  close(): void {
    this.#db?.close()
    this.#db = null
  }
}
