'use client'
import { Skeleton } from '../frame/skeleton.tsx'
import { Trouble } from '../frame/trouble.tsx'
import { Diff } from '../genomes/lazy-diff.tsx'
import type { Preview } from './use-preview.ts'

export function FaultPreview({ preview: { data, error, isBusy } }: { preview: Preview }) {
  if (isBusy) return <Skeleton className="min-h-24" />
  if (error) return <Trouble error={error} />
  if (!data) return <p className="border border-dashed border-line p-4 text-sm text-soft">“Preview” shows the lines that would change. Nothing is touched before “Inject”, and the seed you looked at is the one that is used.</p>
  return (
    <section aria-label="Preview" className="min-w-0 self-start border border-line">
      <p className="px-4 pt-2 text-sm">{data.summary} <span className="text-soft tabular-nums">· seed {data.seed} · undo: {data.undo}</span></p>
      {data.diff === '' ? <p className="px-4 pb-2 text-sm text-soft">No line of the source changes.</p> : <Diff text={data.diff} />}
    </section>
  )
}
