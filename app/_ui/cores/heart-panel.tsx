'use client'
import dynamic from 'next/dynamic'
import { useMemo, useState } from 'react'
import { Button } from '../frame/button.tsx'
import { Empty } from '../frame/empty.tsx'
import { Panel } from '../frame/panel.tsx'
import { Skeleton } from '../frame/skeleton.tsx'
import { Trouble } from '../frame/trouble.tsx'
import { useIsWide } from '../frame/use-is-wide.ts'
import { counted, duration, quantile } from '../words/format.ts'
import type { CoreEvent } from './core-events.ts'
import type { Takeover } from './heart-chart.tsx'
import { bucketsOf, lanesOf, type Beat } from './heart-history.ts'
import { HeartLanes } from './heart-lanes.tsx'
import { HeartTable } from './heart-table.tsx'
import { useHeartbeats } from './use-heartbeats.ts'

const HeartChart = dynamic(() => import('./heart-chart.tsx').then((module) => module.HeartChart), { ssr: false, loading: () => <Skeleton className="size-full" /> })

/** That a chart is drawn of. */
const mostPoints = 360

type Look = 'chart' | 'table' | 'lanes'

/** The last hour of both hearts: how late the one echoes, who led when, and where nobody was heard. */
export function HeartPanel({ events, className }: { events: readonly CoreEvent[]; className?: string }) {
  const { beats, error, reload } = useHeartbeats()
  const isWide = useIsWide()
  const [chosen, choose] = useState<Look | null>(null)
  // The chart's code is not loaded on a phone before somebody asks for it.
  const look = chosen ?? (isWide ? 'chart' : 'lanes')
  const controls = (
    <span className="flex gap-2 max-wide:px-4 max-wide:pb-2 wide:ml-auto">
      {look === 'lanes' && <Button size="small" onClick={() => choose('chart')}>Draw the lag</Button>}
      <Button size="small" aria-pressed={look === 'table'} onClick={() => choose(look === 'table' ? null : 'table')}>{look === 'table' ? 'As a chart' : 'As a table'}</Button>
    </span>
  )
  return (
    <Panel title="Heartbeats of the last hour" {...(isWide && beats && beats.length > 0 && { aside: controls })} {...(className && { className })}>
      {!isWide && beats && beats.length > 0 && controls}
      {error !== null && beats === null ? <div className="p-4 pt-0"><Trouble error={error} retry={reload} /></div>
        : beats === null ? <Skeleton className="m-4 mt-0 min-h-24 flex-1" />
          : beats.length === 0 ? <Empty why="No heart has beaten within the last hour. Each core is heard once a second from its start on." />
            : <Hour beats={beats} events={events} look={look} />}
    </Panel>
  )
}

function Hour({ beats, events, look }: { beats: readonly Beat[]; events: readonly CoreEvent[]; look: Look }) {
  const from = beats[0]!.at
  const to = beats.at(-1)!.at
  const lanes = useMemo(() => lanesOf(beats), [beats])
  const fine = useMemo(() => bucketsOf(beats, Math.max(1000, Math.ceil((to - from) / mostPoints / 1000) * 1000)), [beats, from, to])
  const takeovers = useMemo(() => events.flatMap((event): Takeover[] => (event.kind === 'core-start' && event.at >= from ? [{ at: event.at, core: event.core, epoch: event.epoch }] : [])), [events, from])
  const lags = beats.flatMap(({ lagMs }) => lagMs ?? [])
  const middle = quantile(lags, 0.5)
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-1 pb-3">
      <p className="px-4 text-sm text-soft">
        {middle === null ? 'No echo was heard' : `Lag: median ${duration(middle)}, 99 of 100 within ${duration(quantile(lags, 0.99)!)}`}; {counted(takeovers.length, 'takeover')}; {counted(beats.length, 'beat')} of {lanes.map(({ core }) => core).join(' and ')}.
      </p>
      {look === 'table' ? <HeartTable buckets={bucketsOf(beats, 60_000)} names={lanes.map(({ core }) => core)} /> : (
        <div aria-hidden className="flex min-h-0 flex-1 flex-col">
          {look === 'chart' && <div className="h-40 min-h-0 wide:h-auto wide:min-h-24 wide:flex-1"><HeartChart buckets={fine} takeovers={takeovers} from={from} to={to} /></div>}
          <HeartLanes lanes={lanes} from={from} to={to} />
          <p className="pt-1 pr-4 pl-14 text-xs text-soft">▬ leads &nbsp; ─ stands by &nbsp; empty: not heard</p>
        </div>
      )}
    </div>
  )
}
