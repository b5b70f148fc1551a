import type { Database } from 'better-sqlite3'
import type { Role } from '../../contract/access.ts'
import { digestOf, drawSecret } from './secret.ts'

export const linkLifeMs = { invite: 3_600_000, start: 24 * 3_600_000 } as const
type Purpose = keyof typeof linkLifeMs

/** Links that let one person in, once. */
export interface Links {
  /** @param purpose `start`: the one that a server prints, which ends the one of its last start */
  make: (role: Role, purpose: Purpose) => string
  /** @returns whom it lets in; null where it is unknown, used or too old. Whoever comes first, alone */
  use: (link: string) => Role | null
}

export function openLinks(db: Database, now: () => number): Links {
  const insert = db.prepare('insert into links (digest, role, purpose, expires_at) values (?, ?, ?, ?)')
  const sweep = db.prepare(`delete from links where expires_at <= :now or (:purpose = 'start' and purpose = 'start')`)
  const use = db.prepare<[Buffer], { role: Role; expires_at: number }>('delete from links where digest = ? returning role, expires_at')
  return {
    make(role, purpose) {
      const link = drawSecret()
      sweep.run({ now: now(), purpose })
      insert.run(digestOf(link), role, purpose, now() + linkLifeMs[purpose])
      return link
    },
    use(link) {
      const row = use.get(digestOf(link))
      return row && row.expires_at > now() ? row.role : null
    },
  }
}
