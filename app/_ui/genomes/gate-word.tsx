'use client'
import { useEffect, useEffectEvent, useState } from 'react'
import type { Check } from '../../../lib/contract/incident.ts'
import { Button } from '../frame/button.tsx'
import { SignMark } from '../frame/sign-mark.tsx'
import { Skeleton } from '../frame/skeleton.tsx'
import { Checks } from '../incidents/checks.tsx'
import { useCommand } from '../wire/use-command.ts'

interface GateWordProps {
  genome: string
  /** Told once it is known: whether the gate would let it through. */
  told: (isAccepted: boolean) => void
}

/** What the gate says of a version, asked now: its checks on inputs drawn this moment, with nothing promoted. */
export function GateWord({ genome, told }: GateWordProps) {
  const { run, refusal, isBusy } = useCommand()
  const [checks, setChecks] = useState<Check[] | null>(null)
  const ask = async () => {
    const outcome = await run(`/api/genomes/${genome}/check`, {}, { isToldElsewhere: true })
    if (!outcome) return
    setChecks(outcome.checks ?? [])
    told((outcome.checks ?? []).every(({ ok }) => ok))
  }
  const begin = useEffectEvent(() => void ask())
  useEffect(() => {
    // In a task of its own: a dialog that is closed at once asks nothing.
    const timer = setTimeout(begin)
    return () => clearTimeout(timer)
  }, [genome])
  const isAccepted = checks?.every(({ ok }) => ok) ?? false
  return (
    <section aria-label="The gate’s word" aria-live="polite" aria-busy={isBusy} className="flex flex-col gap-2 px-4 py-3">
      <div className="flex flex-wrap items-center gap-3 text-sm">
        <h3 className="caption">The gate</h3>
        {checks === null
          ? !refusal && <SignMark sign={{ shape: '◐', word: 'proves it on fresh seeds', tone: 'healing' }} />
          : <SignMark sign={isAccepted ? { shape: '●', word: 'would let it through', tone: 'healthy' } : { shape: '✖', word: 'would refuse it', tone: 'crashed' }} className="font-semibold" />}
        {(checks !== null || refusal) && <Button size="small" look="quiet" disabled={isBusy} onClick={ask}>Ask again</Button>}
      </div>
      {checks === null ? refusal ? <p className="text-sm text-soft">It could not be asked: {refusal.detail} {refusal.wayOut}</p> : <Skeleton className="h-20" /> : <Checks checks={checks} />}
    </section>
  )
}
