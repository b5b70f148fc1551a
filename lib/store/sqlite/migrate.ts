import type { Database } from 'better-sqlite3'
import { ConfigError } from '../../contract/errors.ts'
import { migrations } from './migrations.ts'

/**
 * Brings the schema up to date, each step in a transaction of its own.
 * @throws ConfigError where a newer Ouroboros has been here: writing on would harm what it knows and this does not
 */
export function migrate(db: Database): void {
  const step = db.transaction(() => {
    const version = schemaVersion(db)
    const sql = migrations[version]
    if (sql === undefined) return false
    db.exec(sql)
    db.pragma(`user_version = ${version + 1}`)
    return true
  })
  while (step.immediate());
}

/** @throws ConfigError where it is newer than this program */
export function schemaVersion(db: Database): number {
  const version = Number(db.pragma('user_version', { simple: true }))
  if (version > migrations.length) {
    throw new ConfigError(
      `The ledger ${db.name} was written by a newer Ouroboros (its schema is version ${version}, this one knows ${migrations.length}): update this one, or choose another data folder.`,
    )
  }
  return version
}
