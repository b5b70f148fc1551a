'use client'
import { useCallback, useState } from 'react'
import type { Check } from '../../../lib/contract/incident.ts'
import { explain } from '../wire/api.ts'
import { CommandRefusedError, runCommand } from '../wire/run-command.ts'
import { useLiveStore } from '../wire/use-live.tsx'
import type { Draft } from './drafts.ts'

export type Proposal =
  | { state: 'none' }
  | { state: 'at-the-gate' }
  | { state: 'refused'; detail: string; wayOut: string; checks: readonly Check[] }
  | { state: 'taken'; message: string; genome: string | null; checks: readonly Check[] }

/** A change by hand on its way through the gate. A refusal leaves everything as it was. */
export function useProposal(organism: string): { proposal: Proposal; propose: (draft: Draft) => Promise<boolean>; forget: () => void } {
  const live = useLiveStore()
  const [proposal, setProposal] = useState<Proposal>({ state: 'none' })
  const propose = useCallback(async ({ base, files, reason }: Draft): Promise<boolean> => {
    setProposal({ state: 'at-the-gate' })
    try {
      const { message, genome, checks } = await runCommand(live, `/api/organisms/${organism}/genomes`, { base, files, reason: reason.trim() || 'changed by hand' })
      setProposal({ state: 'taken', message, genome: genome ?? null, checks: checks ?? [] })
      return true
    } catch (error) {
      setProposal({ state: 'refused', ...explain(error), checks: error instanceof CommandRefusedError ? (error.outcome.checks ?? []) : [] })
      return false
    }
  }, [live, organism])
  return { proposal, propose, forget: useCallback(() => setProposal({ state: 'none' }), []) }
}
