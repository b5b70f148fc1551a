import type { EventOf } from '../../../lib/contract/event.ts'
import type { CoreHealth } from '../../../lib/contract/stream.ts'
import type { InjectionView } from '../../../lib/contract/view.ts'
import type { CoreEvent } from './core-events.ts'

/** A beat of a core, as it was heard. */
export interface Frame { name: string; pid: number; epoch: number | null; heardAt: number }

export const acts = ['frozen', 'led', 'woke', 'refused', 'back'] as const
export type Act = (typeof acts)[number]

/** Two cores that both think they lead, as far as it has come. */
export interface Theatre {
  old: { core: string; epoch: number }
  next: { core: string; epoch: number; tookMs: number | null } | null
  /** When each came, wall clock; missing: not yet. `null`: it has, and nobody knows when. */
  came: Partial<Record<Act, number | null>>
  /** What the ledger did not take. */
  refused: string | null
  beganAt: number
  /** It was begun and came to nothing; else null. */
  failure: string | null
}

interface Sources {
  events: readonly CoreEvent[]
  injections: readonly InjectionView[]
  frames: readonly Frame[]
  cores: readonly CoreHealth[]
}

const isStart = (event: CoreEvent): event is EventOf<'core-start'> => event.kind === 'core-start'
const isRefusal = (event: CoreEvent): event is EventOf<'core-refuse'> => event.kind === 'core-refuse'

/** The last time that a core was refused, or the theatre that runs. From what was told and heard alone. null: never. */
export function theatreOf(sources: Sources): Theatre | null {
  const asked = sources.injections.findLast(({ fault, injectedAt }) => fault === 'split-brain' && injectedAt !== null)
  const refusal = sources.events.findLast(isRefusal)
  if (asked?.injectedAt != null && asked.injectedAt > (refusal?.at ?? 0)) return running(asked, asked.injectedAt, sources)
  return refusal ? past(refusal, sources) : null
}

function running(asked: InjectionView, beganAt: number, { events, frames }: Sources): Theatre | null {
  const start = events.find((event) => isStart(event) && event.at >= beganAt) as EventOf<'core-start'> | undefined
  const before = events.findLast((event) => isStart(event) && event.at < beganAt)
  const old = start?.data.from ?? (before ? { core: before.core, epoch: before.epoch } : null)
  if (!old) return null
  const woke = start && firstBeat(frames, old, start.at)
  const isGone = start !== undefined && events.some((event) => event.kind === 'core-join' && event.seq > start.seq && event.data.core === old.core)
  const failure = asked.end === 'failed' ? (asked.why ?? 'it could not be begun') : isGone ? `core ${old.core} was ended before it wrote anything` : null
  return { old: { core: old.core, epoch: old.epoch }, next: next(start), came: { frozen: beganAt, ...(start && { led: start.at }), ...(woke !== undefined && { woke }) }, refused: null, beganAt, failure }
}

function past(refusal: EventOf<'core-refuse'>, { events, injections, frames, cores }: Sources): Theatre {
  const { core, epoch, pid, what } = refusal.data
  const start = events.findLast((event) => isStart(event) && event.seq < refusal.seq && event.data.from?.epoch === epoch) as EventOf<'core-start'> | undefined
  const asked = injections.findLast(({ fault, injectedAt }) => fault === 'split-brain' && injectedAt !== null && injectedAt <= (start?.at ?? refusal.at))
  // What happened long before has to do with another reign.
  const beganAt = asked?.injectedAt != null && refusal.at - asked.injectedAt < longestMs ? asked.injectedAt : (start?.at ?? refusal.at)
  const joined = events.find((event) => event.kind === 'core-join' && event.seq > refusal.seq && event.data.core === core)
  const isBack = cores.some(({ name, state, pid: now }) => name === core && state === 'up' && now !== pid)
  return {
    old: { core, epoch }, next: next(start), refused: what, beganAt, failure: null,
    came: {
      frozen: beganAt, ...(start && { led: start.at }), woke: (start && firstBeat(frames, { core, epoch }, start.at)) ?? null, refused: refusal.at,
      ...(joined ? { back: joined.at } : isBack && { back: null }),
    },
  }
}

const longestMs = 15_000

/** The first time after it that the old one was heard, over its old epoch. */
const firstBeat = (frames: readonly Frame[], old: { core: string; epoch: number }, after: number): number | undefined =>
  frames.find(({ name, epoch, heardAt }) => name === old.core && epoch === old.epoch && heardAt > after)?.heardAt

const next = (start: EventOf<'core-start'> | undefined): Theatre['next'] => (start ? { core: start.core, epoch: start.epoch, tookMs: start.data.tookMs ?? null } : null)
