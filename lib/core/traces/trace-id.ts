import { createHash } from 'node:crypto'

/**
 * Of the trace that tells an incident, 16 bytes in hex: always the same for one incident, so that whoever exports it
 * once more, another core after a takeover or a later export of an old ledger, adds to no second trace.
 */
export const traceIdOf = (incident: string): string => digest(incident).slice(0, 32)

/** Of one span of it, 8 bytes in hex. `part` says which: the kind of span and the event that it begins with. */
export const spanIdOf = (incident: string, part: string): string => digest(`${incident}/${part}`).slice(0, 16)

const digest = (text: string): string => createHash('sha256').update(text).digest('hex')
