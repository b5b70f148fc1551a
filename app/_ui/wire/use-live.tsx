'use client'
import { createContext, use, useCallback, useEffect, useState, useSyncExternalStore, type ReactNode } from 'react'
import type { OrganismView } from '../../../lib/contract/view.ts'
import { Live, type LiveState } from './live.ts'

const Context = createContext<Live | null>(null)

export function LiveProvider({ children }: { children: ReactNode }) {
  const [live] = useState(() => new Live())
  useEffect(() => live.start(), [live])
  return <Context value={live}>{children}</Context>
}

export function useLiveStore(): Live {
  const live = use(Context)
  if (!live) throw new Error('no LiveProvider above')
  return live
}

/**
 * A part of what the engine says. Renders again only when that part is another one, so `select` must give back
 * what is in the state, not build anew.
 */
export function useLive<T>(select: (state: LiveState) => T): T {
  const live = useLiveStore()
  const read = () => select(live.state)
  return useSyncExternalStore(live.subscribe, read, read)
}

export function useOrganism(id: string | null): OrganismView | null {
  return useLive(useCallback((state: LiveState) => (id === null ? null : (state.view?.organisms[id] ?? null)), [id]))
}

/** The clock of what is shown, read again every `everyMs`: it stands where the reader holds it. */
export function useNow(everyMs: number): number {
  const live = useLiveStore()
  return useClock(live.now, everyMs)
}

/** The engine's clock, whatever is shown. */
export function useEngineNow(everyMs: number): number {
  const live = useLiveStore()
  return useClock(live.engineNow, everyMs)
}

function useClock(read: () => number, everyMs: number): number {
  const mode = useLive(({ time }) => time.replay ?? time.mode)
  const [now, setNow] = useState(read)
  useEffect(() => {
    const tick = (): void => setNow(read())
    const first = setTimeout(tick, 0)
    const timer = setInterval(tick, everyMs)
    return () => {
      clearTimeout(first)
      clearInterval(timer)
    }
  }, [read, everyMs, mode])
  return now
}
