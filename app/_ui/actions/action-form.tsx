'use client'
import { useId, useState } from 'react'
import type { ActionProgram } from '../../../lib/contract/action.ts'
import { Button } from '../frame/button.tsx'
import { AmountField } from '../settings/amount-field.tsx'
import { readAmount } from '../settings/read-amount.ts'
import { useCommand } from '../wire/use-command.ts'
import { readArgs, wrongArgs } from './read-args.ts'

const field = 'border border-edge bg-well px-2 text-sm'
const examples: Record<ActionProgram, string> = { shell: 'df\n-h', git: 'status\n--short', docker: 'ps', ollama: 'list' }

/** Which program, with which arguments, for how long, and why. */
export function ActionForm({ allowed }: { allowed: readonly ActionProgram[] }) {
  const id = useId()
  const [chosen, choose] = useState<ActionProgram | null>(null)
  const [text, setText] = useState('')
  const [seconds, setSeconds] = useState('30')
  const [reason, setReason] = useState('')
  const { run, isBusy, refusal } = useCommand()
  const program = chosen ?? allowed[0]!
  const args = readArgs(text)
  const wrong = wrongArgs(args)
  const limit = readAmount(seconds, { min: 1, max: 600 })
  const isReady = wrong === null && limit !== null && !isBusy
  const send = () => run('/api/actions', { program, args, timeoutMs: limit! * 1000 }, { reason })
  return (
    <form aria-label="Run a program" className="grid gap-x-6 gap-y-3 border-t border-line px-4 py-3 wide:grid-cols-[10rem_minmax(0,1fr)_minmax(0,1fr)]" onSubmit={(event) => { event.preventDefault(); if (isReady) void send() }}>
      <label className="flex flex-col gap-1">
        <span className="caption leading-5">Program</span>
        <select value={program} className={`${field} min-h-11 wide:min-h-9`} onChange={(event) => choose(event.target.value as ActionProgram)}>
          {allowed.map((name) => <option key={name}>{name}</option>)}
        </select>
      </label>
      <div className="flex flex-col gap-1 wide:row-span-2">
        <label className="flex flex-col gap-1">
          <span className="caption leading-5">Arguments, one a line</span>
          <textarea
            value={text} rows={4} spellCheck={false} autoComplete="off" autoCapitalize="off" placeholder={examples[program]} aria-describedby={`${id}-args`}
            onChange={(event) => setText(event.target.value)} className={`${field} w-full py-1.5 font-mono placeholder:text-mist`}
          />
        </label>
        <p id={`${id}-args`} className="text-sm text-soft">{text !== '' && wrong !== null ? <span className="text-alarm">✖ {wrong}</span> : program === 'shell' ? 'First the program, then its arguments. No shell reads them: no pipes, no stars.' : 'Each as it stands: no shell reads them.'}</p>
      </div>
      <label className="flex flex-col gap-1 wide:row-span-2">
        <span className="caption leading-5">Reason</span>
        <textarea value={reason} rows={4} maxLength={500} placeholder="may be left empty" onChange={(event) => setReason(event.target.value)} className={`${field} w-full py-1.5 placeholder:text-mist`} />
      </label>
      <div className="flex flex-col gap-1">
        <span className="caption leading-5">Time limit</span>
        <AmountField label="Time limit, seconds" unit="s" text={seconds} isValid={limit !== null} change={setSeconds} />
        {limit === null && <span role="alert" className="text-sm text-alarm">✖ 1 to 600.</span>}
      </div>
      <div className="flex flex-wrap items-center gap-3 wide:col-span-3">
        <Button needs="operator" look="danger" type="submit" disabled={!isReady} className="max-wide:w-full">{isBusy ? 'Running…' : `Run ${program}`}</Button>
        {refusal && <p role="alert" className="text-sm"><span className="text-alarm">✖ {refusal.detail}</span> {refusal.wayOut}</p>}
      </div>
    </form>
  )
}
