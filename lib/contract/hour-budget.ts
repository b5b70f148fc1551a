import { eachEvent } from './each-event.ts'
import type { EventOf } from './event.ts'
import type { Seat } from './model.ts'
import type { LedgerReader } from './ports/ledger.ts'

export interface Spending { tokens: number; usd: number }

/** Within any hour. */
export interface HourSpending extends Spending { calls: number }

export const hourMs = 3_600_000

/** What each seat's settings are called. */
export const settingsOfSeat = {
  resident: { name: 'mind', url: 'mindUrl', price: 'mindPrice', calls: 'mindCallsPerHour', tokens: 'mindTokensPerHour', cents: 'mindCentsPerHour' },
  teacher: { name: 'teacher', url: 'teacherUrl', price: 'teacherPrice', calls: 'teacherCallsPerHour', tokens: 'teacherTokensPerHour', cents: 'teacherCentsPerHour' },
} as const satisfies Record<Seat, Record<string, string>>

type LimitName = (typeof settingsOfSeat)[Seat]['calls' | 'tokens' | 'cents']

export function hourLimits(values: Readonly<Record<LimitName, number>>, seat: Seat): HourSpending {
  const { calls, tokens, cents } = settingsOfSeat[seat]
  return { calls: values[calls], tokens: values[tokens], usd: values[cents] / 100 }
}

/**
 * The calls that count against budgets since a moment of the wall clock. Of one whose end is not told, as where its core
 * died over it, the most that it can have used; what comes from a recording costs nothing.
 */
export function callsSince(reader: Pick<LedgerReader, 'events'>, since: number): { at: number; seat: Seat; counted: Spending }[] {
  const calls = new Map<string, EventOf<'model-ask' | 'model-answer'>>()
  for (const event of eachEvent(reader, { kinds: ['model-ask', 'model-answer'] }))
    if ((event.kind === 'model-ask' || event.kind === 'model-answer') && event.at > since && !event.data.isReplay) calls.set(event.data.call, event)
  return [...calls.values()].map(({ at, data: { seat, counted } }) => ({ at, seat, counted }))
}
