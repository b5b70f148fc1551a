'use client'
import { useState } from 'react'
import type { SessionRow as Row } from '../../../lib/contract/access.ts'
import { Button } from '../frame/button.tsx'
import { SignMark } from '../frame/sign-mark.tsx'
import { visible } from '../log/visible.ts'
import { sendJson } from '../wire/api.ts'
import { Trouble } from '../frame/trouble.tsx'
import { useNow } from '../wire/use-live.tsx'
import { ago } from '../words/format.ts'
import { browserOf } from './browser-of.ts'
import { roleWords } from './role-words.ts'
import { shortDate } from './short-date.ts'
import type { Sign } from '../words/state.ts'

const byWords: Record<Row['by'], string> = { password: 'by password', link: 'by link', 'command-line': 'at the command line' }

function signOf({ revokedAt, expiresAt }: Row, now: number): Sign {
  if (revokedAt !== null) return { shape: '✖', word: 'ended', tone: 'idle' }
  return expiresAt <= now ? { shape: '○', word: 'over', tone: 'idle' } : { shape: '●', word: 'signed in', tone: 'healthy' }
}

/** One session. What a browser says of itself is a claim, and shown as text. */
export function SessionRow({ row, reload }: { row: Row; reload: () => void }) {
  const now = useNow(5000)
  const [isBusy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const sign = signOf(row, now)
  const revoke = async () => {
    setBusy(true)
    setError(null)
    try {
      await sendJson('POST', `/api/sessions/${row.id}/revoke`)
      reload()
    } catch (thrown) {
      setError(thrown)
    } finally {
      setBusy(false)
    }
  }
  return (
    <li className="flex flex-col gap-2 border-t border-line px-4 py-2.5">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <span className="w-24 font-medium"><span aria-hidden className="inline-block w-[1.4em] text-healing">{roleWords[row.role].shape}</span>{row.role}</span>
        <SignMark sign={sign} className="w-24 text-sm" />
        <span className="min-w-0 flex-1 basis-56 text-sm">
          <span className="block wide:truncate" title={visible(row.agent)}>{visible(browserOf(row.agent))} <span className="text-soft">{byWords[row.by]}</span></span>
          <span className="block text-xs text-soft wide:truncate"><span className="font-mono">{row.id}</span> · {visible(row.address)} · since {shortDate(row.madeAt)} · seen {ago(now - row.seenAt)}</span>
        </span>
        {row.isOwn
          ? <span className="text-sm text-soft">this one</span>
          : sign.tone === 'healthy' && <Button needs="operator" look="danger" size="small" disabled={isBusy} aria-label={`End it: session ${row.id} of a ${row.role}`} onClick={revoke}>{isBusy ? 'Ending…' : 'End it'}</Button>}
      </div>
      {error !== null && <Trouble error={error} />}
    </li>
  )
}
