'use client'
import { useMemo } from 'react'
import type { Incident } from '../../../lib/contract/incident.ts'
import { getJson } from '../wire/api.ts'
import { useLive } from '../wire/use-live.tsx'
import { useResource } from '../wire/use-resource.ts'
import { mergeIncidents, withCauses, type IncidentRow } from './incident-filter.ts'

/** Every incident that the ledger knows, with those of this very moment; while it is not read yet, the latter alone. */
export function useIncidents(): { rows: IncidentRow[]; error: unknown; isLoading: boolean; reload: () => void } {
  const { data, error, isLoading, reload } = useResource<{ incidents: Incident[] }>('/api/incidents?limit=1000', getJson)
  const organisms = useLive(({ view }) => view?.organisms)
  const injections = useLive(({ view }) => view?.injections)
  const rows = useMemo(() => {
    const live = Object.values(organisms ?? {}).flatMap(({ incidents }) => incidents)
    return withCauses(mergeIncidents(data?.incidents ?? [], live), new Map(injections?.map(({ id, label }) => [id, label])))
  }, [data, organisms, injections])
  return { rows, error, isLoading, reload }
}
