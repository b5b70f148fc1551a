import type { z } from 'zod'
import type { Problem } from '../contract/api.ts'
import { OuroborosError, RequestInvalidError } from '../contract/errors.ts'

/** Every reason for which a request is refused: its status, its title, and the way out where the error names none. */
export const refusals = {
  'request-invalid': [400, 'The request is malformed', 'Correct it as the detail says; /api/openapi.json describes every request.'],
  'sign-in-needed': [401, 'Sign in first', 'Open /sign-in with your password or the link that you were given. A program sends a session as Authorization: Bearer TOKEN.'],
  'sign-in-refused': [401, 'Not let in', 'Try again, or ask for a link: bin/ouroboros invite makes one on the machine of the engine.'],
  'not-allowed': [403, 'Not in your role', 'Sign in as somebody who may, or ask them to do it.'],
  'over-limit': [403, 'More than a player may', 'Ask for less, or let an operator do it.'],
  'action-forbidden': [403, 'Not a program that may be run here', 'Name it in OUROBOROS_ACTIONS, comma-separated with others, and start again.'],
  'session-unknown': [404, 'No such session', 'GET /api/sessions lists those there are.'],
  'origin-refused': [403, 'Not from that page', 'Name the page\'s origin in OUROBOROS_ALLOWED_ORIGINS, if it is yours.'],
  'organism-unknown': [404, 'No such organism', 'GET /api/organisms lists those there are.'],
  'fault-unknown': [404, 'No such fault', 'GET /api/chaos lists those there are.'],
  'genome-unknown': [404, 'No such genome', 'GET /api/genomes lists those there are.'],
  'incident-unknown': [404, 'No such incident', 'GET /api/incidents lists those there are.'],
  'injection-unknown': [404, 'No such injection', 'GET /api/status lists them under view.injections.'],
  'lesson-unknown': [404, 'No such lesson', 'GET /api/lessons lists them.'],
  'command-unknown': [404, 'No such command', 'GET /api/commands lists the recent ones.'],
  'app-unknown': [404, 'No such app', 'GET /api/apps lists those there are.'],
  'attachment-unknown': [404, 'Nothing hangs on that event', 'GET /api/events lists them; raw output is kept for a limited time.'],
  'event-unknown': [404, 'No such event', 'GET /api/status names the head, which is the newest.'],
  'route-unknown': [404, 'No such address', 'GET /api/openapi.json lists all of them.'],
  'method-refused': [405, 'Not with this method', 'Use one that the Allow header names.'],
  'sign-in-needless': [409, 'Nobody needs to sign in here', 'Go on: this server listens on its own machine alone and has no password.'],
  'organism-busy': [409, 'The organism is busy', 'Wait until its fault is taken back or its incident is closed, or POST /api/chaos/injections/ID/undo.'],
  'app-busy': [409, 'The app is being worked on', 'Wait until that is over, or POST /api/apps/ID/cancel.'],
  'organism-down': [409, 'The organism is not running', 'POST /api/organisms/ID/resume brings it back.'],
  'genome-damaged': [409, 'The genome is damaged on disk', 'Choose another version: GET /api/genomes?organism=ID.'],
  'base-stale': [409, 'Another version runs by now', 'Carry your change over to the version that runs: GET /api/organisms/ID names it.'],
  'injection-over': [409, 'The injection is over', 'There is nothing left to take back.'],
  'body-too-large': [413, 'The body is too large', 'Send less: JSON up to 64 KiB, an archive up to 5 MB.'],
  'media-refused': [415, 'Not this kind of body', 'Send the Content-Type that the detail names.'],
  'host-refused': [421, 'Not under this name', 'Use localhost, or name the origin in OUROBOROS_ALLOWED_ORIGINS.'],
  'app-invalid': [422, 'The app cannot be read', 'Mend what the detail names, or POST /api/apps/ID/rollback to an iteration that was right.'],
  'sentence-invalid': [422, 'No app can be made of that', 'Say it otherwise, as the detail suggests.'],
  'archive-invalid': [422, 'The archive cannot be taken', 'Export one with GET /api/genomes/ID/archive to see its form.'],
  'view-too-far': [422, 'Too many events lie before it', 'Ask for one nearer to the head, or read the events themselves: GET /api/events.'],
  'fault-unfit': [422, 'The fault does not fit', 'Choose another fault: GET /api/chaos names the kinds that each one fits.'],
  'replay-unfit': [422, 'The incident cannot be replayed', 'Break the organism with a fault of your own: POST /api/chaos. What comes of it can be replayed.'],
  'chaos-stopped': [423, 'Chaos is stopped', 'POST /api/chaos/allow permits it again.'],
  'query-refused': [422, 'The question is not answered as it stands', 'Ask for less, or in other words: GET /api/ask/vocabulary lists the views, and what can be asked of them.'],
  'rate-limited': [429, 'Too many requests', 'Wait as long as the Retry-After header says.'],
  'internal': [500, 'Something went wrong inside', 'The log of the server says what. Trying again may help.'],
  'ledger-broken': [500, 'The ledger is damaged', 'Restore the data folder from a copy.'],
  'standby-missing': [409, 'No other core stands by', 'Try again in a moment: the gate starts one whenever one is missing.'],
  'core-down': [503, 'No core is at work', 'Try again in a few seconds: the gate brings it back.'],
  'epoch-stale': [503, 'Another core has taken over', 'Try again.'],
  'ledger-unavailable': [503, 'The ledger cannot be read now', 'Try again in a few seconds.'],
  'spawn-failed': [503, 'No process could be started', 'Try again when the machine has room.'],
} as const satisfies Record<string, readonly [status: number, title: string, wayOut: string]>

export type RefusalCode = keyof typeof refusals

/** A request that the gate itself refuses. */
export class RefusedError extends OuroborosError {
  readonly code: RefusalCode
  /** How long to wait before another try. */
  readonly waitMs: number | undefined
  constructor(code: RefusalCode, message: string, waitMs?: number) {
    super(message)
    this.code = code
    this.waitMs = waitMs
  }
}

export const isKnownRefusal = (error: unknown): error is OuroborosError => error instanceof OuroborosError && error.code in refusals

export function problem(code: RefusalCode, detail: string): Problem {
  const [status, title, wayOut] = refusals[code]
  return { type: `urn:ouroboros:problem:${code}`, title, status, detail, code, wayOut }
}

/** What to answer for an error. One that is not raised on purpose tells nothing of itself. */
export function problemOf(error: unknown): Problem {
  return isKnownRefusal(error)
    ? problem(error.code as RefusalCode, error.message)
    : problem('internal', 'The request could not be answered.')
}

/** @throws RequestInvalidError that names each field and what is wrong with it */
export function check<S extends z.ZodType>(schema: S, value: unknown, where: string): z.output<S> {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  throw new RequestInvalidError(parsed.error.issues.map((issue) => `${[where, ...issue.path].join('.')}: ${issue.message}`).join('; '))
}
