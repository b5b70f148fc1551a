import { z } from 'zod'
import { sessionListSchema, signInSchema, whoSchema } from '../../contract/access.ts'
import { writeCookie } from '../access/cookie.ts'
import { sessionMs } from '../access/sessions.ts'
import type { Lab } from '../lab.ts'
import { operation } from '../operation.ts'
import { RefusedError } from '../problem.ts'
import { jsonResponse } from '../route.ts'

const done = { status: 200, schema: z.object({ done: z.literal(true) }) } as const
const sessionPath = z.strictObject({ id: z.string().regex(/^[0-9a-f]{8}$/) })

export const startSession = operation({
  method: 'POST', path: '/api/session', role: 'anybody', summary: 'Signs in, by a password or a link that works once: the session comes as a cookie that no script can read',
  body: signInSchema,
  answer: { status: 200, schema: whoSchema },
  refusals: ['sign-in-refused', 'sign-in-needless', 'rate-limited'],
  handle: async ({ body }, { access, visitor: { address, agent, isSecure } }) => {
    if (access.isOpen) throw new RefusedError('sign-in-needless', 'There is no password here, and everybody is an operator.')
    const found = await access.letIn(body, address)
    // The same words whatever was wrong.
    if (found === null) throw new RefusedError('sign-in-refused', 'That did not let you in.')
    if ('waitMs' in found) throw new RefusedError('rate-limited', 'There were too many failed tries to sign in.', found.waitMs)
    const { role, id, token, expiresAt } = access.sessions.make({ role: found.role, by: 'password' in body ? 'password' : 'link', address, agent })
    return jsonResponse({ role, isOpen: false, author: `${role}-${id}`, session: id, expiresAt }, 200, { 'set-cookie': writeCookie(token, { maxAgeMs: sessionMs, isSecure }) })
  },
})

export const readSession = operation({
  method: 'GET', path: '/api/session', role: 'viewer', summary: 'Who asks, and in which role',
  answer: { status: 200, schema: whoSchema },
  handle: (_input, { access, visitor: { role, author, session, expiresAt } }) => ({ role: role!, isOpen: access.isOpen, author, session, expiresAt }),
})

export const endSession = operation({
  method: 'DELETE', path: '/api/session', role: 'viewer', summary: 'Signs out',
  answer: done,
  handle: (_input, { access, visitor: { session, isSecure } }) => {
    if (session !== null) access.sessions.revoke(session)
    return jsonResponse({ done: true }, 200, { 'set-cookie': writeCookie(null, { maxAgeMs: 0, isSecure }) })
  },
})

export const listSessions = operation({
  method: 'GET', path: '/api/sessions', role: 'operator', summary: 'Who is signed in, from where, and who was',
  answer: { status: 200, schema: sessionListSchema },
  handle: (_input, lab) => ({ sessions: sessionsOf(lab) }),
})

export const revokeSession = operation({
  method: 'POST', path: '/api/sessions/{id}/revoke', role: 'operator', summary: 'Ends a session: its streams within a second, its requests at once',
  params: sessionPath,
  answer: done,
  refusals: ['session-unknown'],
  handle: ({ params: { id } }, { access }) => {
    if (access.isOpen || !access.sessions.revoke(id)) throw new RefusedError('session-unknown', `There is no session ${id}.`)
    return { done: true as const }
  },
})

const sessionsOf = ({ access, visitor }: Lab) => (access.isOpen ? [] : access.sessions.list().map((row) => ({ ...row, isOwn: row.id === visitor.session })))
