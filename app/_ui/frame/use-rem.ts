'use client'
import { useSyncExternalStore } from 'react'

function subscribe(listener: () => void): () => void {
  window.addEventListener('resize', listener)
  return () => window.removeEventListener('resize', listener)
}

/** CSS pixels of one rem: it grows with a large window. */
export function useRem(): number {
  return useSyncExternalStore(subscribe, () => parseFloat(getComputedStyle(document.documentElement).fontSize), () => 16)
}
