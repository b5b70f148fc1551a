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
import { useLive } from '../wire/use-live.tsx'
import { PulseTable } from './pulse-table.tsx'
import { marksOf, measures, summarise } from './series.ts'

const Chart = dynamic(() => import('./chart.tsx').then((module) => module.Chart), { ssr: false, loading: () => <Skeleton className="size-full" /> })

/** How the organism's work goes, pulse by pulse, and what was done to it. */
export function PulsePanel({ organism, className }: { organism: OrganismView; className?: string }) {
  return <Panel title="Pulse" {...(className && { className })}><Pulses organism={organism} /></Panel>
}

function Pulses({ organism }: { organism: OrganismView }) {
  const injections = useLive(({ view }) => view?.injections)
  const [{ metric, stage }, setAddress] = useAddress('metric', 'stage')
  const [isTable, setTable] = useState(false)
  const marks = marksOf(organism, injections ?? [])
  const measure = measures[metric]
  if (organism.points.length === 0) return <Empty why={`${organism.id} has had no pulse yet. The first one draws the first point.`} />
  return (
    <div className="flex min-h-0 flex-1 flex-col pt-2">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 pb-1">
        <Segmented
          label="Measure" value={metric}
          options={metrics.map((value) => ({ value, label: measures[value].title }))}
          onChange={(value) => void setAddress({ metric: value })}
        />
        <p className="min-w-0 flex-1 basis-60 text-sm text-soft">{summarise(organism.points, marks, measure)}{stage && ` Marks: only ${stage}.`}</p>
        <Button size="small" aria-pressed={isTable} onClick={() => setTable(!isTable)}>{isTable ? 'As a chart' : 'As a table'}</Button>
      </div>
      {isTable
        ? <PulseTable points={organism.points} />
        : <div aria-hidden className="h-64 min-h-0 wide:h-auto wide:flex-1"><Chart points={organism.points} marks={stage ? marksOf(organism, injections ?? [], stage) : marks} measure={measure} /></div>}
    </div>
  )
}
