'use client'
import type { ReactNode } from 'react'
import type { EventOf } from '../../../lib/contract/event.ts'
import { ButtonLink } from '../frame/button.tsx'
import { SignMark } from '../frame/sign-mark.tsx'
import { Skeleton } from '../frame/skeleton.tsx'
import { Trouble } from '../frame/trouble.tsx'
import { genomeHref } from '../genomes/genome-href.ts'
import { visible } from '../log/visible.ts'
import { getJson } from '../wire/api.ts'
import { useResource } from '../wire/use-resource.ts'
import { clockTime, shortGenome } from '../words/format.ts'
import { verdictTone } from '../words/state.ts'
import { verdictVerbs } from '../words/verdicts.ts'
import { PulseOutput } from './pulse-output.tsx'
import { recordRows, valueText } from './record-rows.ts'

/** One pulse: what it was given, what it came to, what its process did, what it printed. */
export function PulseRecord({ organism, seq }: { organism: string; seq: number }) {
  const { data, error, isLoading, reload } = useResource<{ events: EventOf<'pulse-end'>[] }>(`/api/events?organism=${organism}&after=${seq - 1}&limit=1`, getJson)
  if (isLoading) return <Skeleton className="m-4 h-40" />
  if (!data) return <div className="p-4"><Trouble error={error} retry={reload} /></div>
  const event = data.events[0]
  if (event?.seq !== seq || event.kind !== 'pulse-end') return <p className="p-4 text-sm text-soft">Event {seq} is no pulse of {organism}. Choose one in the list.</p>
  const { number, genome, verdict, task, result, seed } = event.data
  const tone = verdictTone(verdict.kind)
  return (
    <div className="flex flex-col gap-4 p-4">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <h3 className="text-lg font-semibold tabular-nums">Pulse {number}</h3>
        <SignMark sign={{ shape: tone === 'healthy' ? '●' : tone === 'degraded' ? '▲' : '✖', word: verdictVerbs[verdict.kind], tone }} />
        <span className="text-sm text-soft tabular-nums">{clockTime(event.at)}</span>
        <ButtonLink size="small" look="quiet" href={genomeHref(genome)}>{shortGenome(genome)}</ButtonLink>
      </div>
      {verdict.kind !== 'healthy' && <p className="font-mono text-sm [overflow-wrap:anywhere]">{visible(verdict.summary)}</p>}
      <div className="grid gap-4 wide:grid-cols-2">
        <Value title="It was given" text={valueText(task)} note={`drawn with seed ${seed}`} />
        <Value title="It came to" text={valueText(result)} />
      </div>
      <PulseOutput seq={seq} />
      <dl className="grid grid-cols-[repeat(auto-fill,minmax(9rem,1fr))] gap-x-4 gap-y-2 border-t border-line pt-3 text-sm">
        {recordRows(event.data).map(([name, value]) => <div key={name} className="min-w-0"><dt className="text-xs text-soft">{name}</dt><dd className="[overflow-wrap:anywhere] tabular-nums">{visible(value)}</dd></div>)}
      </dl>
    </div>
  )
}

function Value({ title, text, note }: { title: string; text: string; note?: ReactNode }) {
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <h4 className="caption">{title}</h4>
      <pre tabIndex={0} role="region" aria-label={title} dir="ltr" className="max-h-40 overflow-auto bg-well p-2 font-mono text-sm whitespace-pre-wrap [overflow-wrap:anywhere] focus-visible:-outline-offset-2">{visible(text)}</pre>
      {note && <p className="text-xs text-soft tabular-nums">{note}</p>}
    </div>
  )
}
