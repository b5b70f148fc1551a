'use client'
import type { InjectionView } from '../../../lib/contract/view.ts'
import { Button } from '../frame/button.tsx'
import { Panel } from '../frame/panel.tsx'
import { useCommand } from '../wire/use-command.ts'
import { useLive, useNow } from '../wire/use-live.tsx'
import { countdown } from '../words/format.ts'
import { whereOf } from './where-of.ts'

interface InjectionsProps {
  /** Only of this organism; '': of Ouroboros itself. Left out: of all. */
  of?: string
  className?: string
}

/** Faults in force, with what is left of them and their undo. */
export function Injections({ of, className }: InjectionsProps) {
  const injections = useLive(({ view }) => view?.injections) ?? []
  const running = injections.filter((row) => row.end === null && (of === undefined || row.organism === of))
  return (
    <Panel title="Faults in force" aside={<span className="text-xs text-soft tabular-nums">{running.length}</span>} {...(className && { className })}>
      <div className="min-h-0 flex-1 overflow-y-auto">
        {running.length === 0 && <p className="px-4 pb-3 text-sm text-soft">None. What is injected stands here until it is healed, taken back, or its time is up.</p>}
        <ul>{running.map((row) => <RunningRow key={row.id} row={row} />)}</ul>
      </div>
    </Panel>
  )
}

function RunningRow({ row }: { row: InjectionView }) {
  const now = useNow(1000)
  const { run, isBusy } = useCommand()
  const left = row.expiresAt === null ? null : Math.max(0, row.expiresAt - now)
  return (
    <li className="flex flex-col gap-1 border-t border-line px-4 py-2">
      <p className="text-sm"><span aria-hidden className="text-degraded">✦ </span><strong className="font-medium">{row.label}</strong> <span className="text-soft">in {whereOf(row.organism)}</span></p>
      <p className="text-xs text-soft tabular-nums">seed {row.seed} · intensity {row.intensity}</p>
      <div aria-hidden className="h-1 bg-well"><div className="h-full bg-degraded" style={{ width: `${left === null ? 100 : (100 * left) / row.ttlMs}%` }} /></div>
      <div className="flex items-center justify-between gap-2">
        <span className="text-sm tabular-nums">{left === null ? 'being prepared' : `${countdown(left)} left`}</span>
        <Button
          needs={row.organism === '' ? 'operator' : 'player'} size="small" disabled={isBusy} title={row.undo} aria-label={`Undo ${row.label} in ${whereOf(row.organism)}`}
          onClick={() => run(`/api/chaos/injections/${encodeURIComponent(row.id)}/undo`)}
        >
          <span aria-hidden>↺</span>Undo
        </Button>
      </div>
    </li>
  )
}
