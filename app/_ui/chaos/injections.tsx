'use client'
import type { InjectionView } from '../../../lib/contract/view.ts'
import { Button } from '../frame/button.tsx'
import { Panel } from '../frame/panel.tsx'
import { useCommand } from '../wire/use-command.ts'
import { useLive, useNow } from '../wire/use-live.tsx'
import { countdown } from '../words/format.ts'

/** Faults in force, of all organisms: what is left of them, and how each is taken back. */
export function Injections({ className }: { className?: string }) {
  const injections = useLive(({ view }) => view?.injections)
  const running = (injections ?? []).filter((row) => row.end === null)
  return (
    <Panel title="Faults in force" aside={<span className="text-xs text-soft tabular-nums">{running.length}</span>} {...(className && { className })}>
      {running.length === 0 ? (
        <p className="px-4 pb-4 text-sm text-soft">None. Whatever is injected stands here until it is healed, taken back or its time is up.</p>
      ) : (
        <ul className="flex min-h-0 flex-1 flex-col overflow-y-auto">
          {running.map((row) => <InjectionRow key={row.id} row={row} />)}
        </ul>
      )}
    </Panel>
  )
}

function InjectionRow({ row }: { row: InjectionView }) {
  const now = useNow(1000)
  const { run, isBusy } = useCommand()
  return (
    <li className="grid grid-cols-[1fr_auto] items-center gap-x-2 border-t border-line px-4 py-2">
      <p className="min-w-0 text-sm">
        <span aria-hidden className="text-degraded">✦ </span>
        <strong className="font-medium">{row.label}</strong> <span className="text-soft">in {row.organism}</span>
      </p>
      <Button size="small" disabled={isBusy} title={row.undo} aria-label={`Take back ${row.label} in ${row.organism}`} onClick={() => run(`/api/chaos/injections/${encodeURIComponent(row.id)}/undo`)}>
        Undo
      </Button>
      <p className="col-span-2 text-xs text-soft tabular-nums">
        {row.expiresAt === null ? 'being prepared' : `ends by itself in ${countdown(row.expiresAt - now)}`} · seed {row.seed} · intensity {row.intensity}
      </p>
    </li>
  )
}
