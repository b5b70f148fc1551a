'use client'
import { useState } from 'react'
import type { ChainAnswer } from '../../../lib/contract/chain.ts'
import { WhyNot } from '../access/why-not.tsx'
import { Button } from '../frame/button.tsx'
import { SignMark } from '../frame/sign-mark.tsx'
import { Trouble } from '../frame/trouble.tsx'
import { visible } from '../log/visible.ts'
import { sendJson } from '../wire/api.ts'
import { count, counted, duration } from '../words/format.ts'

/** Walks the hash chain from its first event: whether anything was changed or taken out since. */
export function VerifyChain() {
  const [isBusy, setBusy] = useState(false)
  const [walk, setWalk] = useState<ChainAnswer | null>(null)
  const [error, setError] = useState<unknown>(null)
  const verify = async () => {
    setBusy(true)
    setError(null)
    setWalk(null)
    try {
      setWalk(await sendJson<ChainAnswer>('POST', '/api/ledger/verify'))
    } catch (thrown) {
      setError(thrown)
    } finally {
      setBusy(false)
    }
  }
  return (
    <div className="flex flex-col items-start gap-2 border-t border-line px-4 py-3">
      <p className="text-sm text-soft">Each event bears a hash over the one before, so that a changed or missing one shows.</p>
      <Button needs="operator" size="small" disabled={isBusy} onClick={verify}>{isBusy ? 'Walking the chain…' : 'Verify the hash chain'}</Button>
      <WhyNot needs="operator" />
      <div role="status" className="text-sm">
        {walk && (walk.holds
          ? <><SignMark sign={{ shape: '●', word: 'It holds.', tone: 'healthy' }} /> <span className="text-soft tabular-nums">{counted(walk.events, 'event')} in {duration(walk.ms)}.</span></>
          : <><SignMark sign={{ shape: '✖', word: `It breaks at event ${count(walk.brokenAt ?? 0)}.`, tone: 'crashed' }} /> <span className="text-soft">{visible(walk.what ?? '')}. {counted(walk.events, 'event')} before it hold. Restore the data folder from a copy.</span></>)}
      </div>
      {error !== null && <Trouble error={error} />}
    </div>
  )
}
