import { ConfigError } from '../../contract/errors.ts'
import type { Session } from './database.ts'
import { migrations } from './migrations.ts'

/** Advisory locks of ours, in a space that others of the same database hardly use. */
export const locks = { migrations: '4975001, 1', commands: '4975001, 2' } as const

/**
 * Brings the schema up to date, all of it in one transaction, one process at a time.
 * @throws ConfigError where a newer Ouroboros has been here, or the database cannot hold a ledger
 */
export async function migrate(session: Session, known: readonly string[] = migrations): Promise<void> {
  if ((await schemaVersion(session, known.length)) === known.length) return
  await assertFit(session)
  await session.run('begin isolation level read committed')
  try {
    await session.run('set local statement_timeout = 0')
    await session.run(`select pg_advisory_xact_lock(${locks.migrations})`)
    // Asked first: where somebody has made it for us, we may lack the right to make one.
    const [schema] = await session.rows<{ isThere: boolean }>(`select to_regnamespace('ouroboros') is not null as "isThere"`)
    if (schema?.isThere !== true) await session.run('create schema ouroboros')
    await session.batch(`
      create table if not exists ouroboros.schema_version (one integer primary key check (one = 1), version integer not null);
      insert into ouroboros.schema_version values (1, 0) on conflict do nothing`)
    for (let version = await schemaVersion(session, known.length); version < known.length; version++) await session.batch(known[version] ?? '')
    await session.run('update ouroboros.schema_version set version = $1', [known.length])
    await session.run('commit')
  } catch (error) {
    await session.rollback().catch(() => undefined)
    throw error
  }
}

/** @throws ConfigError where it is newer than this program */
async function schemaVersion(session: Session, known: number): Promise<number> {
  const [there] = await session.rows<{ isThere: boolean }>(`select to_regclass('ouroboros.schema_version') is not null as "isThere"`)
  if (there?.isThere !== true) return 0
  const [row] = await session.rows<{ version: number }>('select version from ouroboros.schema_version')
  assertKnown(row?.version ?? 0, known)
  return row?.version ?? 0
}

/** @throws ConfigError */
export function assertKnown(version: number, known: number = migrations.length): void {
  if (version <= known) return
  throw new ConfigError(`The ledger in the database was written by a newer Ouroboros (its schema is version ${version}, this one knows ${known}): update this one, or choose another database.`)
}

async function assertFit(session: Session): Promise<void> {
  const [server] = await session.rows<{ encoding: string; version: number }>(`select current_setting('server_encoding') as encoding, current_setting('server_version_num')::integer as version`)
  if (server === undefined) return
  if (server.encoding !== 'UTF8') throw new ConfigError(`The database is encoded in ${server.encoding}, which cannot hold every character: make one with encoding UTF8.`)
  if (server.version < 130_000) throw new ConfigError(`The database is PostgreSQL ${Math.floor(server.version / 10_000)}; the ledger needs 13 or later.`)
}
