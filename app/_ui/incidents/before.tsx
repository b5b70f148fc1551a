'use client'
import { clsx } from 'clsx'
import type { z } from 'zod'
import type { logPageSchema } from '../../../lib/contract/api.ts'
import type { EventOf, LedgerEvent } from '../../../lib/contract/event.ts'
import type { Incident } from '../../../lib/contract/incident.ts'
import { plainText } from '../log/ansi.ts'
import { getJson } from '../wire/api.ts'
import { useResource } from '../wire/use-resource.ts'
import { Skeleton } from '../frame/skeleton.tsx'
import { Trouble } from '../frame/trouble.tsx'
import { duration, shortGenome } from '../words/format.ts'
import { toneText, verdictTone } from '../words/state.ts'
import { verdictVerbs } from '../words/verdicts.ts'

/** So far back is looked, in events of the whole house: some pulses of this organism are among them. */
const back = 400
const mostPulses = 6
const mostLines = 12

/** What came just before: the last pulses, the bad one at the end, and the last lines that it printed. */
export function Before({ incident, openSeq }: { incident: Incident; openSeq: number }) {
  const { organism } = incident
  const past = useResource<{ events: LedgerEvent[] }>(`/api/events?organism=${organism}&after=${Math.max(0, openSeq - back)}&limit=${back}`, getJson)
  const log = useResource<z.infer<typeof logPageSchema>>(`/api/logs?organism=${organism}&before=${openSeq}&limit=${mostLines}`, getJson)
  const pulses = past.data?.events.filter((event): event is EventOf<'pulse-end'> => event.kind === 'pulse-end' && event.seq < openSeq).slice(-mostPulses) ?? []
  const lines = log.data?.lines.slice(-mostLines) ?? []
  return (
    <section aria-label="What came before it" className="flex min-w-0 flex-col gap-2">
      <h4 className="text-base font-semibold">What came before it</h4>
      {past.isLoading ? <Skeleton className="h-24" /> : past.error !== null ? <Trouble error={past.error} retry={past.reload} /> : pulses.length === 0 ? <p className="text-sm text-soft">No pulse is known from before it.</p> : (
        <ol aria-label="Last pulses" className="flex flex-col text-sm">
          {pulses.map(({ seq, at, data }) => (
            <li key={seq} className="grid grid-cols-[3.5rem_1fr_auto] gap-2 border-t border-line py-0.5 tabular-nums">
              <span className="text-soft">#{data.number}</span>
              <span className={clsx('min-w-0 truncate', toneText[verdictTone(data.verdict.kind)])}><span aria-hidden>{data.verdict.kind === 'healthy' ? '● ' : '✖ '}</span>{verdictVerbs[data.verdict.kind]} <span className="text-soft">in {duration(data.workMs)} · {shortGenome(data.genome)}</span></span>
              <span className="text-soft">{duration(Math.max(0, incident.openedAt - at))} before</span>
            </li>
          ))}
        </ol>
      )}
      <h5 className="caption">Last lines it printed</h5>
      {log.isLoading ? <Skeleton className="h-24" /> : log.error !== null ? <Trouble error={log.error} retry={log.reload} /> : lines.length === 0
        ? <p className="text-sm text-soft">None are kept: it printed nothing, or the time that raw output is kept for is over.</p>
        : (
          <div tabIndex={0} role="region" aria-label="Last lines it printed" className="max-h-64 overflow-auto bg-well py-1 font-mono text-sm">
            {lines.map(({ seq, text }, index) => <div key={`${seq} ${index}`} dir="ltr" className="px-3 whitespace-pre-wrap [overflow-wrap:anywhere] [unicode-bidi:isolate]">{plainText(text)}</div>)}
          </div>
        )}
    </section>
  )
}
