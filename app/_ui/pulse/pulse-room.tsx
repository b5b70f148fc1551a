'use client'
import { clsx } from 'clsx'
import { parseAsInteger, useQueryState } from 'nuqs'
import { memo, useState } from 'react'
import type { OrganismView, PulsePoint } from '../../../lib/contract/view.ts'
import { Button } from '../frame/button.tsx'
import { Empty } from '../frame/empty.tsx'
import { ListAndDetail } from '../frame/list-and-detail.tsx'
import { clockTime, duration } from '../words/format.ts'
import { toneText, verdictTone } from '../words/state.ts'
import { verdictVerbs } from '../words/verdicts.ts'
import { PulsePanel } from './pulse-panel.tsx'
import { PulseRecord } from './pulse-record.tsx'

const step = 60

/** The organism's pulses: how they went together, and each with its full record and what it printed. */
export function PulseRoom({ organism }: { organism: OrganismView }) {
  const [chosen, choose] = useQueryState('pulse', parseAsInteger)
  const [most, setMost] = useState(step)
  const { id, points } = organism
  if (points.length === 0) return <Empty why={`${id} has had no pulse yet. The first one draws the first point.`} />
  const newest = points.toReversed()
  const shown = chosen ?? newest[0]!.seq
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <PulsePanel organism={organism} className="max-wide:min-h-80 wide:h-[38%] wide:shrink-0 [clip-path:none]!" />
      <ListAndDetail
        label="Pulses, newest first" isChosen={chosen !== null} back={() => void choose(null)}
        list={(
          <>
            {newest.slice(0, most).map((point) => <Row key={point.seq} point={point} isShown={point.seq === shown} choose={choose} />)}
            {newest.length > most && <li className="p-2"><Button size="small" look="quiet" onClick={() => setMost(most + step)}>Show {Math.min(step, newest.length - most)} more</Button></li>}
          </>
        )}
        detail={<PulseRecord key={shown} organism={id} seq={shown} />}
      />
    </div>
  )
}

const Row = memo(function Row({ point: { seq, number, at, workMs, verdict }, isShown, choose }: { point: PulsePoint; isShown: boolean; choose: (seq: number) => void }) {
  return (
    <li>
      <button
        type="button" aria-current={isShown ? 'true' : undefined} onClick={() => choose(seq)}
        className={clsx('grid min-h-11 w-full grid-cols-[4rem_4.5rem_1fr_auto] items-center gap-2 border-l-2 px-3.5 py-1 text-left text-sm tabular-nums focus-visible:-outline-offset-2 wide:min-h-8', isShown ? 'border-text bg-raised' : 'border-transparent hover:bg-raised')}
      >
        <span>{number}</span><span className="text-soft">{clockTime(at)}</span>
        <span className={clsx('truncate', toneText[verdictTone(verdict.kind)])}>{verdictVerbs[verdict.kind]}</span>
        <span className="text-soft">{duration(workMs)}</span>
      </button>
    </li>
  )
})
