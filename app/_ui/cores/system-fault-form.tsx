'use client'
import { useId, useState } from 'react'
import type { Step } from '../../../lib/contract/step.ts'
import type { FaultRow } from '../chaos/fault-list.tsx'
import { lifetimes } from '../chaos/lifetimes.ts'
import { Button } from '../frame/button.tsx'
import { useCommand } from '../wire/use-command.ts'
import { useLive } from '../wire/use-live.tsx'
import { factsOf } from './system-fault-facts.ts'
import { stepGroups, stepWords } from './step-words.ts'

const field = 'min-h-11 w-full min-w-0 border border-edge bg-well px-2 text-sm wide:min-h-8'

/** One fault of Ouroboros itself: what it teaches, what can be chosen of it, and the deed. */
export function SystemFaultForm({ fault }: { fault: FaultRow }) {
  const id = useId()
  const [intensity, setIntensity] = useState(2)
  const [ttlMs, setTtlMs] = useState(30_000)
  const [at, setAt] = useState<Step | null>(null)
  const isStopped = useLive(({ view }) => view?.chaosStopped ?? false)
  const { run, isBusy, refusal } = useCommand()
  const { verb } = factsOf(fault.id)
  const isHard = fault.takes.includes('intensity')
  const hasTime = fault.takes.includes('time') || at !== null
  const strike = () => run('/api/chaos', { fault: fault.id, ...(isHard && { intensity }), ...(hasTime && { ttlMs }), ...(at !== null && { at }) })
  return (
    <form aria-label={fault.label} className="flex flex-col gap-3 px-4 pt-1 pb-4" onSubmit={(event) => { event.preventDefault(); void strike() }}>
      <p className="text-sm text-soft">{fault.teaches}</p>
      {fault.takes.includes('step') && (
        <label className="flex flex-col gap-1">
          <span className="caption leading-5">When</span>
          <select value={at ?? ''} className={field} onChange={(event) => setAt(event.target.value === '' ? null : (event.target.value as Step))}>
            <option value="">at once</option>
            {stepGroups.map(({ title, steps }) => (
              <optgroup key={title} label={title}>{steps.map((step) => <option key={step} value={step}>{stepWords[step]}</option>)}</optgroup>
            ))}
          </select>
        </label>
      )}
      {at !== null && <p className="text-sm text-soft">{at.startsWith('takeover-') ? 'The core that leads is ended now, and the one that takes over is struck at that step.' : 'It waits until the core that leads comes to that step; until then nothing happens.'}</p>}
      {(isHard || hasTime) && (
        <div className="grid grid-cols-2 gap-3">
          {isHard && (
            <label className="flex flex-col gap-1">
              <span className="flex justify-between gap-2 text-sm"><span className="caption leading-5">Intensity</span><span className="tabular-nums">{intensity} of 5</span></span>
              <input type="range" min={1} max={5} step={1} value={intensity} aria-describedby={`${id}-means`} className="min-h-11 w-full accent-text wide:min-h-8" onChange={(event) => setIntensity(Number(event.target.value))} />
            </label>
          )}
          {hasTime && (
            <label className="flex flex-col gap-1">
              <span className="caption leading-5">{at === null ? 'Lasts' : 'Waits'}</span>
              <select value={ttlMs} className={field} onChange={(event) => setTtlMs(Number(event.target.value))}>{lifetimes.map(({ ms, label }) => <option key={ms} value={ms}>{label}</option>)}</select>
            </label>
          )}
        </div>
      )}
      {isHard && <p id={`${id}-means`} className="text-sm text-soft">Intensity: {fault.intensity}.</p>}
      <Button needs="operator" look="danger" type="submit" disabled={isBusy || isStopped}><span aria-hidden>✦</span>{isBusy ? 'Injecting…' : verb}</Button>
      {isStopped && <p className="text-sm text-soft">Chaos is stopped; allow it above first.</p>}
      {refusal && <p role="alert" className="border-l-2 border-crashed pl-3 text-sm"><span className="text-alarm">✖ {refusal.detail}</span> {refusal.wayOut}</p>}
    </form>
  )
}
