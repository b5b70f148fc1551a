'use client'
import Link from 'next/link'
import { useState } from 'react'
import type { LedgerEvent } from '../../../lib/contract/event.ts'
import { Button } from '../frame/button.tsx'
import { visible } from '../log/visible.ts'
import { getJson } from '../wire/api.ts'
import { useResource } from '../wire/use-resource.ts'
import { count, counted } from '../words/format.ts'
import { toneText } from '../words/state.ts'
import { cellText } from './cell-text.ts'
import { eventHref } from './event-href.ts'
import { sayAnyEvent } from './say-event.ts'

const atOnce = 5

/** The events behind an answer, newest first: what it was counted from. */
export function Evidence({ events }: { events: readonly number[] }) {
  const [most, setMost] = useState(atOnce)
  return (
    <section aria-label="Events behind it" className="min-w-0 border-t border-line">
      <h3 className="caption px-4 pt-3 pb-1">Events behind it <span className="font-normal tracking-normal normal-case">{events.length > most ? `the newest ${count(most)} of ${count(events.length)}` : counted(events.length, 'event')}</span></h3>
      <ul>{events.slice(0, most).map((seq) => <Row key={seq} seq={seq} />)}</ul>
      {events.length > most && <div className="border-t border-line px-4 py-2"><Button size="small" look="quiet" className="-ml-3" onClick={() => setMost(most + 2 * atOnce)}>More of them</Button></div>}
    </section>
  )
}

function Row({ seq }: { seq: number }) {
  const { data, isLoading } = useResource<{ events: LedgerEvent[] }>(`/api/events?after=${seq - 1}&limit=1`, getJson)
  const event = data?.events[0]
  if (!event || event.seq !== seq) return <li className="border-t border-line px-4 py-1.5 text-sm text-soft tabular-nums">{count(seq)} {isLoading ? 'is on its way' : 'cannot be read now'}</li>
  const said = sayAnyEvent(event)
  const href = eventHref(event)
  return (
    <li className="border-t border-line">
      <details className="group">
        <summary className="flex min-h-11 items-center gap-3 px-4 text-sm hover:bg-raised focus-visible:-outline-offset-2 wide:min-h-8">
          <span aria-hidden className={`w-[1em] shrink-0 text-center ${toneText[said.tone]}`}>{said.shape}</span>
          <span className="min-w-0 flex-1 truncate">{event.organism !== null && <span className="font-medium">{event.organism} </span>}{visible(said.text)}</span>
          <span className="shrink-0 text-xs text-soft tabular-nums max-wide:hidden">{cellText(event.at, 'time')}</span>
          <span className="shrink-0 font-mono text-xs text-soft tabular-nums">{event.seq}</span>
        </summary>
        <div className="flex flex-col items-start gap-2 px-4 pb-3">
          <pre tabIndex={0} role="region" aria-label={`Event ${event.seq}`} className="max-h-60 w-full overflow-auto bg-well p-3 font-mono text-xs">{JSON.stringify(event, null, 2).split('\n').map(visible).join('\n')}</pre>
          {href !== null && <Link href={href} className="min-h-11 content-center text-sm underline underline-offset-4 wide:min-h-0">{event.incident !== null ? 'Its incident' : 'Where more is told of it'}</Link>}
        </div>
      </details>
    </li>
  )
}
