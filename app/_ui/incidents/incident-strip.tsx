'use client'
import { clsx } from 'clsx'
import Link from 'next/link'
import type { ReactNode } from 'react'
import type { Incident } from '../../../lib/contract/incident.ts'
import type { OrganismView } from '../../../lib/contract/view.ts'
import { useRem } from '../frame/use-rem.ts'
import { useWidth } from '../frame/use-width.ts'
import { useNow } from '../wire/use-live.tsx'
import { ago, counted } from '../words/format.ts'
import { incidentSign, rungMarks } from '../words/rungs.ts'
import { toneColor } from '../words/state.ts'
import { verdictVerbs } from '../words/verdicts.ts'
import { incidentHref } from './incident-href.ts'
import { layOutStrip, type StripSpan } from './strip-layout.ts'

/** Room for a finger, in rem. */
const leastRem = 2.75

interface IncidentStripProps {
  organism: OrganismView
  /** What the spans are, and the name of the strip. */
  title: string
  label: string
  /** Beside the title. */
  aside?: ReactNode
  /** A span of none of these steps back. */
  isMeant?: (incident: Incident) => boolean
}

/** Each fall and healing as one span of time; a click tells its whole story. */
export function IncidentStrip({ organism, title, label, aside, isMeant = () => true }: IncidentStripProps) {
  const now = useNow(1000)
  const rem = useRem()
  const [ref, width] = useWidth()
  const { from, spans, earlier } = layOutStrip(organism.incidents, organism.points[0]?.at ?? now, now, width ? (leastRem * rem) / width : 0.1)
  return (
    <section aria-label={label} className="panel">
      <div className="flex items-center gap-4 py-1.5 pr-6 pl-4">
        <h2 className="caption shrink-0">{title}</h2>
        {aside}
        <span className="shrink-0 text-xs text-soft tabular-nums">{ago(now - from)}</span>
        <div ref={ref} className="relative h-11 min-w-0 flex-1 wide:h-8">
          <div aria-hidden className="absolute inset-x-0 top-1/2 h-px bg-line" />
          {spans.length === 0 && (
            <p className="absolute inset-0 flex items-center text-sm text-soft">
              <span className="truncate bg-panel pr-3">{earlier === 0 ? 'None: nothing broke.' : `${counted(earlier, 'incident')}, all earlier.`}</span>
            </p>
          )}
          {spans.map((span) => <SpanLink key={span.incidents.at(-1)!.id} span={span} now={now} isDim={!span.incidents.some(isMeant)} />)}
        </div>
        <span className="shrink-0 text-xs text-soft">now</span>
      </div>
    </section>
  )
}

function SpanLink({ span: { incidents, left, width }, now, isDim }: { span: StripSpan; now: number; isDim: boolean }) {
  const newest = incidents[0]!
  const sign = incidentSign(newest)
  const label = `${incidents.length > 1 ? `${incidents.length} incidents, the last: ` : ''}${verdictVerbs[newest.verdict.kind]}, ${sign.word}, ${ago(now - newest.openedAt)}`
  const color = isDim ? 'var(--color-edge)' : toneColor[sign.tone]
  return (
    <Link
      href={incidentHref(newest)} aria-label={label} title={label}
      style={{ left: `${left * 100}%`, width: `${width * 100}%`, borderColor: color, color: isDim ? 'var(--color-mist)' : color }}
      className="absolute inset-y-0 flex items-center gap-1 overflow-hidden border-l-2 bg-raised pl-2 text-left text-sm hover:bg-line focus-visible:-outline-offset-2"
    >
      <span aria-hidden className={clsx(newest.end === null && 'animate-breathe')}>{sign.shape}</span>
      {newest.end === 'healed' && newest.rung !== null && <span aria-hidden>{rungMarks[newest.rung].shape}</span>}
      {incidents.length > 1 && <span aria-hidden className="text-soft tabular-nums">{incidents.length}</span>}
    </Link>
  )
}
