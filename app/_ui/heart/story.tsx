'use client'
import { useEffect, useRef } from 'react'
import { useAddress } from '../address/use-address.ts'
import { Button } from '../frame/button.tsx'
import type { OrganismView } from '../../../lib/contract/view.ts'
import { useLive, useNow } from '../wire/use-live.tsx'
import { ago } from '../words/format.ts'
import { toneText } from '../words/state.ts'
import { narrate } from './narrate.ts'
import { StageChip } from './stage-chip.tsx'

/** What happened last, told step by step while it happens. */
export function StoryStrip({ organism }: { organism: OrganismView }) {
  const injections = useLive(({ view }) => view?.injections)
  const now = useNow(1000)
  const [{ stage }, setAddress] = useAddress('stage', 'replay', 'at')
  const isReplay = useLive(({ time }) => time.mode === 'replay')
  const story = narrate(organism, injections ?? [])
  const list = useRef<HTMLDivElement>(null)
  const steps = story?.steps.filter((step) => stage === null || step.stage === stage) ?? []
  const { length } = steps
  useEffect(() => {
    // Only the list: the page is the reader's to scroll.
    if (list.current) list.current.scrollTop = list.current.scrollHeight
  }, [length])
  return (
    <div data-tour="story" className="flex min-h-0 flex-1 flex-col gap-2">
      <div className="flex min-h-7 items-center gap-3">
        <p className="caption flex gap-2 whitespace-nowrap">
          What happened
          {story && stage === null && <span className="tracking-normal normal-case">{story.isOver ? ago(now - story.at) : 'now'}</span>}
        </p>
        <StageChip />
        {story?.incident && story.isOver && !isReplay && (
          <Button size="small" look="quiet" className="ml-auto" onClick={() => void setAddress({ replay: story.incident, at: null }, { history: 'push' })}><span aria-hidden>↺</span>Replay</Button>
        )}
      </div>
      {story ? (
        <div ref={list} role="log" aria-label={`What happened to ${organism.id}`} tabIndex={0} className="relative min-h-0 flex-1 overflow-y-auto pr-1">
          <ol className="flex flex-col gap-0.5">
            {length === 0 && <li className="text-base text-soft">Nothing of it belongs to the stage {stage}.</li>}
            {steps.map((step) => (
              <li key={step.key} className="flex animate-[arrive_200ms_ease-out] gap-1.5">
                <span aria-hidden className={`w-4 shrink-0 text-center ${toneText[step.tone]}`}>{step.shape}</span>
                <span className="min-w-0 text-base leading-6 [overflow-wrap:anywhere]">
                  <strong className={`font-semibold ${toneText[step.tone]}`}>{step.lead}</strong>{' '}
                  <span className="text-soft">{step.text}</span>
                </span>
              </li>
            ))}
          </ol>
        </div>
      ) : (
        <p className="text-base text-soft">Nothing yet. “Break it” draws one of three classic faults and injects it; the fall and the return are told here, step by step.</p>
      )}
    </div>
  )
}
