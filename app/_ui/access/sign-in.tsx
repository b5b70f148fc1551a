'use client'
import { useEffect, useState } from 'react'
import type { Who } from '../../../lib/contract/access.ts'
import { explain, ProblemError, sendJson } from '../wire/api.ts'
import { ByLink } from './by-link.tsx'
import { ByPassword } from './by-password.tsx'
import { Ouroboros } from './ouroboros.tsx'
import { useWho } from './use-may.ts'

export interface WayIn {
  isBusy: boolean
  refusal: { detail: string; wayOut: string } | null
  enter: (way: { password: string } | { link: string }) => Promise<void>
}

/** The door: by a link that works once, where one was given, else by a password. */
export function SignIn({ to, link }: { to: string; link: string | null }) {
  const [isByLink, setByLink] = useState(link !== null)
  const wayIn = useWayIn(to)
  // Whoever is in already, or need not sign in at all, has nothing to do here. A link may lead to another role.
  const isIn = useWho() !== null && link === null
  useEffect(() => {
    if (isIn) location.replace(to)
  }, [isIn, to])
  return (
    <main className="grid min-h-dvh wide:grid-cols-[2fr_3fr]">
      <Ouroboros isBusy={wayIn.isBusy} isRefused={wayIn.refusal !== null} />
      <div className="flex flex-col justify-center gap-6 border-line px-6 py-10 max-wide:border-t wide:border-l wide:px-16">
        <header className="flex flex-col gap-2">
          <p className="caption">Ouroboros</p>
          <h1 className="text-xl font-semibold wide:text-2xl">{isByLink ? 'You were invited' : 'Who goes there?'}</h1>
          <p className="max-w-prose text-soft">Programs live here that are broken on purpose and heal themselves. Come in to watch them, or to break one.</p>
        </header>
        {isByLink && link !== null
          ? <ByLink {...wayIn} link={link} usePassword={() => setByLink(false)} />
          : <ByPassword {...wayIn} />}
      </div>
    </main>
  )
}

function useWayIn(to: string): WayIn {
  const [isBusy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<WayIn['refusal']>(null)
  const enter = async (way: { password: string } | { link: string }) => {
    setBusy(true)
    setRefusal(null)
    try {
      await sendJson<Who>('POST', '/api/session', way)
      // A page of its own: nothing of the one before is left. The link is used up, and not to be gone back to.
      location.replace(to)
    } catch (error) {
      // Nobody needs to sign in here: then there is nothing to stop for.
      if (error instanceof ProblemError && error.code === 'sign-in-needless') return location.replace(to)
      setRefusal(explain(error))
      setBusy(false)
    }
  }
  return { isBusy, refusal, enter }
}
