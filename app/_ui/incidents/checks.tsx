import type { Check } from '../../../lib/contract/incident.ts'
import { duration } from '../words/format.ts'

/** The gate's checks of one candidate, in their order. */
export function Checks({ checks }: { checks: readonly Check[] }) {
  return (
    <ul aria-label="Checks" className="flex flex-col text-sm">
      {checks.map((check, index) => (
        <li key={index} className="grid grid-cols-[7rem_minmax(0,1fr)_auto] gap-2">
          <span className={check.ok ? 'text-healthy' : 'text-alarm'}><span aria-hidden>{check.ok ? '✓' : '✕'} </span>{check.name}<span className="sr-only">{check.ok ? ' passed' : ' failed'}</span></span>
          <span className="text-soft [overflow-wrap:anywhere]">{check.detail}</span>
          <span className="text-soft tabular-nums">{duration(check.ms)}</span>
        </li>
      ))}
    </ul>
  )
}
