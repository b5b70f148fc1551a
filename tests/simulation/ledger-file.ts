import { copyFileSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connectWriter } from '../../lib/store/sqlite/connect.ts'
import { migrate } from '../../lib/store/sqlite/migrate.ts'

/** A folder of this process, in memory where there is such a file system: what is synced there costs nothing. */
let folder: string | null = null
let files = 0

const memory = existsSync('/dev/shm') ? '/dev/shm' : tmpdir()
const prefix = 'ouroboros-simulation-'

/** What a process left that was killed. */
function sweep(): void {
  for (const name of readdirSync(memory)) {
    const pid = name.startsWith(prefix) ? Number(name.slice(prefix.length).split('-')[0]) : NaN
    if (Number.isInteger(pid) && !isAlive(pid)) rmSync(join(memory, name), { recursive: true, force: true })
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

function home(): string {
  if (folder !== null) return folder
  sweep()
  const made = mkdtempSync(join(memory, `${prefix}${process.pid}-`))
  process.once('exit', () => rmSync(made, { recursive: true, force: true }))
  const db = connectWriter(join(made, 'template.sqlite'), { busyTimeoutMs: 0, mustExist: false })
  migrate(db)
  db.close()
  return (folder = made)
}

/** A ledger with its schema and nothing in it. */
export function newLedgerFile(): { path: string; remove: () => void } {
  const path = join(home(), `ledger-${(files += 1)}.sqlite`)
  copyFileSync(join(home(), 'template.sqlite'), path)
  return { path, remove: () => { for (const end of ['', '-wal', '-shm']) rmSync(path + end, { force: true }) } }
}
