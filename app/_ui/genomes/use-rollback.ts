'use client'
import { useCallback } from 'react'
import { toast } from 'sonner'
import { useLiveStore } from '../wire/use-live.tsx'
import { explain } from '../wire/api.ts'
import { runCommand } from '../wire/run-command.ts'
import { useCommand } from '../wire/use-command.ts'
import { shortGenome } from '../words/format.ts'

/** Long enough to see what it did, and to think again. */
const undoMs = 20_000

/** Going back to a version, with an Undo beside the word that it is done: that goes back to what ran before. */
export function useRollback() {
  const live = useLiveStore()
  const command = useCommand()
  const { run } = command
  const rollBack = useCallback(async (to: string, before: string): Promise<boolean> => {
    const outcome = await run(`/api/genomes/${to}/rollback`, {}, { isToldElsewhere: true })
    if (!outcome) return false
    const undo = () => void runCommand(live, `/api/genomes/${before}/rollback`).then(
      ({ message }) => toast.success('Undone.', { description: message }),
      (error: unknown) => toast.error(explain(error).detail, { description: explain(error).wayOut }),
    )
    toast.success(outcome.message, { description: `Undo puts the files of ${shortGenome(before)} in force again.`, duration: undoMs, action: { label: 'Undo', onClick: undo } })
    return true
  }, [run, live])
  return { ...command, rollBack }
}
