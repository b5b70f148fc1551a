'use client'
import { useCallback, useEffect, useState } from 'react'
import type { z } from 'zod'
import type { injectionListSchema, injectionRowSchema } from '../../../lib/contract/settings-list.ts'
import { getJson } from '../wire/api.ts'

type Page = z.infer<typeof injectionListSchema>
export type InjectionRow = z.infer<typeof injectionRowSchema>

const pageRows = 30
/** More at a time the API does not give. */
export const mostRows = 500

export interface History {
  rows: InjectionRow[] | null
  error: unknown
  /** null: there are none, or {@link mostRows} are shown. */
  older: (() => void) | null
  /** There are older ones, and they are more than a page shows. */
  isCut: boolean
  retry: () => void
}

/**
 * The newest injections of the ledger that a filter lets through. What is shown of one filter stays while it is loaded
 * anew.
 * @param stamp another one whenever there may be something new
 */
export function useHistory(filter: string, stamp: unknown): History {
  const [wanted, setWanted] = useState({ filter, rows: pageRows })
  const [round, setRound] = useState(0)
  const [settled, setSettled] = useState<{ filter: string; page: Page | null; error: unknown } | null>(null)
  const limit = wanted.filter === filter ? wanted.rows : pageRows
  useEffect(() => {
    const controller = new AbortController()
    getJson<Page>(`/api/chaos/injections?limit=${limit}${filter}`, controller.signal).then(
      (page) => setSettled({ filter, page, error: null }),
      (error: unknown) => {
        if (!controller.signal.aborted) setSettled({ filter, page: null, error })
      },
    )
    return () => controller.abort()
  }, [filter, limit, stamp, round])
  const mine = settled?.filter === filter ? settled : null
  const older = useCallback(() => setWanted({ filter, rows: Math.min(mostRows, limit + pageRows) }), [filter, limit])
  return {
    rows: mine?.page?.injections ?? null,
    error: mine?.error ?? null,
    older: mine?.page?.before == null || limit === mostRows ? null : older,
    isCut: mine?.page?.before != null && limit === mostRows,
    retry: useCallback(() => setRound((n) => n + 1), []),
  }
}
