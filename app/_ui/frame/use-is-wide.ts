'use client'
import { useSyncExternalStore } from 'react'

const query = '(min-width: 1100px)'

function subscribe(listener: () => void): () => void {
  const media = window.matchMedia(query)
  media.addEventListener('change', listener)
  return () => media.removeEventListener('change', listener)
}

/** Whether all rooms fit in sight at once; the same border as `wide:` in the styles. */
export function useIsWide(): boolean {
  return useSyncExternalStore(subscribe, () => window.matchMedia(query).matches, () => true)
}
