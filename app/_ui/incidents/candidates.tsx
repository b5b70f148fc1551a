'use client'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useMemo, useRef, useState } from 'react'
import type { EventOf, LedgerEvent } from '../../../lib/contract/event.ts'
import { Button } from '../frame/button.tsx'
import { Skeleton } from '../frame/skeleton.tsx'
import { Trouble } from '../frame/trouble.tsx'
import { visible } from '../log/visible.ts'
import { getText } from '../wire/api.ts'
import { useResource } from '../wire/use-resource.ts'
import { count, counted } from '../words/format.ts'
import { countCauses, readCandidates, type DeadCandidate } from './candidate-list.ts'

/** Every candidate of every search with what it died of: asked for first, for there may be ten thousand. */
export function Candidates({ events }: { events: readonly LedgerEvent[] }) {
  const ends = events.filter((event): event is EventOf<'search-end'> => event.kind === 'search-end' && event.data.deaths.length > 0)
  if (ends.length === 0) return null
  return (
    <section aria-label="Every candidate" className="print:hidden flex flex-col gap-2 border-t border-line pt-3">
      <h4 className="text-base font-semibold">Every candidate</h4>
      {ends.map((end) => <OneSearch key={end.seq} end={end} />)}
    </section>
  )
}

function OneSearch({ end: { seq, data: { rung, tried, deaths } } }: { end: EventOf<'search-end'> }) {
  const [isOpen, setOpen] = useState(false)
  const path = `/api/events/${seq}/attachment`
  const { data, error, isLoading, reload } = useResource(isOpen ? path : null, getText)
  const all = useMemo(() => (data === null ? [] : readCandidates(data, deaths.map(({ cause }) => cause))), [data, deaths])
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center gap-3 text-sm print:hidden">
        <Button size="small" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>{isOpen ? 'Hide' : 'Show'} those of {rung}</Button>
        <span className="text-soft tabular-nums">{counted(tried, 'candidate')}</span>
      </div>
      {isLoading && <Skeleton className="h-40" />}
      {error !== null && <Trouble error={error} retry={reload} />}
      {all.length > 0 && <Filtered all={all} rung={rung} />}
    </div>
  )
}

function Filtered({ all, rung }: { all: readonly DeadCandidate[]; rung: string }) {
  const [cause, setCause] = useState('')
  const causes = useMemo(() => countCauses(all), [all])
  const shown = cause === '' ? all : all.filter((candidate) => candidate.cause === cause)
  return (
    <>
      <label className="flex flex-wrap items-center gap-2 text-sm text-soft">
        Cause of death
        <select value={cause} onChange={(event) => setCause(event.target.value)} className="min-h-11 min-w-0 max-w-full flex-1 border border-edge bg-well px-2 text-text wide:min-h-7 wide:max-w-xl">
          <option value="">any ({count(all.length)})</option>
          {causes.map((each) => <option key={each.cause} value={each.cause}>{`${visible(each.cause).slice(0, 120)} (${count(each.count)})`}</option>)}
        </select>
        <span role="status" className="tabular-nums">{counted(shown.length, 'candidate')} shown</span>
      </label>
      <VirtualList key={cause} shown={shown} label={`Candidates of ${rung} that died`} />
    </>
  )
}

function VirtualList({ shown, label }: { shown: readonly DeadCandidate[]; label: string }) {
  const scroller = useRef<HTMLDivElement>(null)
  const rows = useVirtualizer({ count: shown.length, getScrollElement: () => scroller.current, estimateSize: () => 48, overscan: 8 })
  return (
    <div ref={scroller} tabIndex={0} role="region" aria-label={label} className="h-80 overflow-y-auto bg-well focus-visible:-outline-offset-2">
      <ol className="relative w-full" style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map((item) => {
          const { tried, why } = shown[item.index]!
          return (
            <li key={item.key} ref={rows.measureElement} data-index={item.index} aria-setsize={shown.length} aria-posinset={item.index + 1} className="absolute inset-x-0 border-b border-line px-3 py-1 text-sm" style={{ top: item.start }}>
              <span className="[overflow-wrap:anywhere]"><span aria-hidden className="text-degraded">✕ </span><span className="font-mono">{visible(tried)}</span></span>
              <span className="block text-soft [overflow-wrap:anywhere]">{visible(why)}</span>
            </li>
          )
        })}
      </ol>
    </div>
  )
}
