import { chmodSync, existsSync } from 'node:fs'
import { dirname } from 'node:path'
import Sqlite, { type Database } from 'better-sqlite3'
import { ConfigError } from '../../contract/errors.ts'

const schema = `
  create table if not exists sessions (
    digest blob primary key,
    id text not null unique,
    role text not null,
    by text not null,
    address text not null,
    agent text not null,
    made_at integer not null,
    seen_at integer not null,
    expires_at integer not null,
    revoked_at integer
  ) strict;
  create table if not exists links (
    digest blob primary key,
    role text not null,
    purpose text not null,
    expires_at integer not null
  ) strict;
  create table if not exists passwords (
    role text primary key,
    salt blob not null,
    key blob not null
  ) strict;
  create table if not exists server (one integer primary key check (one = 1), origin text not null) strict;
  create table if not exists attempts (key text primary key, points integer not null default 0, expire integer);
`

/**
 * Sessions, links and what passwords come to. Its own file, so that neither the ledger nor its exports ever hold
 * them; several connections of one process share it, and the command line beside them.
 * @throws ConfigError where there is no data folder
 */
export function openAccessFile(path: string): Database {
  if (!existsSync(dirname(path))) throw new ConfigError(`there is no data folder ${dirname(path)}: start Ouroboros there first, or name another with --data`)
  const db = new Sqlite(path, { timeout: 2000 })
  // Nobody else's business on a machine with several users; what SQLite puts beside it follows.
  chmodSync(path, 0o600)
  db.pragma('journal_mode = WAL')
  // What was revoked stays so after a power cut.
  db.pragma('synchronous = FULL')
  db.exec(schema)
  return db
}
