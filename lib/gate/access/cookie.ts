/** The cookie that holds a session's token. No script can read it, and no other site's page makes a browser send it. */
const cookieName = 'ouroboros_session'

export function readCookie(header: string | null | undefined): string | null {
  for (const pair of (header ?? '').split(';')) {
    const [name, value] = pair.trim().split('=', 2)
    if (name === cookieName && value) return value
  }
  return null
}

/** @param token null: takes the cookie away */
export function writeCookie(token: string | null, { maxAgeMs, isSecure }: { maxAgeMs: number; isSecure: boolean }): string {
  const age = token === null ? 0 : Math.floor(maxAgeMs / 1000)
  return `${cookieName}=${token ?? ''}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${age}${isSecure ? '; Secure' : ''}`
}
