import type { Role } from '../../contract/access.ts'
import { readCookie } from './cookie.ts'

/** Who asks, and from where. */
export interface Visitor {
  /** null: has not signed in. */
  role: Role | null
  /** As the ledger signs commands. Without a session: the role. */
  author: string
  /** Why they ask, in their own words. */
  reason: string | null
  session: string | null
  /** Wall clock, ms. */
  expiresAt: number | null
  address: string
  agent: string
  /** Whether the page was loaded over https. */
  isSecure: boolean
}

/**
 * Set by the door from the connection, over whatever a client sent by this name: behind it, it can be believed.
 * Handlers see no connection.
 */
export const addressHeader = 'x-ouroboros-address'

/** One header of a request, whichever kind of request it is. */
export type ReadHeader = (name: string) => string | null | undefined

/** The token that a request shows: a browser's cookie, a program's bearer token. */
export function tokenOf(header: ReadHeader): string | null {
  const bearer = /^Bearer ([\w-]{1,100})$/i.exec(header('authorization') ?? '')?.[1]
  return bearer ?? readCookie(header('cookie'))
}

/** Why something is asked for, as encodeURIComponent writes it: headers know few letters. */
const reasonHeader = 'ouroboros-reason'
const longestReason = 300

export function fromWhere(header: ReadHeader): Pick<Visitor, 'address' | 'agent' | 'isSecure' | 'reason'> {
  return {
    reason: reasonOf(header(reasonHeader)),
    address: header(addressHeader) ?? 'unknown',
    agent: header('user-agent') ?? '',
    // The door has checked the origin; what a proxy says is only used to be stricter.
    isSecure: (header('origin') ?? '').startsWith('https://') || header('x-forwarded-proto') === 'https',
  }
}

function reasonOf(said: string | null | undefined): string | null {
  try {
    return decodeURIComponent(said ?? '').trim().slice(0, longestReason) || null
  } catch {
    // Not encoded: as it stands.
    return said?.trim().slice(0, longestReason) || null
  }
}
