import pc from 'picocolors'
import type { GapEnd, Share } from '../../lib/contract/factory/gap-end.ts'
import { say } from './print.ts'

/** What became of what no template has, and how much of all of it a model wrote. */
export function sayGaps(gaps: readonly GapEnd[], share: Share | null): void {
  for (const { component, wishes, state, why, by } of gaps) {
    if (state === 'filled') say(`${pc.green('●')} ${by} wrote “${wishes.join('”, “')}” into ${component}`)
    else say(`${pc.yellow('▲')} left out of ${component}, “${wishes.join('”, “')}”: ${why}`)
  }
  if (share !== null) say(`  ${share.written} tokens by a model; whole files would have been ${share.whole}`)
}
