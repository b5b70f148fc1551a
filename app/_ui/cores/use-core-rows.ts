'use client'
import { useEffect } from 'react'
import type { z } from 'zod'
import type { coreListSchema } from '../../../lib/contract/api.ts'
import { getJson } from '../wire/api.ts'
import { useLive } from '../wire/use-live.tsx'
import { useResource } from '../wire/use-resource.ts'

export type CoreRow = z.infer<typeof coreListSchema>['cores'][number]

const againMs = 1500

/** What the ledger knows of each process of a core, by its pid; asked for anew when there is another one. */
export function useCoreRows(): ReadonlyMap<number, CoreRow> {
  const processes = useLive(({ cores }) => cores.map(({ pid, role }) => `${pid} ${role}`).join())
  const { data, reload } = useResource<z.infer<typeof coreListSchema>>('/api/cores', getJson)
  useEffect(() => reload(), [reload, processes])
  // A core is written down when it was heard: a moment after it is there.
  const isMissing = useLive(({ cores }) => data !== null && cores.some(({ state, pid }) => state === 'up' && !data.cores.some((row) => row.pid === pid)))
  useEffect(() => {
    if (!isMissing) return
    const timer = setInterval(reload, againMs)
    return () => clearInterval(timer)
  }, [isMissing, reload])
  return new Map(data?.cores.map((row) => [row.pid, row]))
}
