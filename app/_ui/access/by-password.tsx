'use client'
import { useEffect, useRef, useState } from 'react'
import { Button } from '../frame/button.tsx'
import { Refused } from './refused.tsx'
import type { WayIn } from './sign-in.tsx'

export function ByPassword({ isBusy, refusal, enter }: WayIn) {
  const [password, setPassword] = useState('')
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (refusal) field.current?.select()
  }, [refusal])
  return (
    <form className="flex max-w-96 flex-col gap-4" aria-label="Sign in" onSubmit={(event) => { event.preventDefault(); void enter({ password }) }}>
      <label className="flex flex-col gap-1.5">
        <span className="caption">Password</span>
        <input
          ref={field} type="password" name="password" autoComplete="current-password" autoFocus required value={password} readOnly={isBusy}
          aria-invalid={refusal !== null} aria-describedby="password-means"
          className="min-h-12 w-full border border-edge bg-well px-3 font-mono aria-invalid:border-crashed"
          onChange={(event) => setPassword(event.target.value)}
        />
      </label>
      <Button look="primary" size="tall" type="submit" disabled={isBusy || password === ''}>{isBusy ? 'One moment…' : 'Come in'}</Button>
      <Refused refusal={refusal} />
      <p id="password-means" className="text-sm text-soft">Each role has its own password: it alone says who you are. No password? Ask an operator for a link; <code className="font-mono">bin/ouroboros invite</code> makes one, on the machine that Ouroboros runs on.</p>
    </form>
  )
}
