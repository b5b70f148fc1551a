import { randomBytes } from 'node:crypto'
import type { Database } from 'better-sqlite3'
import type { Role, SessionRow } from '../../contract/access.ts'
import { digestOf, drawSecret } from './secret.ts'

/** How long a session lasts, however much it is used. */
export const sessionMs = 7 * 24 * 3_600_000
/** How long what is over is still listed. */
const keptMs = 7 * 24 * 3_600_000
/** A session that is used is noted this often: a write for each request would be too much. */
const seenEveryMs = 60_000

interface Row { id: string; role: Role; by: SessionRow['by']; address: string; agent: string; made_at: number; seen_at: number; expires_at: number; revoked_at: number | null }
export interface Session { id: string; role: Role; expiresAt: number }
export interface NewSession { role: Role; by: SessionRow['by']; address: string; agent: string; lastsMs?: number }

export interface Sessions {
  /** @returns the token, which is kept nowhere: only its digest is */
  make: (session: NewSession) => Session & { token: string }
  /** @returns null for a token that is unknown, revoked or too old */
  find: (token: string) => Session | null
  list: () => Omit<SessionRow, 'isOwn'>[]
  /** @returns whether there is such a session. Harmless when called twice: the first time counts */
  revoke: (id: string) => boolean
  /** Ends what was signed in to with a password of that role. */
  revokeOf: (role: Role) => void
}

export function openSessions(db: Database, now: () => number): Sessions {
  const insert = db.prepare('insert into sessions (digest, id, role, by, address, agent, made_at, seen_at, expires_at) values (:digest, :id, :role, :by, :address, :agent, :now, :now, :expiresAt)')
  const sweep = db.prepare('delete from sessions where expires_at < ?')
  const byDigest = db.prepare<[Buffer], Row>('select * from sessions where digest = ?')
  const touch = db.prepare('update sessions set seen_at = ? where id = ?')
  const all = db.prepare<[], Row>('select * from sessions order by revoked_at is not null, seen_at desc limit 500')
  const revoke = db.prepare('update sessions set revoked_at = coalesce(revoked_at, ?) where id = ?')
  const revokeOf = db.prepare(`update sessions set revoked_at = ? where role = ? and by = 'password' and revoked_at is null`)

  return {
    make({ role, by, address, agent, lastsMs = sessionMs }) {
      const token = drawSecret()
      const id = randomBytes(4).toString('hex')
      const at = now()
      sweep.run(at - keptMs)
      insert.run({ digest: digestOf(token), id, role, by, address: address.slice(0, 100), agent: agent.slice(0, 300), now: at, expiresAt: at + lastsMs })
      return { id, role, token, expiresAt: at + lastsMs }
    },
    find(token) {
      const row = byDigest.get(digestOf(token))
      const at = now()
      if (!row || row.revoked_at !== null || row.expires_at <= at) return null
      if (at - row.seen_at > seenEveryMs) touch.run(at, row.id)
      return { id: row.id, role: row.role, expiresAt: row.expires_at }
    },
    list: () => all.all().map(({ id, role, by, address, agent, made_at, seen_at, expires_at, revoked_at }) => ({
      id, role, by, address, agent, madeAt: made_at, seenAt: seen_at, expiresAt: expires_at, revokedAt: revoked_at,
    })),
    revoke: (id) => revoke.run(now(), id).changes > 0,
    revokeOf: (role) => void revokeOf.run(now(), role),
  }
}
