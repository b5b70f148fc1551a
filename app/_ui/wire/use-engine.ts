'use client'
import { useLive } from './use-live.tsx'

/**
 * Whether the engine can be asked for something now, and why not: for what needs it to be disabled with a word.
 * A deed that was asked for while the core restarts would wait and be done later, when nobody expects it.
 */
export function useEngine(): { isUsable: boolean; why: string | null } {
  const why = useLive(({ link, engine, view }) => {
    if (view === null || link.state === 'loading') return 'The engine has not answered yet.'
    if (link.state !== 'live') return 'The engine is out of reach: this works again when the connection is back.'
    if (engine !== null && engine.state !== 'up') return 'No core is at work: this works again when one is up.'
    return null
  })
  return { isUsable: why === null, why }
}
