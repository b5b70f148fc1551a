'use client'
import { useLive } from '../wire/use-live.tsx'
import { standingOf } from './standing.ts'

/** On every page while nothing can be written: what keeps the core from it, and what becomes of what happens meanwhile. */
export function LedgerTroubleBar() {
  const trouble = useLive(({ cores }) => standingOf(cores).leader?.trouble ?? null)
  return (
    <div role="status" aria-label="Ledger">
      {trouble !== null && (
        <p className="mx-3 border-l-2 border-degraded bg-panel px-3 py-1.5 text-sm max-wide:mt-2 wide:mx-4 wide:mb-2">
          <span aria-hidden className="text-degraded">▲ </span><strong className="font-medium text-degraded">Nothing can be written: {trouble}.</strong> <span className="text-soft">What happens is kept in memory, and written as soon as that is over.</span>
        </p>
      )}
    </div>
  )
}
