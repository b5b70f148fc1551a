import { QueryRefusedError } from '../../contract/errors.ts'
import { sqlTokens } from './sql-tokens.ts'

const beginnings = ['select', 'with', 'values']

/**
 * What the authorizer of SQLite does not see, looked at before a statement comes near it.
 * @returns the statement without what ends it
 * @throws QueryRefusedError
 */
export function checkStatement(sql: string): string {
  if (sql.includes('\0') || !sql.isWellFormed()) throw new QueryRefusedError('The statement has characters in it that are no text: type it anew.')
  const tokens = sqlTokens(sql)
  const first = tokens[0]?.text.toLowerCase() ?? ''
  if (tokens[0]?.kind !== 'word' || !beginnings.includes(first)) {
    throw new QueryRefusedError(tokens.length === 0 ? 'There is no statement: begin it with SELECT or WITH.' : `A statement that begins with ${first.slice(0, 40).toUpperCase()} is not run here: begin it with SELECT or WITH.`)
  }
  const end = tokens.findIndex(({ kind, text }) => kind === 'other' && text === ';')
  if (end !== -1 && tokens.slice(end).some(({ kind, text }) => kind !== 'other' || text !== ';')) throw new QueryRefusedError('Only one statement is run at a time: leave out what comes after the first semicolon.')
  // SQLite would tell of a table how many rows it has.
  const named = tokens.find(({ kind, text }, place) => kind !== 'other' && text.toLowerCase() === 'main' && tokens[place + 1]?.text === '.')
  if (named) throw new QueryRefusedError('The tables of the ledger are not read here, only its views: leave out “main.”.')
  return sql
}
