'use client'
import { Download, FileJson, Printer, RotateCw } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { toast } from 'sonner'
import type { EventOf, LedgerEvent } from '../../../lib/contract/event.ts'
import type { Incident } from '../../../lib/contract/incident.ts'
import { linkQuery } from '../address/address.ts'
import { Button, ButtonLink } from '../frame/button.tsx'
import { SignMark } from '../frame/sign-mark.tsx'
import { genomeHref } from '../genomes/genome-href.ts'
import { watcherUrl } from '../wire/api.ts'
import { useCommand } from '../wire/use-command.ts'
import { useLive } from '../wire/use-live.tsx'
import { costOfAll } from '../mind/call-sign.ts'
import { clockTime, count, counted, duration, shortGenome } from '../words/format.ts'
import { incidentSign } from '../words/rungs.ts'
import { verdictVerbs } from '../words/verdicts.ts'
import Link from 'next/link'

const sum = <T,>(rows: readonly T[], of: (row: T) => number): number => rows.reduce((all, row) => all + of(row), 0)
const day = new Intl.DateTimeFormat('en', { dateStyle: 'medium' })
const exportLink = 'inline-flex min-h-11 items-center gap-2 border border-edge px-3 text-sm hover:border-text hover:bg-raised wide:min-h-7'

/** What broke, how it ended, what caused it, what it cost, and what can be done with it. */
export function IncidentHead({ incident, events }: { incident: Incident; events: readonly LedgerEvent[] }) {
  const cause = useLive(({ view }) => view?.injections)?.find((row) => row.id === incident.fault)
  const closed = events.find((event): event is EventOf<'incident-close'> => event.kind === 'incident-close')
  const searches = events.filter((event): event is EventOf<'search-end'> => event.kind === 'search-end')
  const answers = events.filter((event): event is EventOf<'model-answer'> => event.kind === 'model-answer')
  const { id, organism, verdict, fault } = incident
  const path = `${watcherUrl()}/api/incidents/${encodeURIComponent(id)}/export`
  return (
    <header className="flex flex-col gap-2">
      <div className="flex flex-wrap items-baseline gap-x-4">
        <h3 className="text-lg font-semibold">{organism} {verdictVerbs[verdict.kind]}</h3>
        <p className="text-base">
          <SignMark sign={incidentSign(incident)} className="font-semibold" />
          {incident.healMs !== null && <span className="text-soft"> after {duration(incident.healMs)}</span>}
        </p>
      </div>
      <p className="text-sm text-soft tabular-nums">
        {day.format(incident.openedAt)}, {clockTime(incident.openedAt)} · noticed in {duration(incident.detectMs)} · running <Link className="underline underline-offset-4 hover:text-text" href={genomeHref(incident.genome)}>{shortGenome(incident.genome)}</Link>
        {fault === null ? ' · no fault of ours is known to be the cause' : cause ? ` · fault: ${cause.label}, seed ${cause.seed}, intensity ${cause.intensity}` : ' · fault: one of ours, too long ago to be named here'}
      </p>
      {closed && <p className="text-sm [overflow-wrap:anywhere]">{closed.data.why}</p>}
      <dl aria-label="What it cost" className="flex flex-wrap gap-x-4 text-sm">
        <div className="flex gap-1.5"><dt className="text-soft">Candidates</dt><dd className="tabular-nums">{count(sum(searches, ({ data }) => data.tried))}</dd></div>
        <div className="flex gap-1.5"><dt className="text-soft">Search</dt><dd className="tabular-nums">{duration(sum(searches, ({ data }) => data.ms))}</dd></div>
        <div className="flex gap-1.5"><dt className="text-soft">Tokens</dt><dd className="tabular-nums">{answers.length === 0 ? (events.some(({ kind }) => kind === 'model-ask') ? 'a model is being asked' : 'none: no model was asked') : `${count(sum(answers, ({ data: { usage } }) => (usage ? usage.inputTokens + usage.outputTokens : 0)))} in ${counted(answers.length, 'call')}, ${costOfAll(answers.map(({ data }) => data))}`}</dd></div>
      </dl>
      <div className="flex flex-wrap gap-2 print:hidden">
        <Replay incident={incident} />
        <a className={exportLink} href={`${path}?format=html`} download><Download aria-hidden className="size-4" strokeWidth={1.5} />Shareable page</a>
        <a className={exportLink} href={path} download><FileJson aria-hidden className="size-4" strokeWidth={1.5} />JSON</a>
        <Button size="small" onClick={() => window.print()}><Printer aria-hidden className="size-4" strokeWidth={1.5} />Print</Button>
      </div>
    </header>
  )
}

/** The same fault once more; where no fault of ours was the cause, what to do instead. */
function Replay({ incident: { id, fault, organism, end } }: { incident: Incident }) {
  const { run, isBusy, refusal } = useCommand()
  const router = useRouter()
  if (fault === null) return <ButtonLink size="small" href={`/chaos${linkQuery({ organism })}`} title="It had no fault of ours as its cause, so it cannot be replayed. One that you inject can.">Break it with a fault that can be replayed</ButtonLink>
  const replay = async () => {
    const outcome = await run(`/api/incidents/${encodeURIComponent(id)}/replay`, {}, { isToldElsewhere: true })
    if (outcome) toast.success(outcome.message, { action: { label: 'Watch it', onClick: () => router.push(`/${linkQuery({ organism })}`) } })
  }
  return (
    <>
      <Button needs="operator" size="small" look="primary" disabled={isBusy || end === null} onClick={replay} title={end === null ? 'It is not over yet.' : 'The same fault, seed and intensity, into the same code'}>
        <RotateCw aria-hidden className="size-4" strokeWidth={1.5} />{isBusy ? 'Replaying…' : 'Replay with the same seed'}
      </Button>
      {refusal && <p role="alert" className="order-last w-full text-sm text-alarm">✖ {refusal.detail} {refusal.wayOut}</p>}
    </>
  )
}
