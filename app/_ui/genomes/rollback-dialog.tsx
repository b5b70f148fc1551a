'use client'
import { AlertDialog } from 'radix-ui'
import { useState } from 'react'
import type { GenomeView } from '../../../lib/contract/view.ts'
import { Button } from '../frame/button.tsx'
import { shortGenome } from '../words/format.ts'
import { GateWord } from './gate-word.tsx'
import { GenomeDiff } from './lazy-diff.tsx'
import { useRollback } from './use-rollback.ts'

/** Going back to a version, behind a look at what that changes and at what the gate says of it. */
export function RollbackDialog({ genome, current }: { genome: GenomeView; current: string }) {
  const [isOpen, setOpen] = useState(false)
  const [isAccepted, setAccepted] = useState<boolean | null>(null)
  const { rollBack, isBusy, refusal } = useRollback()
  const to = shortGenome(genome.id)
  const go = async () => {
    if (await rollBack(genome.id, current)) setOpen(false)
  }
  return (
    <AlertDialog.Root open={isOpen} onOpenChange={(open) => { setAccepted(null); setOpen(open) }}>
      <AlertDialog.Trigger asChild>
        <Button needs="operator" size="small"><span aria-hidden>↺</span>Roll back to {to}</Button>
      </AlertDialog.Trigger>
      <AlertDialog.Portal>
        <AlertDialog.Overlay className="fixed inset-0 z-40 bg-ground/80" />
        <AlertDialog.Content className="panel fixed! inset-x-3 top-1/2 z-50 mx-auto max-h-[85dvh] max-w-3xl -translate-y-1/2">
          <AlertDialog.Title className="px-4 pt-4 pr-8 text-lg font-semibold">Roll {genome.organism} back to {to}?</AlertDialog.Title>
          <AlertDialog.Description className="px-4 pt-1 text-sm text-soft">
            {shortGenome(current)} runs now. A new version with the files of {to} is added and goes on probation; nothing is lost, and “Undo” afterwards goes back to {shortGenome(current)}. These lines change:
          </AlertDialog.Description>
          <div tabIndex={0} role="region" aria-label="What changes, and the gate’s word" className="relative my-3 min-h-24 flex-1 overflow-y-auto border-y border-line focus-visible:-outline-offset-2">
            {isOpen && <GenomeDiff id={genome.id} against={current} />}
            {isOpen && <div className="border-t border-line"><GateWord genome={genome.id} told={setAccepted} /></div>}
          </div>
          {isAccepted === false && <p className="px-4 pb-3 text-sm text-degraded"><span aria-hidden>▲ </span>Your word goes before the gate’s: it would run all the same, and probation takes it back where it fails.</p>}
          {refusal && <p role="alert" className="px-4 pb-3 text-sm text-alarm">✖ {refusal.detail} {refusal.wayOut}</p>}
          <div className="flex flex-wrap justify-end gap-2 px-4 pb-4">
            <AlertDialog.Cancel asChild><Button>Keep {shortGenome(current)}</Button></AlertDialog.Cancel>
            <Button look={isAccepted === false ? 'danger' : 'primary'} disabled={isBusy} onClick={go}>{isBusy ? 'Rolling back…' : isAccepted === false ? `Roll back to ${to} all the same` : `Roll back to ${to}`}</Button>
          </div>
        </AlertDialog.Content>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  )
}
