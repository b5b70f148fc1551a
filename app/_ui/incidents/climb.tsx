import type { EventOf, LedgerEvent } from '../../../lib/contract/event.ts'
import { SignMark } from '../frame/sign-mark.tsx'
import { visible } from '../log/visible.ts'
import { duration } from '../words/format.ts'
import { rungMarks } from '../words/rungs.ts'
import type { Sign } from '../words/state.ts'

const outcomes: Record<EventOf<'rung-end'>['data']['outcome'], Sign> = {
  accepted: { shape: '✓', word: 'held', tone: 'healthy' },
  exhausted: { shape: '✕', word: 'nothing more to try', tone: 'degraded' },
  timeout: { shape: '✕', word: 'out of time', tone: 'degraded' },
  failed: { shape: '✖', word: 'broke', tone: 'crashed' },
}

/** The rungs that were climbed, in their order, and why each one was left. */
export function Climb({ events }: { events: readonly LedgerEvent[] }) {
  const rungs = events.filter((event): event is EventOf<'rung-end'> => event.kind === 'rung-end')
  if (rungs.length === 0) return null
  return (
    <ol aria-label="Rungs that were climbed" className="flex flex-col text-sm">
      {rungs.map(({ seq, data: { rung, outcome, why, ms } }) => (
        <li key={seq} className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-3 border-t border-line py-1 wide:grid-cols-[8rem_12rem_minmax(0,1fr)_auto]">
          <strong className="font-semibold"><span aria-hidden>{rungMarks[rung].shape} </span>{rung}</strong>
          <SignMark sign={rung === 'quarantine' ? { shape: '■', word: 'set apart', tone: 'crashed' } : outcomes[outcome]} />
          <span className="text-soft [overflow-wrap:anywhere] max-wide:row-start-2">{visible(why)}</span>
          <span className="text-right text-soft tabular-nums">{duration(ms)}</span>
        </li>
      ))}
    </ol>
  )
}
