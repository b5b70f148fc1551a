'use client'
import { useState } from 'react'
import type { CallView } from '../../../lib/contract/view.ts'
import { Button } from '../frame/button.tsx'
import { SignMark } from '../frame/sign-mark.tsx'
import { visible } from '../log/visible.ts'
import { useLive } from '../wire/use-live.tsx'
import { duration } from '../words/format.ts'
import { callSign, costWords } from './call-sign.ts'
import { CallText } from './call-text.tsx'

const none: readonly CallView[] = []

/** What a model that was asked for a better version says, from its first word on; until the reader has seen enough of it. */
export function Improving({ organism }: { organism: string }) {
  const calls = useLive(({ view }) => view?.calls) ?? none
  const call = calls.findLast((one) => one.organism === organism && one.purpose === 'improve')
  /** Seen before this page was opened: what is over then is history. */
  const [first] = useState(() => (call?.end === null ? null : (call?.call ?? null)))
  const [closed, setClosed] = useState<string | null>(null)
  if (call === undefined || call.call === first || call.call === closed) return null
  const { end, endSeq, provider, model } = call
  return (
    <section aria-label="A better version" className="panel shrink-0">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 pt-2 text-sm">
        <h3 className="caption">A better version</h3>
        <SignMark sign={callSign(call, false)} className="font-semibold" />
        <span className="font-mono [overflow-wrap:anywhere]">{visible(`${provider}/${model}`)}</span>
        {end && <span className="text-soft tabular-nums">{duration(end.ms)} · {costWords(call)}</span>}
        <Button size="small" look="quiet" className="ml-auto" onClick={() => setClosed(call.call)}>Close</Button>
      </div>
      <div className="flex max-h-72 flex-col gap-1 overflow-y-auto px-4 pt-1 pb-3"><CallText key={call.call} call={call.call} organism={organism} endSeq={endSeq} isOver={false} /></div>
    </section>
  )
}
