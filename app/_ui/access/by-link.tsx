'use client'
import { Button } from '../frame/button.tsx'
import { Refused } from './refused.tsx'
import type { WayIn } from './sign-in.tsx'

/** Asks first: programs that look at links open this page, too, and must not use the link up. */
export function ByLink({ isBusy, refusal, enter, link, usePassword }: WayIn & { link: string; usePassword: () => void }) {
  return (
    <div className="flex max-w-96 flex-col gap-4">
      <p>Your link works once. From then on this browser stays signed in for a week.</p>
      <Button look="primary" size="tall" autoFocus disabled={isBusy || refusal !== null} onClick={() => enter({ link })}>{isBusy ? 'One moment…' : 'Come in'}</Button>
      <Refused refusal={refusal && { ...refusal, detail: refusal.detail, wayOut: `A link works once, and for a limited time. ${refusal.wayOut}` }} />
      <Button className="self-start" onClick={usePassword}>Use a password instead</Button>
    </div>
  )
}
