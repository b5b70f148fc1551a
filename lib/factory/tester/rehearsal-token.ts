import { createHmac } from 'node:crypto'

const livesMs = 7 * 24 * 3_600_000

/** As templates/shared/tokens.js.j2 signs it in a rehearsal, whose clock stands still and whose secret is none. */
export function rehearsalToken(person: number): string {
  const claims = Buffer.from(JSON.stringify({ person, until: livesMs })).toString('base64url')
  return `${claims}.${createHmac('sha256', 'rehearsal').update(claims).digest('base64url')}`
}
