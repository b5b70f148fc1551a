'use client'
import { useCallback, useState } from 'react'
import { dropDraft, readDraft, writeDraft, type Draft } from './drafts.ts'

/** What is being written on an organism's source, kept in this tab also over a reload. */
export function useDraft(organism: string, running: string | null): { draft: Draft | null; keep: (next: Draft | null) => void } {
  const [draft, setDraft] = useState(() => readDraft(sessionStorage, organism, running))
  const keep = useCallback((next: Draft | null) => {
    setDraft((last) => {
      if (last && last.base !== next?.base) dropDraft(sessionStorage, last.base)
      if (next) writeDraft(sessionStorage, next)
      return next
    })
  }, [])
  return { draft, keep }
}
