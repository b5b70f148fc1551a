'use client'
import { useState } from 'react'
import { Button } from '../frame/button.tsx'
import { useCommand } from '../wire/use-command.ts'
import { count } from '../words/format.ts'
import { AmountField } from './amount-field.tsx'
import { readAmount } from './read-amount.ts'
import { SettingLine } from './setting-line.tsx'
import type { SettingRow } from './use-settings.ts'

interface AmountSettingProps {
  row: SettingRow
  title: string
  about: string
  unit: string
  /** The setting's own units in one of these. */
  per?: number
  min: number
  max: number
}

/** A number that can be changed while it runs, at once and for good. */
export function AmountSetting({ row, title, about, unit, per = 1, min, max }: AmountSettingProps) {
  /** null: what is in force is shown. */
  const [typed, setTyped] = useState<string | null>(null)
  const { run, isBusy, refusal } = useCommand()
  const shown = (value: string | null): string => String(Number(value) / per)
  const text = typed ?? shown(row.value)
  const amount = readAmount(text, { min, max })
  const isChanged = typed !== null && text !== shown(row.value)
  const send = async (value: number | null) => {
    if (await run('/api/settings', { [row.name]: value }, { method: 'PUT' })) setTyped(null)
  }
  return (
    <SettingLine title={title} about={about} origin={row.origin}>
      <form className="flex flex-wrap items-center gap-2" onSubmit={(event) => { event.preventDefault(); if (amount !== null && isChanged) void send(amount * per) }}>
        <AmountField label={title} unit={unit} text={text} isValid={amount !== null} change={setTyped} />
        <Button needs="operator" size="small" type="submit" disabled={isBusy || amount === null || !isChanged} aria-label={`Save: ${title}`}>{isBusy ? 'Saving…' : 'Save'}</Button>
        {row.origin === 'page' && <Button needs="operator" size="small" look="quiet" disabled={isBusy} onClick={() => void send(null)} aria-label={`${title}: back to ${shown(row.configured)} ${unit}`}>Back to {shown(row.configured)} {unit}</Button>}
      </form>
      {amount === null && <p role="alert" className="pt-1 text-sm text-alarm">✖ A whole number from {count(min)} to {count(max)}.</p>}
      {refusal && <p role="alert" className="pt-1 text-sm"><span className="text-alarm">✖ {refusal.detail}</span> {refusal.wayOut}</p>}
    </SettingLine>
  )
}
