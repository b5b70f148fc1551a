'use client'
import { useCallback } from 'react'
import { toast } from 'sonner'
import { useCommand } from '../wire/use-command.ts'
import { shortGenome } from '../words/format.ts'

/** Long enough to see what it did, and to think again. */
const undoMs = 20_000

/** Going back to a version, with an Undo beside the word that it is done: that goes back to what ran before. */
export function useRollback() {
  const command = useCommand()
  const { run } = command
  const rollBack = useCallback(async (to: string, before: string): Promise<boolean> => {
    const outcome = await run(`/api/genomes/${to}/rollback`, {}, { isToldElsewhere: true })
    if (!outcome) return false
    const undo = () => void run(`/api/genomes/${before}/rollback`, {}, { isToldElsewhere: true }).then((undone) => {
      if (undone) toast.success('Undone.', { description: undone.message })
    })
    toast.success(outcome.message, { description: `Undo puts the files of ${shortGenome(before)} in force again.`, duration: undoMs, action: { label: 'Undo', onClick: undo } })
    return true
  }, [run])
  return { ...command, rollBack }
}
