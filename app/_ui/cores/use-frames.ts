'use client'
import { useEffect, useState } from 'react'
import { useLiveStore } from '../wire/use-live.tsx'
import type { Frame } from './theatre.ts'

const keptFrames = 240

/** What the cores have said of themselves since this room was opened: the last minute of it. */
export function useFrames(): readonly Frame[] {
  const live = useLiveStore()
  const [frames, setFrames] = useState<readonly Frame[]>([])
  useEffect(() => {
    const seen = new Map<string, number>()
    return live.subscribe(() => {
      const fresh = live.state.cores.flatMap(({ name, pid, epoch, heardAt }) => {
        if (heardAt === null || pid === null || seen.get(name) === heardAt) return []
        seen.set(name, heardAt)
        return [{ name, pid, epoch, heardAt }]
      })
      if (fresh.length > 0) setFrames((before) => [...before, ...fresh].slice(-keptFrames))
    })
  }, [live])
  return frames
}
