import type { Usage } from '../model.ts'

export interface Message {
  role: 'system' | 'user' | 'assistant'
  text: string
}

export interface ChatOrder {
  messages: readonly Message[]
  /** JSON Schema of the answer, for a provider that can be held to one; the messages say it in words too. */
  schema?: Record<string, unknown>
  /** Of the answer. */
  maxTokens: number
  seed: number
  /** Wall clock for everything, with whatever is asked again, ms. */
  timeoutMs: number
  stop: AbortSignal
}

export interface ChatEnd {
  text: string
  /** length: cut off at `maxTokens`. */
  finish: 'stop' | 'length' | 'other'
  /** null where the provider does not say. */
  usage: Usage | null
  /** From the question; null where no token came. */
  firstTokenMs: number | null
  ms: number
  requests: number
}

/**
 * A language model that is ready to be asked. It has no tools: what it answers is text, and no more than that.
 */
export interface Model {
  provider: string
  model: string
  /** Answers come from a recording. */
  isReplay: boolean
  /** Yields pieces of the answer as they come. @throws ModelError: one of its kinds */
  chat: (order: ChatOrder) => AsyncGenerator<string, ChatEnd, void>
  /** Names of what could be asked instead, as the provider lists them. @throws ModelError */
  list: (stop: AbortSignal) => Promise<string[]>
}
