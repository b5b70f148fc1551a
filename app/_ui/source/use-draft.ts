import { useCallback, useRef, useState } from 'react'
import { dropDraft, readDraft, writeDraft, type Draft } from './drafts.ts'

interface Drafting {
  /** As it is shown, which may be some keystrokes behind. */
  draft: Draft | null
  /** As it is. */
  newest: () => Draft | null
  /** Makes the next one of the newest, never of the one that is shown. */
  change: (next: (last: Draft | null) => Draft | null) => void
}

/** What is being written on an organism's source, kept in this tab also over a reload. */
export function useDraft(organism: string, running: string | null): Drafting {
  const [draft, setDraft] = useState(() => readDraft(sessionStorage, organism, running))
  const latest = useRef(draft)
  const change = useCallback((next: (last: Draft | null) => Draft | null) => {
    const last = latest.current
    const now = next(last)
    latest.current = now
    if (last && last.base !== now?.base) dropDraft(sessionStorage, last.base)
    if (now) writeDraft(sessionStorage, now)
    setDraft(now)
  }, [])
  return { draft, newest: useCallback(() => latest.current, []), change }
}
