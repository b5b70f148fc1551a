'use client'
import { ArrowLeftRight } from 'lucide-react'
import { useState } from 'react'
import { WhyNot } from '../access/why-not.tsx'
import { Button } from '../frame/button.tsx'
import { useCommand } from '../wire/use-command.ts'
import { useLive } from '../wire/use-live.tsx'
import { standingOf } from './standing.ts'

/** The other core takes the lead in order: nothing dies, nothing is lost. */
export function SwitchOver() {
  const next = useLive(({ cores }) => standingOf(cores).standby?.name ?? null)
  const leader = useLive(({ cores }) => standingOf(cores).leader?.name ?? null)
  const [reason, setReason] = useState('')
  const { run, isBusy, refusal } = useCommand()
  const isReady = next !== null && leader !== null
  const send = async () => {
    if (await run('/api/cores/switch', {}, { reason })) setReason('')
  }
  return (
    <form aria-label="Switch over" className="flex flex-col gap-2 border-t border-line px-4 py-3" onSubmit={(event) => { event.preventDefault(); if (isReady && !isBusy) void send() }}>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <p className="min-w-0 flex-1 basis-88 text-sm text-soft">
          {isReady ? <>In order, with no fault: core {next} leads, core {leader} stands by.</> : 'There is nobody to hand over to. The engine starts a core whenever one is missing.'}
        </p>
        <label className="flex min-w-0 flex-1 basis-48 items-center gap-2 text-sm">
          <span className="shrink-0 text-soft">Reason</span>
          <input
            value={reason} maxLength={200} placeholder="may be left empty" autoComplete="off" onChange={(event) => setReason(event.target.value)}
            className="min-h-11 w-full min-w-0 border border-edge bg-well px-2 text-sm placeholder:text-mist wide:min-h-8"
          />
        </label>
        <Button needs="operator" type="submit" disabled={!isReady || isBusy} className="max-wide:w-full"><ArrowLeftRight aria-hidden className="size-4" strokeWidth={1.5} />{isBusy ? 'Switching…' : 'Switch over'}</Button>
      </div>
      <WhyNot needs="operator" />
      {refusal && <p role="alert" className="border-l-2 border-crashed pl-3 text-sm"><span className="text-alarm">✖ {refusal.detail}</span> {refusal.wayOut}</p>}
    </form>
  )
}
