'use client'
import { useEffect, useMemo, useState } from 'react'
import { useLive, useLiveStore } from '../wire/use-live.tsx'
import { useResource } from '../wire/use-resource.ts'
import { coreEventsPath, isCoreEvent, joinEvents, readCoreEvents, type CoreEvent } from './core-events.ts'

/** What the cores have been through, oldest first, as it comes. null: not known yet. */
export function useCoreEvents(): { events: CoreEvent[] | null; error: unknown; reload: () => void } {
  const live = useLiveStore()
  const isLive = useLive(({ link }) => link.state === 'live')
  const { data, error, reload } = useResource(coreEventsPath, readCoreEvents)
  const [heard, setHeard] = useState<readonly CoreEvent[]>([])
  useEffect(() => live.onEvents((batch) => {
    const fresh = batch.filter(isCoreEvent)
    if (fresh.length > 0) setHeard((before) => [...before, ...fresh])
  }), [live])
  // What came while the stream was broken came by another way.
  useEffect(() => { if (isLive) reload() }, [isLive, reload])
  const events = useMemo(() => (data ? joinEvents(data, heard) : null), [data, heard])
  return { events, error, reload }
}
