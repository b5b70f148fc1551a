'use client'
import type { OrganismView } from '../../../lib/contract/view.ts'
import { useNow } from '../wire/use-live.tsx'
import { readFigures } from './figures.ts'

export function Vitals({ organism }: { organism: OrganismView }) {
  const now = useNow(1000)
  return (
    <section aria-label="Vital signs" className="panel">
      <dl className="grid flex-1 grid-cols-2 gap-px bg-line wide:grid-cols-[1fr_1.1fr_0.7fr_1.15fr_1.15fr_0.8fr]">
        {readFigures(organism, now).map(({ name, value, below }) => (
          <div key={name} className="flex min-w-0 flex-col justify-center bg-panel px-3 py-2">
            <dt className="caption truncate">{name}</dt>
            <dd className="truncate text-lg font-semibold tabular-nums">{value}</dd>
            <dd className="truncate text-xs text-soft tabular-nums">{below}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
