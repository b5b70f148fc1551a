'use client'
import { clsx } from 'clsx'
import { useQueryState } from 'nuqs'
import { useId, useState, type KeyboardEvent } from 'react'
import { spanStages, type IncidentSpan, type IncidentTimes } from '../../../lib/contract/incident-spans.ts'
import { Segmented } from '../frame/segmented.tsx'
import { SignMark } from '../frame/sign-mark.tsx'
import { useIsWide } from '../frame/use-is-wide.ts'
import { visible } from '../log/visible.ts'
import { duration } from '../words/format.ts'
import { toneColor } from '../words/state.ts'
import { incidentAddress } from './incident-address.ts'
import { spanSign, stageWords } from './span-looks.ts'
import { SpanTable } from './span-table.tsx'
import { ticks } from './ticks.ts'

/** The way of an incident to scale: a lane for each stage, a bar for each span. As a table it says the same. */
export function TimeLine({ times }: { times: IncidentTimes }) {
  const [as, setAs] = useQueryState('spans', incidentAddress.spans)
  return (
    <section aria-label="Time line" className="flex flex-col gap-2 border-t border-line pt-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h4 className="text-base font-semibold">Time line <span className="text-sm font-normal text-soft tabular-nums">{duration(times.ms)} from the fault’s effect on, to scale</span></h4>
        <div className="print:hidden"><Segmented label="Time line as" value={as} options={[{ value: 'drawn', label: 'Drawn' }, { value: 'table', label: 'Table' }]} onChange={(value) => void setAs(value)} /></div>
      </div>
      {as === 'table' ? <SpanTable times={times} /> : <><Lanes times={times} /><div className="hidden print:block"><SpanTable times={times} /></div></>}
    </section>
  )
}

function Lanes({ times }: { times: IncidentTimes }) {
  const { spans, ms: all } = times
  const [chosen, setChosen] = useState<number | null>(null)
  const isWide = useIsWide()
  const id = useId()
  const shown = chosen === null ? null : spans[chosen]
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -1, ArrowDown: 1, Home: -Infinity, End: Infinity }[event.key]
    if (step === undefined) return
    event.preventDefault()
    setChosen(Math.max(0, Math.min(spans.length - 1, chosen === null ? (step > 0 ? 0 : spans.length - 1) : chosen + step)))
  }
  return (
    <>
      <div className="grid grid-cols-[4.5rem_minmax(0,1fr)] bg-well pr-3 wide:grid-cols-[6rem_minmax(0,1fr)]">
        <Scale ms={all} count={isWide ? 10 : 4} />
        <ol aria-hidden className="text-sm">
          {spanStages.map((stage) => <li key={stage} className="flex h-9 items-center border-t border-line pl-3 text-soft">{stageWords[stage]}</li>)}
        </ol>
        <div
          role="listbox" aria-label="Spans, in their order" tabIndex={0} onKeyDown={onKeyDown} onFocus={() => setChosen((now) => now ?? 0)}
          aria-activedescendant={chosen === null ? undefined : `${id}-${chosen}`} className="relative focus-visible:outline-offset-4" style={{ height: `${spanStages.length * 2.25}rem` }}
        >
          {spanStages.map((stage, lane) => <div key={stage} aria-hidden role="presentation" className="absolute inset-x-0 border-t border-line" style={{ top: `${lane * 2.25}rem` }} />)}
          {spans.map((span, index) => <Bar key={index} id={`${id}-${index}`} span={span} all={all} isChosen={index === chosen} choose={() => setChosen(index)} />)}
        </div>
      </div>
      <p className="min-h-10 text-sm wide:min-h-5 print:hidden">
        {shown ? <SpanText span={shown} /> : <span className="text-soft">Choose a span to read what it was: by a click, or with the arrow keys.</span>}
      </p>
    </>
  )
}

function Scale({ ms, count }: { ms: number; count: number }) {
  return (
    <div aria-hidden className="relative col-start-2 h-6 text-xs text-soft tabular-nums">
      {ticks(ms, count).map((tick, index, all) => {
        const place = tick / Math.max(ms, 1)
        // The last one would reach beyond the scale.
        const isLast = index === all.length - 1 && index > 0
        return <span key={tick} className={clsx('absolute bottom-0 border-l border-line pl-1 leading-6', isLast && place > 0.9 && 'hidden')} style={{ left: `${place * 100}%` }}>{duration(tick)}</span>
      })}
    </div>
  )
}

interface BarProps {
  id: string
  span: IncidentSpan
  all: number
  isChosen: boolean
  choose: () => void
}

function Bar({ id, span, all, isChosen, choose }: BarProps) {
  const sign = spanSign(span)
  const width = (span.ms / Math.max(all, 1)) * 100
  return (
    <div
      role="option" id={id} aria-selected={isChosen} onClick={choose}
      aria-label={`${stageWords[span.stage]}${span.rung ? `, ${span.rung}` : ''}, ${sign.word}: ${visible(span.what)}; ${duration(span.ms)} from ${duration(span.at)} on`}
      style={{ top: `${spanStages.indexOf(span.stage) * 2.25 + 0.3125}rem`, left: `${(span.at / Math.max(all, 1)) * 100}%`, width: `max(0.3125rem, ${width}%)`, background: `color-mix(in srgb, ${toneColor[sign.tone]} ${isChosen ? 70 : 40}%, var(--color-well))`, borderColor: toneColor[sign.tone], color: 'var(--color-text)' }}
      className={clsx('absolute flex h-6.5 cursor-pointer items-center overflow-hidden border-l-2 text-xs', isChosen && 'z-1 outline-2 outline-offset-1 outline-text')}
    >
      {width > 4 && <span aria-hidden className="pl-1 whitespace-nowrap">{sign.shape} {width > 12 && span.rung}</span>}
    </div>
  )
}

function SpanText({ span }: { span: IncidentSpan }) {
  return (
    <>
      <strong className="font-semibold">{stageWords[span.stage]}</strong>{span.rung && ` · ${span.rung}`} · <SignMark sign={spanSign(span)} />
      <span className="text-soft tabular-nums"> · {duration(span.ms)}, from {duration(span.at)} on · </span><span className="[overflow-wrap:anywhere]">{visible(span.what)}</span>
    </>
  )
}
