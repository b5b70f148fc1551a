'use client'
import { useEffect, useMemo, useSyncExternalStore } from 'react'
import { useLiveStore } from '../wire/use-live.tsx'
import { LogFeed } from './log-feed.ts'

/** The log of the selected organism, kept while the page shows other rooms. */
export function useLogFeed(organism: string): LogFeed {
  const live = useLiveStore()
  const feed = useMemo(() => new LogFeed(live, organism), [live, organism])
  useEffect(() => feed.start(), [feed])
  return feed
}

export const useLogVersion = (feed: LogFeed): number => useSyncExternalStore(feed.subscribe, feed.readVersion, () => 0)
