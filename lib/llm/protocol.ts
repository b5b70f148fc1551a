import type { ChatEnd, ChatOrder } from '../contract/ports/model.ts'
import type { Fetch } from './guarded-fetch.ts'

export interface Question {
  order: ChatOrder
  /** Counts requests, carries the key, ends with the order, and throws ModelError where the status is no success. */
  fetch: Fetch
  /** Whether one more request is within what a call may take. */
  mayAskAgain: () => boolean
  /** Makes what the server says fit for an error. */
  quote: (said: string) => string
}

export type Answer = Pick<ChatEnd, 'finish' | 'usage'>

/** How one kind of server is spoken to. Knows nothing of time limits, of asking again, or of hosts. */
export interface Protocol {
  /** One try. An end that the server does not mark as one is an error. Throws what its client throws. */
  ask: (question: Question) => AsyncGenerator<string, Answer, void>
  list: (fetch: Fetch) => Promise<string[]>
}
