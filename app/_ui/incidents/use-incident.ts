'use client'
import { useCallback, useEffect, useMemo, useState } from 'react'
import type { LedgerEvent } from '../../../lib/contract/event.ts'
import type { Incident } from '../../../lib/contract/incident.ts'
import { getJson } from '../wire/api.ts'
import { useLive, useLiveStore } from '../wire/use-live.tsx'
import { useResource } from '../wire/use-resource.ts'

type Told = Incident & { events: LedgerEvent[] }

const page = 1000

/** One incident with all of its events, however many pages they are. */
async function readWhole(path: string, signal: AbortSignal): Promise<Told> {
  const told = await getJson<Told>(path, signal)
  const events = [...told.events]
  for (let last = told.events; last.length === page;) {
    const after = last.at(-1)?.seq ?? 0
    last = (await getJson<{ events: LedgerEvent[] }>(`/api/events?incident=${encodeURIComponent(told.id)}&after=${after}&limit=${page}`, signal)).events
    events.push(...last)
  }
  return { ...told, events }
}

export interface IncidentTold {
  /** As the live view has it, else as the ledger does; null while neither is known. */
  incident: Incident | null
  events: readonly LedgerEvent[]
  error: unknown
  isLoading: boolean
  reload: () => void
}

/** An incident, also one that the live view holds no longer, and what is told of it from now on. */
export function useIncident(id: string): IncidentTold {
  const live = useLiveStore()
  const seen = useLive(useCallback(({ view }: { view: { organisms: Record<string, { incidents: Incident[] }> } | null }) =>
    Object.values(view?.organisms ?? {}).flatMap(({ incidents }) => incidents).find((incident) => incident.id === id) ?? null, [id]))
  const { data, error, isLoading, reload } = useResource<Told>(`/api/incidents/${encodeURIComponent(id)}`, readWhole)
  const [fresh, setFresh] = useState<{ id: string; events: LedgerEvent[] }>({ id, events: [] })
  useEffect(() => live.onEvents((batch) => {
    const mine = batch.filter((event) => event.incident === id)
    if (mine.length > 0) setFresh((known) => ({ id, events: known.id === id ? [...known.events, ...mine] : mine }))
  }), [live, id])
  const events = useMemo(() => {
    const all = [...(data?.events ?? []), ...(fresh.id === id ? fresh.events : [])]
    return [...new Map(all.map((event) => [event.seq, event])).values()].sort((a, b) => a.seq - b.seq)
  }, [data, fresh, id])
  return { incident: seen ?? data, events, error, isLoading, reload }
}
