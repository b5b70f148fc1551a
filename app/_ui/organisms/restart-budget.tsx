import { clsx } from 'clsx'
import type { OrganismView } from '../../../lib/contract/view.ts'
import { duration } from '../words/format.ts'

const mostMarks = 20

/** How often it may still be started again before that counts as no cure. */
export function RestartBudget({ organism: { budget: { used, allowed, periodMs } } }: { organism: OrganismView }) {
  const left = Math.max(0, allowed - used)
  return (
    <section aria-label="Restart budget" className="flex flex-wrap items-center gap-x-4 gap-y-1 border-b border-line px-4 py-2">
      <h3 className="caption">Restart budget</h3>
      {allowed <= mostMarks && <p aria-hidden className="flex gap-1 text-sm">{Array.from({ length: allowed }, (_, index) => <span key={index} className={clsx(index < left ? 'text-healthy' : 'text-mist')}>{index < left ? '▮' : '▯'}</span>)}</p>}
      <p className="text-sm tabular-nums">{left} of {allowed} left <span className="text-soft">within {duration(periodMs)}; what needs more is healed by other means</span></p>
    </section>
  )
}
