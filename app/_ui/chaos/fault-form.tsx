'use client'
import { useState } from 'react'
import type { OrganismView } from '../../../lib/contract/view.ts'
import { playerLimits } from '../../../lib/contract/access.ts'
import { useWho } from '../access/use-may.ts'
import { WhyNot } from '../access/why-not.tsx'
import { Button } from '../frame/button.tsx'
import { useCommand } from '../wire/use-command.ts'
import { useLive } from '../wire/use-live.tsx'
import type { FaultRow } from './fault-list.tsx'
import { FaultPreview } from './fault-preview.tsx'
import { lifetimes } from './lifetimes.ts'
import { readSeed } from './read-seed.ts'
import { usePreview } from './use-preview.ts'

const field = 'min-h-11 w-full border border-edge bg-well px-2 text-sm wide:min-h-8'

/** One fault: what it teaches, how hard, which seed, how long; a look at its diff, and then the deed. */
export function FaultForm({ fault, organism }: { fault: FaultRow; organism: OrganismView }) {
  const isStopped = useLive(({ view }) => view?.chaosStopped ?? false)
  const [intensity, setIntensity] = useState(2)
  const [seedText, setSeedText] = useState('')
  const [ttlMs, setTtlMs] = useState(120_000)
  const isPlayer = useWho()?.role === 'player'
  const most = isPlayer ? playerLimits.intensity : 5
  const { run, isBusy, refusal } = useCommand()
  const preview = usePreview()
  const seed = readSeed(seedText)
  const request = { organism: organism.id, fault: fault.id, intensity, ...(typeof seed === 'number' && { seed }) }
  const change = (set: () => void) => {
    set()
    preview.clear()
  }
  // What was looked at is what is injected: its seed goes with it.
  const inject = () => run('/api/chaos', { ...request, ttlMs, ...(preview.data && { seed: preview.data.seed }) })

  return (
    <form
      className="grid gap-4 p-4 wide:min-h-full wide:grid-cols-[21rem_minmax(0,1fr)]"
      onSubmit={(event) => { event.preventDefault(); void inject() }}
    >
      <div className="flex flex-col gap-3">
        <header>
          <h3 className="text-lg font-semibold">{fault.label}</h3>
          <p className="text-sm text-soft">{fault.teaches}</p>
        </header>
        <div className="grid grid-cols-2 gap-3 text-sm wide:grid-cols-[2fr_1fr_1fr]">
          <label className="col-span-2 flex flex-col gap-1 wide:col-span-1">
            <span className="flex justify-between gap-2 text-sm"><span className="caption leading-5">Intensity</span><span className="tabular-nums">{intensity} of {most}</span></span>
            <input
              type="range" min={1} max={most} step={1} value={intensity} className="min-h-11 w-full accent-text wide:min-h-8"
              aria-describedby="intensity-means" onChange={(event) => change(() => setIntensity(Number(event.target.value)))}
            />
          </label>
          <label className="flex flex-col gap-1">
            <span className="caption leading-5">Seed</span>
            <input
              inputMode="numeric" value={seedText} placeholder="drawn" aria-invalid={seed === 'invalid'} className={`${field} font-mono placeholder:text-mist`}
              onChange={(event) => change(() => setSeedText(event.target.value))}
            />
          </label>
          <label className="flex flex-col gap-1">
            <span className="caption leading-5">Lasts</span>
            <select value={ttlMs} className={field} onChange={(event) => setTtlMs(Number(event.target.value))}>
              {lifetimes.filter(({ ms }) => !isPlayer || ms <= playerLimits.ttlMs).map(({ ms, label }) => <option key={ms} value={ms}>{label}</option>)}
            </select>
          </label>
        </div>
        <p id="intensity-means" className="text-sm text-soft">
          {seed === 'invalid' ? <span className="text-alarm">✖ A seed is a whole number from 0 to 4294967295.</span> : `Intensity: ${fault.intensity}.`}
          {isStopped && ' Chaos is stopped; allow it above first.'}
        </p>
        <div className="flex gap-2">
          <Button className="flex-1" disabled={preview.isBusy || seed === 'invalid'} onClick={() => preview.load(request)}>Preview</Button>
          <Button needs="player" className="flex-1" look="danger" type="submit" disabled={isBusy || isStopped || seed === 'invalid'}>
            <span aria-hidden>✦</span>{isBusy ? 'Injecting…' : 'Inject'}
          </Button>
        </div>
        <WhyNot needs="player" />
        {refusal && <p role="alert" className="border-l-2 border-crashed pl-3 text-sm"><span className="text-alarm">✖ {refusal.detail}</span> {refusal.wayOut}</p>}
      </div>
      <FaultPreview preview={preview} />
    </form>
  )
}
