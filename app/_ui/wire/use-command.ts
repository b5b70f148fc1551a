'use client'
import { useCallback, useState } from 'react'
import { toast } from 'sonner'
import type { CommandOutcome } from '../../../lib/contract/command.ts'
import { agreeOnNow } from '../time/past-guard.tsx'
import { explain } from './api.ts'
import { runCommand } from './run-command.ts'
import { useLiveStore } from './use-live.tsx'

export interface Refusal {
  detail: string
  wayOut: string
}

interface Manner {
  isToldElsewhere?: boolean
  method?: 'POST' | 'PUT'
  /** Why, in the words of who asks. */
  reason?: string
}

/** A button's side of a command: busy while it runs, and what it was refused with, told once as a toast too. */
export function useCommand() {
  const live = useLiveStore()
  const [isBusy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const run = useCallback(
    async (path: string, body?: unknown, { isToldElsewhere = false, method = 'POST', reason = '' }: Manner = {}): Promise<CommandOutcome | null> => {
      if (!(await agreeOnNow(live))) return null
      setBusy(true)
      setRefusal(null)
      try {
        const outcome = await runCommand(live, path, body, method, reason)
        if (!isToldElsewhere) toast.success(outcome.message)
        return outcome
      } catch (error) {
        const { detail, wayOut } = explain(error)
        setRefusal({ detail, wayOut })
        toast.error(detail, wayOut ? { description: wayOut } : {})
        return null
      } finally {
        setBusy(false)
      }
    },
    [live],
  )
  return { run, isBusy, refusal }
}
