'use client'
import { AlertDialog } from 'radix-ui'
import { useState } from 'react'
import type { GenomeView } from '../../../lib/contract/view.ts'
import { Button } from '../frame/button.tsx'
import { useCommand } from '../wire/use-command.ts'
import { shortGenome } from '../words/format.ts'
import { GenomeDiff } from './lazy-diff.tsx'

/** Going back to a version, behind a look at what that changes. */
export function RollbackDialog({ genome, current }: { genome: GenomeView; current: string }) {
  const [isOpen, setOpen] = useState(false)
  const { run, isBusy, refusal } = useCommand()
  const to = shortGenome(genome.id)
  const rollBack = async () => {
    if (await run(`/api/genomes/${genome.id}/rollback`)) setOpen(false)
  }
  return (
    <AlertDialog.Root open={isOpen} onOpenChange={setOpen}>
      <AlertDialog.Trigger asChild>
        <Button needs="operator" size="small"><span aria-hidden>↺</span>Roll back to {to}</Button>
      </AlertDialog.Trigger>
      <AlertDialog.Portal>
        <AlertDialog.Overlay className="fixed inset-0 z-40 bg-ground/80" />
        <AlertDialog.Content className="panel fixed! inset-x-3 top-1/2 z-50 mx-auto max-h-[85dvh] max-w-3xl -translate-y-1/2">
          <AlertDialog.Title className="px-4 pt-4 pr-8 text-lg font-semibold">Roll {genome.organism} back to {to}?</AlertDialog.Title>
          <AlertDialog.Description className="px-4 pt-1 text-sm text-soft">
            {shortGenome(current)} runs now. A new version with the files of {to} is added and goes on probation; nothing is lost, and rolling back to {shortGenome(current)} undoes it. These lines change:
          </AlertDialog.Description>
          <div className="relative my-3 min-h-24 flex-1 overflow-y-auto border-y border-line">
            {isOpen && <GenomeDiff id={genome.id} against={current} />}
          </div>
          {refusal && <p role="alert" className="px-4 pb-3 text-sm text-alarm">✖ {refusal.detail} {refusal.wayOut}</p>}
          <div className="flex flex-wrap justify-end gap-2 px-4 pb-4">
            <AlertDialog.Cancel asChild><Button>Keep {shortGenome(current)}</Button></AlertDialog.Cancel>
            <Button look="primary" disabled={isBusy} onClick={rollBack}>{isBusy ? 'Rolling back…' : `Roll back to ${to}`}</Button>
          </div>
        </AlertDialog.Content>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  )
}
