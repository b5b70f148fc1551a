import pg from 'pg'
import { LedgerBrokenError, LedgerUnavailableError, OuroborosError } from '../../contract/errors.ts'
import type { Address } from './address.ts'

/** By SQLSTATE, or by the class that it begins with. */
const reasons: Record<string, string> = {
  '53100': 'the disk of the database is full',
  '53200': 'the database is out of memory',
  '53300': 'the database has too many connections',
  '53': 'the database is out of resources',
  '25006': 'the database is read-only',
  '25P03': 'it took too long in a transaction',
  '57P01': 'the database is shutting down',
  '57P02': 'the database has crashed',
  '57P03': 'the database is not ready yet',
  '57014': 'the database took too long',
  '57': 'the database has ended the connection',
  '55P03': 'another process holds it',
  '40': 'another process is in its way',
  '28': 'the database does not let this user in',
  '3D000': 'there is no such database',
  '42501': 'the user of the database lacks the right to it',
  '42P01': 'its tables are gone',
  '3F000': 'its tables are gone',
  '08': 'the connection to the database failed',
  '58': 'the disk of the database refused',
  ECONNREFUSED: 'nothing answers at the address of the database',
  ENOENT: 'nothing answers at the address of the database',
  ENOTFOUND: 'the host of the database is unknown',
  EAI_AGAIN: 'the host of the database cannot be looked up now',
  ETIMEDOUT: 'the database does not answer',
}

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '')

/** A user, a right or a database that is not there: it will not come by waiting. */
export const isMisconfigured = (error: unknown): boolean => error instanceof LedgerUnavailableError && /^(28|3D000|42501)/.test(error.detail ?? '')

/** The tables were there, and are not any more. */
export const hasLostTables = (error: unknown): boolean => error instanceof LedgerUnavailableError && /^(42P01|3F000)/.test(error.detail ?? '')

/** The server refused one statement; the connection stands. */
export const isAnswer = (error: unknown): boolean => error instanceof pg.DatabaseError && !/^(08|57P|25P03)/.test(error.code ?? '')

/**
 * What the driver threw, as what callers branch on. A statement that is wrong in itself is passed through: a bug should
 * look like one. No text of it holds the password.
 */
export function databaseFailure(error: unknown, address: Address): unknown {
  if (error instanceof OuroborosError || error instanceof TypeError || error instanceof RangeError) return error
  const said = error instanceof Error ? error.message : String(error)
  // What the driver says where a password is asked for, and there is none.
  const code = said.startsWith('SASL') ? '28000' : codeOf(error)
  const options = { ...(address.isSecret(error) ? {} : { cause: error }), detail: address.isSecret(said) ? code : `${code} ${said}`.trim() }
  if (/^XX00[12]$/.test(code)) return new LedgerBrokenError('The tables of the ledger are damaged.', options)
  const reason = reasons[code] ?? reasons[code.slice(0, 2)] ?? (/time(d )?out/i.test(said) ? reasons.ETIMEDOUT : undefined)
  if (reason === undefined && error instanceof pg.DatabaseError) return error
  return new LedgerUnavailableError(`The ledger cannot be used now: ${reason ?? 'the connection to the database failed'}.`, options)
}
