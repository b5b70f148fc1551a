import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import Sqlite from 'better-sqlite3'
import { FlowUnavailableError } from '../../contract/errors.ts'
import type { Json } from '../../contract/json.ts'
import type { FlowStore } from '../../contract/ports/flow-store.ts'
import { connectWriter } from './connect.ts'

/** How long it waits for another process that writes to the same file. */
const busyTimeoutMs = 5_000

/**
 * Flows in a file of their own: what is complete survives a kill and a power cut.
 * @throws FlowUnavailableError where the file cannot be made or is none of ours; its functions reject with it too
 */
export function openFlowStore(path: string): FlowStore & { close: () => void } {
  const asFailure = <T>(run: () => T): T => {
    try {
      return run()
    } catch (cause) {
      // What the folder and SQLite say; anything else is a bug, and should look like one.
      const { code } = Object(cause) as { code?: unknown }
      if (!(cause instanceof Sqlite.SqliteError) && typeof code !== 'string') throw cause
      throw new FlowUnavailableError(`What was made so far cannot be kept in ${path} (${String(code)}). See to it that there is room, and that it may be written; or remove it, and what was broken off begins anew.`, { cause })
    }
  }
  const { db, done, complete, forget } = asFailure(() => {
    mkdirSync(dirname(path), { recursive: true })
    const db = connectWriter(path, { busyTimeoutMs, mustExist: false })
    db.exec('create table if not exists done (flow text not null, task text not null, output text not null, primary key (flow, task)) strict, without rowid')
    return {
      db,
      done: db.prepare<[string], { task: string; output: string }>('select task, output from done where flow = ?'),
      complete: db.prepare<[string, string, string]>('insert or replace into done (flow, task, output) values (?, ?, ?)'),
      forget: db.prepare<[string]>('delete from done where flow = ?'),
    }
  })
  return {
    done: async (flow) => asFailure(() => Object.fromEntries(done.all(flow).map(({ task, output }) => [task, JSON.parse(output) as Json]))),
    complete: async (flow, task, output) => void asFailure(() => complete.run(flow, task, JSON.stringify(output))),
    forget: async (flow) => void asFailure(() => forget.run(flow)),
    close: () => void db.close(),
  }
}
