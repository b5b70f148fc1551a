'use client'
import { useEffect, useMemo, useState } from 'react'
import type { z } from 'zod'
import type { heartbeatListSchema } from '../../../lib/contract/api.ts'
import { getJson } from '../wire/api.ts'
import { useLiveStore } from '../wire/use-live.tsx'
import { useResource } from '../wire/use-resource.ts'
import type { Beat } from './heart-history.ts'

const hourMs = 3_600_000
/** As often as the ledger keeps one. */
const everyMs = 1000
/** Of what is drawn: an hour needs no more. */
const showMs = 5000

/** Beats of the last hour, oldest first: those that the ledger has kept, then those that were heard since. null: not known yet. */
export function useHeartbeats(): { beats: Beat[] | null; error: unknown; reload: () => void } {
  const live = useLiveStore()
  const { data, error, reload } = useResource<z.infer<typeof heartbeatListSchema>>('/api/cores/heartbeats?limit=10000', getJson)
  const [heard, setHeard] = useState<readonly Beat[]>([])
  useEffect(() => {
    const last = new Map<string, number>()
    let fresh: Beat[] = []
    const stop = live.subscribe(() => {
      for (const { name, role, epoch, heardAt, lagMs } of live.state.cores) {
        if (heardAt === null || role === null || heardAt - (last.get(name) ?? 0) < everyMs) continue
        last.set(name, heardAt)
        fresh.push({ core: name, at: heardAt, epoch: epoch ?? 0, role, lagMs })
      }
    })
    const timer = setInterval(() => {
      const taken = fresh
      fresh = []
      if (taken.length > 0) setHeard((before) => [...before, ...taken].filter(({ at }) => at > taken.at(-1)!.at - hourMs))
    }, showMs)
    return () => {
      stop()
      clearInterval(timer)
    }
  }, [live])
  const beats = useMemo(() => {
    if (!data) return null
    const kept = data.heartbeats
    const end = kept.at(-1)?.at ?? 0
    const all = [...kept, ...heard.filter(({ at }) => at > end)]
    return all.filter(({ at }) => at > (all.at(-1)?.at ?? 0) - hourMs)
  }, [data, heard])
  return { beats, error, reload }
}
