import { RequestInvalidError } from '../contract/errors.ts'
import type { NewEvent } from '../contract/event.ts'
import { encodeJson } from './lossless-json.ts'

/** An event whose text is made already, so that nothing in a transaction can fail on its account. */
export interface ReadyEvent { event: NewEvent; data: string }

/** @throws RequestInvalidError where the data is no JSON, or nested beyond reason, or a name cannot be kept as it is */
export function readyEvent(event: NewEvent): ReadyEvent {
  assertKeepable(event.organism, event.incident)
  try {
    return { event, data: encodeJson(event.data) }
  } catch (error) {
    throw new RequestInvalidError(`The ${event.kind} event cannot be written as JSON.`, { cause: error })
  }
}

/**
 * No database keeps half a character, and not every one keeps a NUL: what is read back would not be what was hashed.
 * @throws RequestInvalidError
 */
export function assertKeepable(...texts: readonly (string | null)[]): void {
  if (texts.some((text) => text !== null && (text.includes('\0') || !text.isWellFormed()))) throw new RequestInvalidError('A NUL or half a character cannot be kept in a name.')
}
