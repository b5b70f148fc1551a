import type { Database } from 'better-sqlite3'
import { RateLimiterMemory } from 'rate-limiter-flexible'
import type { Role } from '../../contract/access.ts'
import { openAccessFile } from './access-file.ts'
import { consume } from './consume.ts'
import { openAttempts, type Attempts } from './attempts.ts'
import { openLinks, type Links } from './links.ts'
import { openPasswords, type Passwords } from './passwords.ts'
import { openSessions, type Sessions } from './sessions.ts'
import { fromWhere, tokenOf, type ReadHeader, type Visitor } from './visitor.ts'

/** Who may come in, and as what. */
export interface Access {
  /** Whoever passes the door is an operator, and nothing is kept. */
  isOpen: boolean
  /** Never throws: who cannot be told is nobody. */
  visitorOf: (header: ReadHeader) => Visitor
  /** @returns the role that a password or a link lets in as */
  letIn: (way: { password: string } | { link: string }, address: string) => Promise<{ role: Role } | { waitMs: number } | null>
  /**
   * Counts a change that a session asks for.
   * @returns 0, or how long to wait, ms
   */
  countChange: (visitor: Visitor) => Promise<number>
  sessions: Sessions
  links: Links
  passwords: Passwords
  /** Where the server of this folder was reached when it started last; null where none did. */
  origin: () => string | null
  tellOrigin: (origin: string) => void
  close: () => void
}

export interface AccessOptions {
  path: string
  isOpen: boolean
  now?: () => number
}

/** How many changes one session may ask for, and within how long. */
export const changesOfOne = { count: 60, seconds: 10 } as const

interface Parts { db: Database; sessions: Sessions; links: Links; passwords: Passwords; attempts: Attempts }

/** The file is opened when it is first needed: an open server, and a page that is served apart from its engine, never need it. */
export function openAccess({ path, isOpen, now = Date.now }: AccessOptions): Access {
  let opened: Parts | null = null
  const changes = new RateLimiterMemory({ points: changesOfOne.count, duration: changesOfOne.seconds })
  const parts = (): Parts => {
    if (opened) return opened
    const db = openAccessFile(path)
    return (opened = { db, sessions: openSessions(db, now), links: openLinks(db, now), passwords: openPasswords(db), attempts: openAttempts(db) })
  }

  return {
    isOpen,
    visitorOf(header) {
      const where = fromWhere(header)
      if (isOpen) return { role: 'operator', author: 'operator', session: null, expiresAt: null, ...where }
      const token = tokenOf(header)
      const session = token === null ? null : findOrNobody(() => parts().sessions.find(token))
      return session === null
        ? { role: null, author: 'nobody', session: null, expiresAt: null, ...where }
        : { role: session.role, author: `${session.role}-${session.id}`, session: session.id, expiresAt: session.expiresAt, ...where }
    },
    async letIn(way, address) {
      const { attempts, links, passwords } = parts()
      // A link cannot be guessed, so a flood of wrong passwords does not keep out who has one.
      const invited = 'link' in way ? links.use(way.link) : null
      if (invited !== null) return { role: invited }
      const waitMs = await attempts.begin(address)
      if (waitMs > 0) return { waitMs }
      const role = 'password' in way ? await passwords.roleOf(way.password) : null
      if (role === null) return null
      await attempts.forgive(address)
      return { role }
    },
    countChange: ({ session }) => (session === null ? Promise.resolve(0) : consume(changes, session)),
    get sessions() { return parts().sessions },
    get links() { return parts().links },
    get passwords() { return parts().passwords },
    origin: () => parts().db.prepare<[], { origin: string }>('select origin from server').get()?.origin ?? null,
    tellOrigin: (origin) => void parts().db.prepare('insert into server (one, origin) values (1, ?) on conflict (one) do update set origin = excluded.origin').run(origin),
    close() {
      opened?.db.close()
      opened = null
    },
  }
}

/** A file that cannot be read now lets nobody in. */
function findOrNobody<T>(find: () => T | null): T | null {
  try {
    return find()
  } catch {
    return null
  }
}
