'use client'
import { AlertDialog } from 'radix-ui'
import { RotateCcw } from 'lucide-react'
import { useState } from 'react'
import { readSeed } from '../chaos/read-seed.ts'
import { useCommand } from '../wire/use-command.ts'
import { useLive } from '../wire/use-live.tsx'
import { Button } from './button.tsx'

/** Everything as at the first start, behind a word on what that does. `size`: as the buttons that it stands among. */
export function ResetDemo({ size = 'normal' }: { size?: 'small' | 'normal' }) {
  const [isOpen, setOpen] = useState(false)
  const isKnown = useLive(({ view }) => view !== null)
  return (
    <AlertDialog.Root open={isOpen} onOpenChange={setOpen}>
      <AlertDialog.Trigger asChild>
        <Button needs="operator" size={size} disabled={!isKnown}><RotateCcw aria-hidden className="size-4" strokeWidth={1.5} />Reset demo</Button>
      </AlertDialog.Trigger>
      <AlertDialog.Portal>
        <AlertDialog.Overlay className="fixed inset-0 z-40 bg-ground/80" />
        <AlertDialog.Content className="panel fixed! inset-x-3 top-1/2 z-50 mx-auto max-h-[90dvh] max-w-xl -translate-y-1/2 overflow-y-auto">
          <AlertDialog.Title className="px-4 pt-4 pr-8 text-lg font-semibold">Reset the demo?</AlertDialog.Title>
          <ResetForm close={() => setOpen(false)} />
        </AlertDialog.Content>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  )
}

const does = [
  'Running faults are taken back, and chaos is allowed.',
  'Open incidents are closed; pauses and quarantines end.',
  'Every organism runs the files it was born with, as a new version that counts as proven.',
  'Restarts, cures, carried state and pulses are counted from zero.',
]

/** Mounted with the dialog, so that it opens on the seed in force each time. */
function ResetForm({ close }: { close: () => void }) {
  const current = useLive(({ view }) => view?.demo?.seed ?? null)
  const [text, setText] = useState(() => String(current ?? ''))
  const { run, isBusy, refusal } = useCommand()
  const seed = readSeed(text)
  const isWrong = seed === 'invalid'
  const reset = async () => {
    if (await run('/api/demo/reset', typeof seed === 'number' ? { seed } : {})) close()
  }
  return (
    <form className="flex flex-col gap-3 px-4 pt-1 pb-4" onSubmit={(event) => { event.preventDefault(); if (!isWrong && !isBusy) void reset() }}>
      <AlertDialog.Description className="text-sm text-soft">
        Within two seconds everything is as at the first start. The ledger keeps all that happened, and settings stay.
      </AlertDialog.Description>
      <ul className="flex flex-col gap-1 text-sm">
        {does.map((line) => <li key={line} className="flex gap-2"><span aria-hidden className="text-reverted">↺</span>{line}</li>)}
      </ul>
      <label className="flex flex-col gap-1 border-t border-line pt-3">
        <span className="caption leading-5">Seed</span>
        <input
          inputMode="numeric" value={text} placeholder="as configured" autoComplete="off" aria-invalid={isWrong} aria-describedby="reset-seed-means"
          onChange={(event) => setText(event.target.value)}
          className="min-h-11 w-full border border-edge bg-well px-2 font-mono text-sm tabular-nums placeholder:text-mist aria-invalid:border-crashed wide:min-h-9"
        />
      </label>
      <p id="reset-seed-means" aria-live="polite" className="text-sm text-soft">
        {isWrong ? <span className="text-alarm">✖ A seed is a whole number from 0 to 4294967295.</span>
          : seed === 'none' ? 'Left empty: the seed that is configured.'
            : seed === current ? 'The seed in force: the same pulses, faults and cures come again, but for their times.'
              : `Another seed than ${current ?? 'before'}: other inputs, other faults.`}
      </p>
      {refusal && <p role="alert" className="border-l-2 border-crashed pl-3 text-sm"><span className="text-alarm">✖ {refusal.detail}</span> {refusal.wayOut}</p>}
      <div className="flex flex-wrap justify-end gap-2">
        <AlertDialog.Cancel asChild><Button>Keep it as it is</Button></AlertDialog.Cancel>
        <Button needs="operator" look="primary" type="submit" disabled={isBusy || isWrong}>{isBusy ? 'Resetting…' : 'Reset demo'}</Button>
      </div>
    </form>
  )
}
