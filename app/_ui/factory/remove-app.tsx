'use client'
import { AlertDialog } from 'radix-ui'
import { useState } from 'react'
import { Button } from '../frame/button.tsx'
import { visible } from '../log/visible.ts'
import { useCommand } from '../wire/use-command.ts'

/** Behind a word on what that does. */
export function RemoveApp({ app, title }: { app: string; title: string }) {
  const [isOpen, setOpen] = useState(false)
  const { run, isBusy, refusal } = useCommand()
  const remove = async (): Promise<void> => {
    if (await run(`/api/apps/${app}/remove`)) setOpen(false)
  }
  return (
    <AlertDialog.Root open={isOpen} onOpenChange={setOpen}>
      <AlertDialog.Trigger asChild><Button size="small" look="quiet" needs="operator">Remove</Button></AlertDialog.Trigger>
      <AlertDialog.Portal>
        <AlertDialog.Overlay className="fixed inset-0 z-40 bg-ground/80" />
        <AlertDialog.Content className="panel fixed! inset-x-3 top-1/2 z-50 mx-auto flex max-h-[90dvh] max-w-xl -translate-y-1/2 flex-col gap-3 overflow-y-auto p-4">
          <AlertDialog.Title className="pr-4 text-lg font-semibold">Remove {visible(title)}?</AlertDialog.Title>
          <AlertDialog.Description className="text-sm text-soft">
            Its services end, and it is gone from here. Its folder is put aside beside those of the other apps, with all its iterations and all that people have entered.
          </AlertDialog.Description>
          {refusal && <p role="alert" className="border-l-2 border-crashed pl-3 text-sm"><span className="text-alarm">✖ {refusal.detail}</span> {refusal.wayOut}</p>}
          <div className="flex flex-wrap justify-end gap-2">
            <AlertDialog.Cancel asChild><Button>Keep it</Button></AlertDialog.Cancel>
            <Button needs="operator" look="danger" disabled={isBusy} onClick={() => void remove()}>{isBusy ? 'Being removed…' : 'Remove it'}</Button>
          </div>
        </AlertDialog.Content>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  )
}
