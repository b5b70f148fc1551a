'use client'
import { useCallback, useEffect, useState } from 'react'

export interface Resource<T> {
  data: T | null
  error: unknown
  isLoading: boolean
  reload: () => void
}

/**
 * What a path of the API answers, loaded anew when the path changes; null: nothing. Data of one path is never shown
 * for another, and stays while the same path is loaded again.
 * @param read must be the same function on each render
 */
export function useResource<T>(path: string | null, read: (path: string, signal: AbortSignal) => Promise<T>): Resource<T> {
  const [round, setRound] = useState(0)
  const [settled, setSettled] = useState<{ path: string; data: T | null; error: unknown } | null>(null)
  useEffect(() => {
    if (path === null) return
    const controller = new AbortController()
    read(path, controller.signal).then(
      (data) => setSettled({ path, data, error: null }),
      (error: unknown) => {
        if (!controller.signal.aborted) setSettled({ path, data: null, error })
      },
    )
    return () => controller.abort()
  }, [path, read, round])
  const mine = settled?.path === path ? settled : null
  return {
    data: mine?.data ?? null,
    error: mine?.error ?? null,
    isLoading: path !== null && mine === null,
    reload: useCallback(() => setRound((n) => n + 1), []),
  }
}
