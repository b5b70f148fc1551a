'use client'
import Link from 'next/link'
import { memo } from 'react'
import type { OrganismView } from '../../../lib/contract/view.ts'
import { SignMark } from '../frame/sign-mark.tsx'
import { count, percent, shortGenome } from '../words/format.ts'
import { stateSigns } from '../words/state.ts'
import { Deeds } from './deeds.tsx'
import { LastIncident } from './last-incident.tsx'
import { organismHref } from './organism-href.ts'
import { SmallRing } from './small-ring.tsx'
import { SparkLine } from './spark-line.tsx'

/** One organism of many: the same as its card, in a line. */
export const OrganismLine = memo(function OrganismLine({ organism }: { organism: OrganismView }) {
  const { id, title, kind, teaches, state, pulses, good, budget, genome, points } = organism
  return (
    <li className="grid grid-cols-[2.75rem_minmax(0,1fr)_auto] items-center gap-x-3 border-b border-line px-4 py-1.5 [contain-intrinsic-size:auto_4rem] [content-visibility:auto] wide:grid-cols-[2.75rem_minmax(0,1.3fr)_7.5rem_10rem_9rem_7rem_minmax(0,1.4fr)_auto] wide:gap-x-5">
      <SmallRing organism={organism} className="size-11" />
      <div className="min-w-0">
        <h3 className="truncate font-semibold"><Link href={organismHref(id)} title={teaches} className="hover:underline max-wide:inline-flex max-wide:min-h-11 max-wide:items-center">{title}</Link></h3>
        <p className="truncate text-xs text-soft"><span className="font-mono">{shortGenome(genome)}</span> · {kind}</p>
      </div>
      <SignMark sign={stateSigns[state]} className="text-sm max-wide:justify-self-end" />
      <SparkLine points={points} className="h-7 w-full max-wide:hidden" />
      <p className="text-sm tabular-nums max-wide:col-start-2"><strong className="font-semibold">{percent(good, pulses)}</strong> <span className="text-soft">of {count(pulses)}</span></p>
      <p className="text-sm tabular-nums max-wide:justify-self-end max-wide:text-xs">{Math.max(0, budget.allowed - budget.used)} of {budget.allowed} <span className="text-soft">restarts</span></p>
      <LastIncident organism={organism} className="max-wide:col-span-2 max-wide:col-start-2" />
      <div className="max-wide:col-span-2 max-wide:col-start-2 max-wide:justify-self-end"><Deeds organism={organism} isShort /></div>
    </li>
  )
})
