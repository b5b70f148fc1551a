'use client'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import type { OrganismView } from '../../../lib/contract/view.ts'
import { metrics } from '../address/address.ts'
import { useAddress } from '../address/use-address.ts'
import { Button } from '../frame/button.tsx'
import { Empty } from '../frame/empty.tsx'
import { Panel } from '../frame/panel.tsx'
import { Segmented } from '../frame/segmented.tsx'
import { Skeleton } from '../frame/skeleton.tsx'
import { useIsWide } from '../frame/use-is-wide.ts'
import { useLive } from '../wire/use-live.tsx'
import { PulseTable } from './pulse-table.tsx'
import { marksOf, measures, summarise } from './series.ts'

const Chart = dynamic(() => import('./chart.tsx').then((module) => module.Chart), { ssr: false, loading: () => <Skeleton className="size-full" /> })

/** How the organism's work goes, pulse by pulse, and what was done to it. */
export function PulsePanel({ organism, className }: { organism: OrganismView; className?: string }) {
  const isWide = useIsWide()
  const [isTable, setTable] = useState(false)
  const isEmpty = organism.points.length === 0
  const controls = isEmpty ? null : <Controls isTable={isTable} setTable={setTable} />
  return (
    <Panel title="Pulse" {...(className && { className })} {...(isWide && { aside: controls })}>
      {!isWide && controls}
      {isEmpty ? <Empty why={`${organism.id} has had no pulse yet. The first one draws the first point.`} /> : <Pulses organism={organism} isTable={isTable} />}
    </Panel>
  )
}

function Controls({ isTable, setTable }: { isTable: boolean; setTable: (isTable: boolean) => void }) {
  const [{ metric }, setAddress] = useAddress('metric')
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 max-wide:px-4 wide:flex-1">
      <Segmented
        label="Measure" value={metric}
        options={metrics.map((value) => ({ value, label: measures[value].title }))}
        onChange={(value) => void setAddress({ metric: value })}
      />
      <Button size="small" aria-pressed={isTable} onClick={() => setTable(!isTable)}>{isTable ? 'As a chart' : 'As a table'}</Button>
    </div>
  )
}

function Pulses({ organism, isTable }: { organism: OrganismView; isTable: boolean }) {
  const injections = useLive(({ view }) => view?.injections)
  const [{ metric, stage }] = useAddress('metric', 'stage')
  const marks = marksOf(organism, injections ?? [])
  const measure = measures[metric]
  return (
    <div className="flex min-h-0 flex-1 flex-col pt-1">
      <p className="px-4 pb-1 text-sm text-soft">{stage && <span className="text-healing">Marks: only {stage}. </span>}{summarise(organism.points, marks, measure)}</p>
      {isTable
        ? <PulseTable points={organism.points} />
        : <div aria-hidden className="h-64 min-h-0 wide:h-auto wide:flex-1"><Chart points={organism.points} marks={stage ? marksOf(organism, injections ?? [], stage) : marks} measure={measure} /></div>}
    </div>
  )
}
