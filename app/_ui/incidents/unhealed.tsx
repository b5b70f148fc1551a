'use client'
import type { LedgerEvent } from '../../../lib/contract/event.ts'
import type { Incident } from '../../../lib/contract/incident.ts'
import { linkQuery } from '../address/address.ts'
import { Button, ButtonLink } from '../frame/button.tsx'
import { useCommand } from '../wire/use-command.ts'
import { useLive, useOrganism } from '../wire/use-live.tsx'
import { counted, duration } from '../words/format.ts'
import { Climb } from './climb.tsx'

/** An end like any other: what was tried and why it did not hold, what that means now, and what a person may do. */
export function Unhealed({ incident, events }: { incident: Incident; events: readonly LedgerEvent[] }) {
  const { organism, healMs } = incident
  const now = useOrganism(organism)
  const fault = useLive(({ view }) => view?.injections)?.find(({ id, end }) => id === incident.fault && end === null)
  const { run, isBusy } = useCommand()
  const tried = incident.attempts.filter(({ rung }) => rung !== 'quarantine')
  const isStillApart = now?.state === 'quarantined'
  return (
    <section aria-label="Unhealed" className="flex flex-col gap-3 border-t border-line pt-3">
      <h4 className="text-base font-semibold text-alarm"><span aria-hidden>■ </span>Not healed, and set apart{healMs !== null && <span className="font-normal text-soft"> after {duration(healMs)}</span>}</h4>
      <p className="max-w-prose text-sm">
        {tried.length === 0 ? 'Nothing could be tried: ' : `${counted(tried.length, 'attempt')}, and none held: `}
        every rung below was climbed, and what it proposed did not pass the gate. So {organism} was stopped before it could do harm. Its versions, its record and every candidate are kept.
      </p>
      <Climb events={events} />
      <div className="flex flex-col gap-2 border border-line bg-well p-3">
        <p className="text-sm">{isStillApart ? <>It is <strong className="text-alarm">still set apart</strong>. What you can do:</> : <>It has run again since. It is <strong>{now?.state ?? 'not here any more'}</strong> now.</>}</p>
        {isStillApart && (
          <div className="flex flex-wrap gap-2 print:hidden">
            {fault && <Button needs="player" look="primary" disabled={isBusy} onClick={() => run(`/api/chaos/injections/${encodeURIComponent(fault.id)}/undo`)}>Take “{fault.label}” back</Button>}
            <ButtonLink href={`/genomes${linkQuery({ organism })}`}>Roll back to a version that lived</ButtonLink>
            <ButtonLink href={`/organisms/${organism}`}>Look at its source</ButtonLink>
            <Button needs="operator" disabled={isBusy} onClick={() => run(`/api/organisms/${organism}/resume`)}>Let it try again as it is</Button>
          </div>
        )}
      </div>
    </section>
  )
}
