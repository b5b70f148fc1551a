'use client'
import { clsx } from 'clsx'
import { useState } from 'react'
import { Button } from '../frame/button.tsx'
import { Panel } from '../frame/panel.tsx'
import { Skeleton } from '../frame/skeleton.tsx'
import { Trouble } from '../frame/trouble.tsx'
import { visible } from '../log/visible.ts'
import { useEngineNow } from '../wire/use-live.tsx'
import { ago, duration } from '../words/format.ts'
import { toneText } from '../words/state.ts'
import type { CoreEvent } from './core-events.ts'
import { happeningsOf, type Happening } from './happenings.ts'

const atOnce = 40

/** Every takeover of the ledger, newest first, and what else befell the cores. */
export function HappeningList({ events, error, reload, className }: { events: readonly CoreEvent[] | null; error: unknown; reload: () => void; className?: string }) {
  const [most, setMost] = useState(atOnce)
  const all = events ? happeningsOf(events) : []
  const reigns = all.filter(({ lastedMs }) => lastedMs !== undefined).length
  return (
    <Panel title="Reigns" {...(className && { className })} aside={<span className="ml-auto text-xs text-soft tabular-nums">{reigns > 0 && `${reigns} in this ledger`}</span>}>
      <div tabIndex={0} role="region" aria-label="Reigns: all" className="min-h-0 flex-1 overflow-y-auto focus-visible:-outline-offset-2">
        {error !== null && <div className="p-4 pt-0"><Trouble error={error} retry={reload} /></div>}
        {events === null && error === null && <Skeleton className="m-4 mt-0 min-h-24" />}
        {events?.length === 0 && <p className="px-4 pb-3 text-sm text-soft">No core has led yet. Each takeover is told here: who, from whom, why, and how fast.</p>}
        <ol className="relative">{all.slice(0, most).map((row) => <Row key={row.seq} row={row} />)}</ol>
        {all.length > most && <div className="border-t border-line p-3"><Button size="small" onClick={() => setMost(most + atOnce)}>Older ones</Button></div>}
      </div>
    </Panel>
  )
}

function Row({ row: { at, sign, title, text, isBig, lastedMs } }: { row: Happening }) {
  const now = useEngineNow(5000)
  return (
    <li className={clsx('flex gap-2 px-4', isBig ? 'border-t border-line py-2' : 'py-0.5')}>
      <span aria-hidden className={clsx('w-[1em] shrink-0 text-center text-sm', toneText[sign.tone])}>{sign.shape}</span>
      <div className="min-w-0 flex-1">
        <p className={clsx('flex items-baseline justify-between gap-3 text-sm', isBig ? 'font-medium' : 'text-soft')}>
          <span className="min-w-0">{title}{lastedMs === null && <span className="font-normal text-healthy"> · leads now</span>}</span>
          <time dateTime={new Date(at).toISOString()} title={new Date(at).toISOString()} className="shrink-0 text-xs font-normal text-soft tabular-nums">{ago(now - at)}</time>
        </p>
        {isBig && <p className="text-sm text-soft">{visible(text)}{lastedMs == null ? '.' : `, and it led for ${duration(lastedMs)}.`}</p>}
      </div>
    </li>
  )
}
