'use client'
import { LogOut } from 'lucide-react'
import { Popover } from 'radix-ui'
import { useState } from 'react'
import { Button } from '../frame/button.tsx'
import { Trouble } from '../frame/trouble.tsx'
import { sendJson } from '../wire/api.ts'
import { shortDate } from './short-date.ts'
import { roleWords } from './role-words.ts'
import { useWho } from './use-may.ts'

/** Who is signed in here, what that means, and the way out. Nothing where nobody needs to sign in. */
export function Who() {
  const who = useWho()
  if (who === null || who.session === null) return null
  const { shape, may } = roleWords[who.role]
  return (
    <Popover.Root>
      <Popover.Trigger asChild>
        <Button look="quiet" size="small" aria-label={`Signed in as ${who.role}`} className="max-wide:w-11 max-wide:px-0"><span aria-hidden className="text-healing">{shape}</span><span className="max-wide:sr-only">{who.role}</span></Button>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content align="end" sideOffset={6} collisionPadding={12} aria-label="Who you are" className="panel z-50 max-w-80 gap-2 p-4 pr-6">
          <p className="text-sm">Signed in as <strong className="font-semibold">{who.role}</strong> <span className="font-mono text-xs text-soft">{who.session}</span></p>
          <p className="text-sm text-soft">{may}</p>
          {who.expiresAt !== null && <p className="text-xs text-soft">Until {shortDate(who.expiresAt)}.</p>}
          <SignOut />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}

function SignOut() {
  const [isBusy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const signOut = async () => {
    setBusy(true)
    setError(null)
    try {
      await sendJson('DELETE', '/api/session')
      location.assign('/sign-in')
    } catch (thrown) {
      setError(thrown)
      setBusy(false)
    }
  }
  return (
    <>
      <Button className="mt-1 self-start" disabled={isBusy} onClick={signOut}><LogOut aria-hidden className="size-4" strokeWidth={1.5} />{isBusy ? 'Signing out…' : 'Sign out'}</Button>
      {error !== null && <Trouble error={error} />}
    </>
  )
}
