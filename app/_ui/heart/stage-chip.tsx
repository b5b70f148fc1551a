'use client'
import { useAddress } from '../address/use-address.ts'

/** That the page shows one stage only, and the way back to all. Nothing where it shows all. */
export function StageChip() {
  const [{ stage }, setAddress] = useAddress('stage')
  if (!stage) return null
  return (
    <button
      type="button" onClick={() => void setAddress({ stage: null })} aria-label={`Only ${stage}: show every stage`}
      className="inline-flex min-h-11 items-center gap-2 border border-healing px-2.5 text-sm whitespace-nowrap text-healing hover:bg-healing hover:text-ground wide:min-h-7"
    >
      only {stage}<span aria-hidden>✕</span>
    </button>
  )
}
