'use client'
import { useEffect, useMemo, useSyncExternalStore } from 'react'
import { useLive, useLiveStore } from '../wire/use-live.tsx'
import { LogFeed, type LogSource } from './log-feed.ts'
import { ReplayFeed } from './replay-feed.ts'

/** The log of the selected organism, kept while the page shows other rooms; of a replay, what had been printed by then. */
export function useLogFeed(organism: string): LogSource {
  const live = useLiveStore()
  const recording = useLive(({ time }) => time.replay?.recording ?? null)
  const feed = useMemo(() => (recording?.organism === organism ? new ReplayFeed(live, recording) : new LogFeed(live, organism)), [live, organism, recording])
  useEffect(() => feed.start(), [feed])
  return feed
}

export const useLogVersion = (feed: LogSource): number => useSyncExternalStore(feed.subscribe, feed.readVersion, () => 0)
