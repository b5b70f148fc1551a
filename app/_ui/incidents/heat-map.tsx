'use client'
import { clsx } from 'clsx'
import { memo, useEffect, useMemo, useRef, useState, type CSSProperties } from 'react'
import type { z } from 'zod'
import type { genomeRowSchema } from '../../../lib/contract/api.ts'
import type { Incident } from '../../../lib/contract/incident.ts'
import { Segmented } from '../frame/segmented.tsx'
import { Skeleton } from '../frame/skeleton.tsx'
import { Trouble } from '../frame/trouble.tsx'
import { visible } from '../log/visible.ts'
import { getJson } from '../wire/api.ts'
import { useResource } from '../wire/use-resource.ts'
import { shortGenome } from '../words/format.ts'
import { heatByFile, shadeOf, shapeOf, type FileHeat } from './heat.ts'

type Source = z.infer<typeof genomeRowSchema> & { contents: Record<string, string> }

/** Where the search suspects the fault, in the source of the version that failed. */
export function HeatMap({ incident }: { incident: Incident }) {
  const files = heatByFile(incident.progress?.heat ?? [])
  const [chosen, setChosen] = useState<string | null>(null)
  const shown = files.find(({ file }) => file === chosen) ?? files[0]
  return (
    <section aria-label="Suspicion" className="flex min-w-0 flex-col gap-1">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h5 className="caption">Suspicion</h5>
        <Legend />
        {files.length > 1 && shown && <Segmented label="File" value={shown.file} options={files.map(({ file }) => ({ value: file, label: file }))} onChange={setChosen} />}
      </div>
      {shown
        ? <Lines heat={shown} incident={incident} />
        : <p className="border border-dashed border-line p-3 text-sm text-soft">No line is suspected yet: that comes with the second stage, localise.</p>}
    </section>
  )
}

function Legend() {
  return (
    <p className="flex items-center gap-1.5 text-xs text-soft">
      low
      <span aria-hidden className="flex font-mono">
        {[0.15, 0.4, 0.65, 1].map((suspicion) => <span key={suspicion} style={ground(suspicion)} className="w-6 text-center text-text">{shapeOf(suspicion)}</span>)}
      </span>
      high
      <span><span aria-hidden className="text-alarm">✖</span> failed here</span>
    </p>
  )
}

function Lines({ heat: { file, lines, hottest }, incident: { genome, verdict } }: { heat: FileHeat; incident: Incident }) {
  const { data, error, isLoading, reload } = useResource<Source>(`/api/genomes/${genome}`, getJson)
  const text = data?.contents[file]
  const rows = useMemo(() => text?.replace(/\n$/, '').split('\n').map(visible), [text])
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    // Only the source: the page is the reader's to scroll.
    const line = box.current?.querySelector<HTMLElement>('[data-hottest]')
    if (box.current && line) box.current.scrollTop = line.offsetTop - (box.current.clientHeight - line.offsetHeight) / 2
  }, [rows, hottest])
  if (isLoading) return <Skeleton className="h-56" />
  if (error) return <Trouble error={error} retry={reload} />
  if (!rows) return <p className="border border-dashed border-line p-3 text-sm text-soft">{shortGenome(genome)} has no file {file}: what is suspected there cannot be shown.</p>
  const failed = new Set(verdict.frames.filter((frame) => frame.file === file).map(({ line }) => line))
  return (
    <div ref={box} role="region" aria-label={`Suspicion in ${file} of ${shortGenome(genome)}`} tabIndex={0} className="relative max-h-72 overflow-auto bg-well py-1 font-mono text-sm focus-visible:-outline-offset-2">
      <div className="w-max min-w-full">
        {rows.map((row, index) => (
          <Line key={index} number={index + 1} text={row} suspicion={lines.get(index + 1) ?? 0} isHottest={index + 1 === hottest} hasFailed={failed.has(index + 1)} />
        ))}
      </div>
    </div>
  )
}

interface LineProps {
  number: number
  text: string
  suspicion: number
  isHottest: boolean
  hasFailed: boolean
}

const Line = memo(function Line({ number, text, suspicion, isHottest, hasFailed }: LineProps) {
  return (
    <div
      dir="ltr" {...(isHottest && { 'data-hottest': true })} style={ground(suspicion)}
      className={clsx('flex bg-clip-padding whitespace-pre tab-2 [unicode-bidi:isolate]', isHottest ? 'border-l-2 border-degraded' : 'border-l-2 border-transparent')}
    >
      <span aria-hidden className="w-10 shrink-0 bg-well pr-2 text-right text-xs leading-5 text-mist select-none">{number}</span>
      <span aria-hidden className="w-5 shrink-0 bg-well text-center text-alarm select-none">{hasFailed ? '✖' : ''}</span>
      <span aria-hidden className="w-6 shrink-0 text-center select-none">{shapeOf(suspicion)}</span>
      {suspicion > 0 && <span className="sr-only">line {number}, suspicion {Math.round(suspicion * 100)} of 100{hasFailed ? ', where it failed' : ''}: </span>}
      <code className="pr-4">{text}</code>
    </div>
  )
})

function ground(suspicion: number): CSSProperties {
  return suspicion > 0 ? { backgroundColor: `color-mix(in srgb, var(--color-degraded) ${shadeOf(suspicion) * 100}%, var(--color-well))` } : {}
}
