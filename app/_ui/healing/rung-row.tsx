'use client'
import { clsx } from 'clsx'
import { Button } from '../frame/button.tsx'
import { rungMarks } from '../words/rungs.ts'
import { climbs, readBudget, type Draft, type MovableRung } from './draft.ts'

interface RungRowProps {
  rung: Draft['rungs'][number]
  mode: Draft['mode']
  place: number
  places: number
  /** Its budget where nobody says otherwise. */
  usual: string
  change: (change: { isOn?: boolean; seconds?: string }) => void
  move: (id: MovableRung, by: -1 | 1, button: HTMLButtonElement) => void
}

/** One rung of the ladder: on or off, its place, its budget. */
export function RungRow({ rung: { id, isOn, seconds }, mode, place, places, usual, change, move }: RungRowProps) {
  const isClimbed = isOn && climbs(mode, id)
  const isBudget = readBudget(seconds) !== null
  const { shape, does } = rungMarks[id]
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-3 border-t border-line py-1 wide:grid-cols-[minmax(0,1fr)_auto_auto] wide:py-0.5">
      <label className="flex min-h-11 min-w-0 items-center gap-2 text-sm wide:min-h-8 max-wide:col-span-2">
        <input type="checkbox" checked={isOn} onChange={(event) => change({ isOn: event.target.checked })} aria-label={`Use ${id}`} className="size-5 shrink-0 accent-text wide:size-4" />
        <span className={clsx('min-w-0', !isClimbed && 'text-mist')}>
          <span aria-hidden className="inline-block w-[1.4em] text-center">{shape}</span>
          <strong className="font-semibold">{id}</strong>{' '}
          <span className={clsx(isClimbed && 'text-soft')}>{isOn && !isClimbed ? 'not in this mode' : does}</span>
        </span>
      </label>
      <label className="flex items-center gap-2 text-sm">
        <span className="sr-only">Budget of {id}, seconds</span>
        <input
          inputMode="decimal" value={seconds} placeholder={usual} aria-invalid={!isBudget} aria-describedby="budget-means"
          onChange={(event) => change({ seconds: event.target.value })}
          className={clsx('min-h-11 w-20 border bg-well px-2 text-right font-mono tabular-nums placeholder:text-mist wide:min-h-7', isBudget ? 'border-edge' : 'border-crashed')}
        />
        <span aria-hidden>s</span>
        <span className="w-24 text-xs text-soft tabular-nums">{!isBudget ? <span className="text-alarm">✖ 0.1 to 600</span> : seconds === usual ? 'as usual' : `usually ${usual} s`}</span>
      </label>
      <div className="flex gap-1 justify-self-end">
        {([-1, 1] as const).map((by) => {
          const isEnd = by < 0 ? place === 1 : place === places
          return (
            <Button
              key={by} size="small" look="quiet" aria-label={`Move ${id} ${by < 0 ? 'up' : 'down'}`} aria-disabled={isEnd}
              className={clsx(isEnd && 'text-mist')} onClick={(event) => { if (!isEnd) move(id, by, event.currentTarget) }}
            >
              <span aria-hidden>{by < 0 ? '↑' : '↓'}</span>
            </Button>
          )
        })}
      </div>
    </li>
  )
}
