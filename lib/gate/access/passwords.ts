import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import type { Database } from 'better-sqlite3'
import { roles, type Role } from '../../contract/access.ts'

const derive = promisify<string, Buffer, number, { N: number; r: number; p: number; maxmem: number }, Buffer>(scrypt)
/** As OWASP advises for 16 MiB: https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html */
const cost = { N: 2 ** 14, r: 8, p: 5, maxmem: 64 * 1024 * 1024 }
const keyBytes = 32

interface Row { role: Role; salt: Buffer; key: Buffer }

export interface Passwords {
  /**
   * Puts those of this start in the place of those of the last.
   * @returns the roles that had another one before, or lost theirs
   */
  set: (given: Partial<Record<Role, string>>) => Promise<Role[]>
  /** @returns whose it is; null where it is nobody's. Takes as long either way, and as long for each role */
  roleOf: (password: string) => Promise<Role | null>
}

export function openPasswords(db: Database): Passwords {
  const all = db.prepare<[], Row>('select * from passwords')
  const clear = db.prepare('delete from passwords')
  const insert = db.prepare('insert into passwords (role, salt, key) values (:role, :salt, :key)')

  async function roleOf(password: string): Promise<Role | null> {
    const rows = all.all()
    // One salt for all: one derivation tells for all of them, and its time says nothing of whose it is.
    const key = await derive(password, rows[0]?.salt ?? randomBytes(16), keyBytes, cost)
    return rows.reduce<Role | null>((found, row) => (timingSafeEqual(row.key, key) ? row.role : found), null)
  }

  return {
    roleOf,
    async set(given) {
      const before = all.all().map(({ role }) => role)
      const kept: Role[] = []
      for (const role of before) if (given[role] !== undefined && await roleOf(given[role]) === role) kept.push(role)
      const salt = randomBytes(16)
      const rows = await Promise.all(roles.flatMap((role) => (given[role] === undefined ? [] : [derive(given[role], salt, keyBytes, cost).then((key) => ({ role, salt, key }))])))
      db.transaction(() => {
        clear.run()
        for (const row of rows) insert.run(row)
      })()
      return before.filter((role) => !kept.includes(role))
    },
  }
}
