import type { CallPurpose, Seat } from '../model.ts'
import type { ChatEnd, ChatOrder } from './model.ts'

/** The language models of this core behind their budgets: every call is in the ledger, whatever comes of it. */
export interface Mind {
  /** Why this seat is not to be asked now, in words for people; null where it is. */
  hindrance: (seat: Seat) => string | null
  /** `provider/model`; null where none is set. */
  nameOf: (seat: Seat) => string | null
  /** What its provider has; empty where it does not say. */
  list: (seat: Seat, stop: AbortSignal) => Promise<string[]>
  /**
   * @returns the answer, with what it cost as far as that is known, US dollars
   * @throws ModelError where there is no answer, ModelBudgetError before anybody was asked
   */
  ask: (seat: Seat, purpose: CallPurpose, about: { organism: string | null; incident: string | null }, order: ChatOrder) => Promise<ChatEnd & { call: string; usd: number }>
}
