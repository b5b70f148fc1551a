import Sqlite from 'better-sqlite3'
import { randomUUID } from 'node:crypto'
import { existsSync, realpathSync, rmSync, statSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import type { ChainReport } from '../../contract/chain.ts'
import { LedgerBrokenError, LedgerUnavailableError, OuroborosError, RequestInvalidError } from '../../contract/errors.ts'
import { publish } from '../../disk/durable-write.ts'
import { connectReader } from '../sqlite/connect.ts'
import { asLedgerFailure, ledgerFailure } from '../sqlite/ledger-failure.ts'
import { walkChain } from './walk-chain.ts'

/** Pages (4 KiB) copied in one go, until progress is told and an interrupt is heard. */
const stepPages = 1000

export interface BackupOrder {
  /** The ledger's file; a core may be writing to it. */
  from: string
  to: string
  /** Whether what is at `to` already may be replaced. */
  isForced: boolean
  /** From 0 to 1. */
  onProgress: (share: number) => void
  stop: AbortSignal
}

/**
 * Copies the ledger as it is at one moment into one file, which is there whole and proven, or not at all.
 * @throws RequestInvalidError where it may not go there, LedgerUnavailableError where it could not be written,
 * LedgerBrokenError where what was copied does not hold: nothing is put in place then
 */
export async function backUpLedger({ from, to, isForced, onProgress, stop }: BackupOrder): Promise<ChainReport & { bytes: number }> {
  refuseUnfit(from, to, isForced)
  const copy = join(dirname(resolve(to)), `.${basename(to)}-${randomUUID()}`)
  try {
    await copyPages(from, copy, (share) => {
      if (stop.aborted) throw new LedgerUnavailableError('It was interrupted.')
      onProgress(share)
    })
    const report = await prove(copy)
    await sync(copy)
    const bytes = statSync(copy).size
    // Once more: somebody may have put something there meanwhile.
    refuseUnfit(from, to, isForced)
    await publish(copy, to)
    return { ...report, bytes }
  } catch (error) {
    throw told(error)
  } finally {
    for (const side of ['', '-journal', '-wal', '-shm']) rmSync(`${copy}${side}`, { force: true })
  }
}

function refuseUnfit(from: string, to: string, isForced: boolean): void {
  if (!existsSync(from)) throw new LedgerUnavailableError(`There is no ledger at ${from}.`)
  const folder = dirname(resolve(to))
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) throw new RequestInvalidError(`there is no folder ${folder}`)
  if (!existsSync(to)) return
  if (statSync(to).isDirectory()) throw new RequestInvalidError(`${to} is a folder; name a file in it`)
  if (['', '-wal', '-shm'].some((side) => existsSync(`${from}${side}`) && realpathSync(`${from}${side}`) === realpathSync(to))) throw new RequestInvalidError(`${to} is the ledger itself`)
  if (!isForced) throw new RequestInvalidError(`${to} is there already; choose another name, or replace it with --force`)
}

async function copyPages(from: string, copy: string, onStep: (share: number) => void): Promise<void> {
  const db = asLedgerFailure(() => connectReader(from))
  try {
    // One view for the whole copy. Without it, each commit of a core would make SQLite begin again.
    db.exec('begin')
    db.prepare('select count(*) from sqlite_master').get()
    await db.backup(copy, {
      progress: ({ totalPages, remainingPages }) => {
        onStep(totalPages === 0 ? 0 : (totalPages - remainingPages) / totalPages)
        return stepPages
      },
    })
    onStep(1)
  } finally {
    db.close()
  }
}

/** Makes one file of it, which needs no other beside it, and reads all of it. */
async function prove(copy: string): Promise<ChainReport> {
  const db = new Sqlite(copy, { fileMustExist: true })
  try {
    db.pragma('journal_mode = delete')
    const damage = db.pragma('quick_check(1)', { simple: true })
    if (damage !== 'ok') throw new LedgerBrokenError(`The ledger's file is damaged: ${String(damage)}.`)
  } finally {
    db.close()
  }
  const report = await walkChain(copy)
  if (report === null) throw new LedgerUnavailableError('An older Ouroboros made this ledger: start this one on it once, which brings it up to date.')
  if (report.broken !== null) throw new LedgerBrokenError(`The ledger's chain breaks: ${report.broken.what}.`)
  return report
}

async function sync(path: string): Promise<void> {
  const file = await open(path, 'r+')
  try {
    await file.sync()
  } finally {
    await file.close()
  }
}

/** What went wrong, as callers branch on it, and that there is no backup now. */
function told(error: unknown): unknown {
  if (error instanceof Sqlite.SqliteError && error.code.startsWith('SQLITE_FULL')) return new LedgerUnavailableError('No backup was made. The disk that it should go to is full.', { cause: error })
  const failure = ledgerFailure(error)
  if (failure instanceof RequestInvalidError) return failure
  if (failure instanceof LedgerBrokenError) return new LedgerBrokenError(`No backup was made. ${failure.message}`, { cause: error })
  if (failure instanceof LedgerUnavailableError) return new LedgerUnavailableError(`No backup was made. ${failure.message}`, { cause: error })
  if (failure instanceof OuroborosError || (failure as NodeJS.ErrnoException).code === undefined) return failure
  return new LedgerUnavailableError(`No backup was made. ${(failure as Error).message}`, { cause: error })
}
