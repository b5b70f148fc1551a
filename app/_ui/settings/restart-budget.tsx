'use client'
import { useState } from 'react'
import type { OrganismView } from '../../../lib/contract/view.ts'
import { Button } from '../frame/button.tsx'
import { useCommand } from '../wire/use-command.ts'
import { AmountField } from './amount-field.tsx'
import { readAmount } from './read-amount.ts'
import { SettingLine } from './setting-line.tsx'

/** How many restarts an organism has before somebody who knows more has to decide. */
export function RestartBudget({ organism: { id, budget }, isAsked }: { organism: OrganismView; isAsked: boolean }) {
  const [typed, setTyped] = useState<{ restarts: string; seconds: string } | null>(null)
  const { run, isBusy, refusal } = useCommand()
  const inForce = { restarts: String(budget.allowed), seconds: String(budget.periodMs / 1000) }
  const text = typed ?? inForce
  const restarts = readAmount(text.restarts, { min: 0, max: 100 })
  const seconds = readAmount(text.seconds, { min: 1, max: 3600 })
  const isChanged = typed !== null && (text.restarts !== inForce.restarts || text.seconds !== inForce.seconds)
  const send = async (wish: { restarts: number; periodMs: number } | null) => {
    if (await run('/api/settings', { restartBudgets: { [id]: wish } }, { method: 'PUT' })) setTyped(null)
  }
  return (
    <SettingLine title={id} about={budget.used === 0 ? 'None of them spent.' : `${budget.used} spent when it was restarted last.`} origin={isAsked ? 'page' : 'manifest'}>
      <form
        className="flex flex-wrap items-center gap-2"
        onSubmit={(event) => { event.preventDefault(); if (restarts !== null && seconds !== null && isChanged) void send({ restarts, periodMs: seconds * 1000 }) }}
      >
        <AmountField label={`Restarts of ${id}`} unit="in" text={text.restarts} isValid={restarts !== null} change={(value) => setTyped({ ...text, restarts: value })} />
        <AmountField label={`Seconds of ${id}`} unit="s" text={text.seconds} isValid={seconds !== null} change={(value) => setTyped({ ...text, seconds: value })} />
        <Button needs="operator" size="small" type="submit" disabled={isBusy || restarts === null || seconds === null || !isChanged} aria-label={`Save the restarts of ${id}`}>{isBusy ? 'Saving…' : 'Save'}</Button>
        {isAsked && <Button needs="operator" size="small" look="quiet" disabled={isBusy} onClick={() => void send(null)} aria-label={`Restarts of ${id}: as its manifest has it`}>As its manifest</Button>}
      </form>
      {(restarts === null || seconds === null) && <p role="alert" className="pt-1 text-sm text-alarm">✖ 0 to 100 restarts, in 1 to 3,600 seconds.</p>}
      {refusal && <p role="alert" className="pt-1 text-sm"><span className="text-alarm">✖ {refusal.detail}</span> {refusal.wayOut}</p>}
    </SettingLine>
  )
}
