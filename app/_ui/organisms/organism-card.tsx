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

/** One organism of a few: all that is worth knowing of it, and what can be done to it. */
export const OrganismCard = memo(function OrganismCard({ organism }: { organism: OrganismView }) {
  const { id, title, kind, teaches, state, pulses, good, budget, genome, points } = organism
  const figures = [
    ['Pulses', count(pulses)], ['Success', percent(good, pulses)], ['Version', shortGenome(genome)],
    ['Restarts left', `${Math.max(0, budget.allowed - budget.used)} of ${budget.allowed}`],
  ] as const
  return (
    <li className="panel gap-3 p-4 [contain-intrinsic-size:auto_20rem] [content-visibility:auto]">
      <div className="flex gap-4">
        <SmallRing organism={organism} className="size-24" />
        <div className="flex min-w-0 flex-1 flex-col gap-1 pr-2">
          <h3 className="truncate text-lg font-semibold"><Link href={organismHref(id)} className="hover:underline max-wide:inline-flex max-wide:min-h-11 max-wide:items-center">{title}</Link></h3>
          <p className="flex flex-wrap gap-x-3 text-sm"><SignMark sign={stateSigns[state]} /><span className="text-soft">{kind}</span></p>
          <p className="line-clamp-2 text-sm text-soft">{teaches}</p>
        </div>
      </div>
      <SparkLine points={points} className="h-8 w-full" />
      <dl className="grid grid-cols-2 gap-x-4 gap-y-2 border-y border-line py-2 min-[30rem]:grid-cols-4">
        {figures.map(([name, value]) => <div key={name} className="min-w-0"><dt className="truncate text-xs text-soft">{name}</dt><dd className="truncate text-sm font-semibold tabular-nums">{value}</dd></div>)}
      </dl>
      <LastIncident organism={organism} />
      <div className="mt-auto"><Deeds organism={organism} /></div>
    </li>
  )
})
