/** The page's connection to the engine, as an explicit state and one place that changes it. */
export type Link =
  | { state: 'loading' }
  | { state: 'live' }
  /** The stream broke; what is shown is as of `since` (wall clock, ms). */
  | { state: 'reconnecting'; since: number }
  /** The engine cannot be reached. `since` is null where nothing was ever received. */
  | { state: 'offline'; since: number | null }

export type LinkSignal =
  | { type: 'joined' }
  | { type: 'lost'; lastAt: number | null }
  | { type: 'unreachable'; lastAt: number | null }

/** After so long without a stream, "reconnecting" would be a euphemism. */
export const patienceMs = 10_000

export function nextLink(link: Link, signal: LinkSignal, now: number): Link {
  switch (signal.type) {
    case 'joined':
      return link.state === 'live' ? link : { state: 'live' }
    case 'lost': {
      if (signal.lastAt === null) return link.state === 'loading' ? link : { state: 'offline', since: null }
      // The first stream may take its time: nothing was lost yet.
      if (link.state === 'loading' && now - signal.lastAt <= patienceMs) return link
      const since = 'since' in link && link.since !== null ? link.since : signal.lastAt
      const next = now - since > patienceMs ? 'offline' : 'reconnecting'
      return link.state === next && 'since' in link && link.since === since ? link : { state: next, since }
    }
    case 'unreachable':
      if (signal.lastAt === null) return { state: 'offline', since: null }
      return nextLink(link, { type: 'lost', lastAt: signal.lastAt }, now)
  }
}
