'use client'
import { AlertDialog } from 'radix-ui'
import { useSyncExternalStore } from 'react'
import { Button } from '../frame/button.tsx'
import type { Live } from '../wire/live.ts'
import { useLiveStore } from '../wire/use-live.tsx'
import { clockTime } from '../words/format.ts'
import { isPast } from './time-state.ts'
import { useGoLive } from './time-controls.tsx'

interface Question { at: number; answer: (goes: boolean) => void }

let question: Question | null = null
const listeners = new Set<() => void>()

function ask(next: Question | null): void {
  question = next
  for (const listener of listeners) listener()
}

/**
 * Before something is asked of the engine: it will happen now, whatever is shown. Slow motion catches up by itself;
 * who looks at the past is told, and comes back first.
 * @returns whether to send it
 */
export async function agreeOnNow(live: Live): Promise<boolean> {
  const { time } = live.state
  if (time.mode === 'live') {
    if (time.slowness > 1) live.catchUp()
    return true
  }
  if (!isPast(time)) return true
  question?.answer(false)
  return new Promise<boolean>((answer) => ask({ at: live.now(), answer }))
}

/** Says that what is shown is over, where somebody is about to act on it. */
export function PastGuard() {
  const live = useLiveStore()
  const goLive = useGoLive()
  const asked = useSyncExternalStore(subscribe, () => question, () => null)
  const settle = (goes: boolean) => {
    if (goes) goLive()
    asked?.answer(goes)
    ask(null)
  }
  return (
    <AlertDialog.Root open={asked !== null} onOpenChange={(isOpen) => !isOpen && settle(false)}>
      <AlertDialog.Portal>
        <AlertDialog.Overlay className="fixed inset-0 z-40 bg-ground/80" />
        <AlertDialog.Content className="panel fixed! inset-x-3 top-1/2 z-50 mx-auto max-w-xl -translate-y-1/2 gap-2 p-4">
          <AlertDialog.Title className="pr-6 text-lg font-semibold">What you see is over</AlertDialog.Title>
          <AlertDialog.Description className="text-base text-soft">
            The page shows {asked ? clockTime(asked.at) : 'the past'}; it is {clockTime(live.engineNow())} now. What you ask for is done now, and maybe things stand otherwise.
          </AlertDialog.Description>
          <div className="mt-2 flex flex-wrap justify-end gap-2">
            <AlertDialog.Cancel asChild><Button>Do nothing</Button></AlertDialog.Cancel>
            <AlertDialog.Action asChild><Button look="primary" onClick={() => settle(true)}>Back to live, and do it</Button></AlertDialog.Action>
          </div>
        </AlertDialog.Content>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  )
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
