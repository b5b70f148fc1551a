'use client'
import { clsx } from 'clsx'
import { useLive } from '../wire/use-live.tsx'
import { timeWord, type TimeWord } from './time-state.ts'

const looks: Record<TimeWord, { shape: string; className: string }> = {
  LIVE: { shape: '●', className: 'border-healthy text-healthy' },
  SLOW: { shape: '◐', className: 'border-healing text-healing' },
  PAUSED: { shape: '❚❚', className: 'border-degraded bg-degraded text-ground' },
  REPLAY: { shape: '↺', className: 'border-reverted bg-reverted text-ground' },
}

/** Whether what is shown is of now, in the one word that everybody knows. */
export function TimeBadge() {
  const word = useLive(({ time }) => timeWord(time))
  const slowness = useLive(({ time }) => time.slowness)
  // Who is cut off sees nothing that is live.
  const isCutOff = useLive(({ link }) => link.state === 'reconnecting' || link.state === 'offline')
  const { shape, className } = looks[word]
  return (
    <span role="status" aria-label="Time" className={clsx('inline-flex h-7 shrink-0 items-center gap-1.5 border px-2 text-xs font-semibold wide:text-sm tracking-wide whitespace-nowrap', isCutOff && word === 'LIVE' ? 'border-idle text-mist' : className)}>
      <span aria-hidden className="text-xs leading-none">{isCutOff && word === 'LIVE' ? '○' : shape}</span>
      {isCutOff && word === 'LIVE' ? 'NOT LIVE' : word}{word === 'SLOW' && <span className="tabular-nums"> 1/{slowness}</span>}
    </span>
  )
}
