'use client'
import type { FaultEnd } from '../../../lib/contract/fault.ts'
import type { InjectionView } from '../../../lib/contract/view.ts'
import { Button } from '../frame/button.tsx'
import { Panel } from '../frame/panel.tsx'
import { SignMark } from '../frame/sign-mark.tsx'
import { useCommand } from '../wire/use-command.ts'
import { useLive, useNow } from '../wire/use-live.tsx'
import { ago, countdown } from '../words/format.ts'
import type { Sign } from '../words/state.ts'

const endSigns: Record<FaultEnd, Sign> = {
  healed: { shape: '●', word: 'healed', tone: 'healthy' },
  undone: { shape: '↺', word: 'undone', tone: 'rolled' },
  expired: { shape: '↺', word: 'time was up', tone: 'rolled' },
  stopped: { shape: '■', word: 'stopped', tone: 'idle' },
  failed: { shape: '✖', word: 'failed', tone: 'crashed' },
}

/** Faults in force, of all organisms, with what is left of them and their undo; below them the last ones that ended. */
export function Injections({ className }: { className?: string }) {
  const injections = useLive(({ view }) => view?.injections) ?? []
  const running = injections.filter((row) => row.end === null)
  const over = injections.filter((row) => row.end !== null).toReversed()
  return (
    <Panel title="Faults in force" aside={<span className="text-xs text-soft tabular-nums">{running.length}</span>} {...(className && { className })}>
      <div className="min-h-0 flex-1 overflow-y-auto">
        {running.length === 0 && <p className="px-4 pb-3 text-sm text-soft">None. What is injected stands here until it is healed, taken back, or its time is up.</p>}
        <ul>{running.map((row) => <RunningRow key={row.id} row={row} />)}</ul>
        {over.length > 0 && (
          <>
            <h3 className="caption border-t border-line px-4 pt-3 pb-1">Over</h3>
            <ul>{over.map((row) => <OverRow key={row.id} row={row} end={row.end!} />)}</ul>
          </>
        )}
      </div>
    </Panel>
  )
}

function RunningRow({ row }: { row: InjectionView }) {
  const now = useNow(1000)
  const { run, isBusy } = useCommand()
  return (
    <li className="flex flex-col gap-1 border-t border-line px-4 py-2">
      <p className="text-sm"><span aria-hidden className="text-degraded">✦ </span><strong className="font-medium">{row.label}</strong> <span className="text-soft">in {row.organism}</span></p>
      <p className="text-xs text-soft tabular-nums">seed {row.seed} · intensity {row.intensity}</p>
      <div className="flex items-center justify-between gap-2">
        <span className="text-sm tabular-nums">{row.expiresAt === null ? 'being prepared' : `${countdown(row.expiresAt - now)} left`}</span>
        <Button
          needs="player" size="small" disabled={isBusy} title={row.undo} aria-label={`Undo ${row.label} in ${row.organism}`}
          onClick={() => run(`/api/chaos/injections/${encodeURIComponent(row.id)}/undo`)}
        >
          <span aria-hidden>↺</span>Undo
        </Button>
      </div>
    </li>
  )
}

function OverRow({ row, end }: { row: InjectionView; end: FaultEnd }) {
  const now = useNow(5000)
  return (
    <li className="px-4 py-1.5">
      <p className="flex justify-between gap-2 text-sm"><span className="truncate">{row.label}</span><SignMark sign={endSigns[end]} /></p>
      <p className="flex justify-between gap-2 text-xs text-soft tabular-nums">
        <span className="truncate">{row.organism} · seed {row.seed}</span>
        <span className="shrink-0">{ago(now - (row.endedAt ?? now))}</span>
      </p>
    </li>
  )
}
