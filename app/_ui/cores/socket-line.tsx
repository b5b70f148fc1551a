'use client'
import { clsx } from 'clsx'
import { useEngineNow, useLive } from '../wire/use-live.tsx'
import { duration } from '../words/format.ts'
import { silenceOf, standingOf } from './standing.ts'

/** The socket between the two: a beat travels along it whenever one was heard. Where it is cut, it is drawn so. */
export function SocketLine() {
  const cores = useLive((state) => state.cores)
  const now = useEngineNow(500)
  const { leader, standby } = standingOf(cores)
  const isSilent = leader !== null && silenceOf(leader, now) !== null
  const isWhole = leader !== null && standby?.lagMs != null
  const isToRight = leader === null || leader === cores[0]
  const word = !isWhole ? 'cut' : isSilent ? 'silent' : duration(Math.max(1, Math.round(standby.lagMs!)))
  return (
    <div role="img" aria-label={isWhole ? (isSilent ? 'The socket between the cores: whole, and nothing comes over it' : 'The socket between the cores: whole, a beat ten times a second') : 'The socket between the cores: cut'} className="relative flex shrink-0 items-center justify-center max-wide:h-14 wide:w-40">
      <div className={clsx('absolute max-wide:inset-y-0 max-wide:left-1/2 max-wide:border-l-2 wide:inset-x-0 wide:top-1/2 wide:border-t-2', isWhole ? 'border-edge' : 'border-dashed border-degraded')} />
      {isWhole && !isSilent && leader.heardAt !== null && (
        <span
          key={leader.heardAt}
          className={clsx('absolute size-2.5 bg-healthy opacity-0 max-wide:left-1/2 max-wide:-ml-1 max-wide:animate-beat-down wide:top-1/2 wide:-mt-1', isToRight ? 'wide:animate-beat-right' : 'wide:animate-beat-left')}
        />
      )}
      <span className={clsx('relative bg-panel px-2 py-1 text-sm tabular-nums', isWhole && !isSilent ? 'text-soft' : 'text-degraded')}>
        {!isWhole && <span aria-hidden>✖ </span>}{word}
      </span>
    </div>
  )
}
