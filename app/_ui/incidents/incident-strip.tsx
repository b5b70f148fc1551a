'use client'
import { clsx } from 'clsx'
import type { OrganismView } from '../../../lib/contract/view.ts'
import { useAddress } from '../address/use-address.ts'
import { useNow } from '../wire/use-live.tsx'
import { ago, counted } from '../words/format.ts'
import { endSigns, openSign, toneColor } from '../words/state.ts'
import { verdictVerbs } from '../words/verdicts.ts'
import { layOutStrip } from './strip-layout.ts'

/** Each incident as one span of time; a click tells its whole story. */
export function IncidentStrip({ organism }: { organism: OrganismView }) {
  const now = useNow(1000)
  const [{ incident: selected }, setAddress] = useAddress()
  const { from, spans, earlier } = layOutStrip(organism.incidents, organism.points[0]?.at ?? now, now)
  return (
    <section aria-label="Incident strip" className="panel">
      <div className="flex items-center gap-4 py-1.5 pr-6 pl-4">
        <h2 className="caption shrink-0">Incidents</h2>
        <span className="shrink-0 text-xs text-soft tabular-nums">{ago(now - from)}</span>
        <div className="relative h-11 min-w-0 flex-1 wide:h-8">
          <div aria-hidden className="absolute inset-x-0 top-1/2 h-px bg-line" />
          {spans.length === 0 && <p className="absolute inset-0 flex items-center text-sm text-soft"><span className="bg-panel pr-3">{earlier === 0 ? 'None yet: nothing broke.' : `${counted(earlier, 'incident')}, all earlier.`}</span></p>}
          {spans.map(({ incident, left, width }) => {
            const sign = incident.end === null ? openSign : endSigns[incident.end]
            return (
              <button
                key={incident.id} type="button" aria-pressed={incident.id === selected}
                aria-label={`${verdictVerbs[incident.verdict.kind]}, ${sign.word}, ${ago(now - incident.openedAt)}`}
                onClick={() => void setAddress({ incident: incident.id, tab: 'incidents' }, { history: 'push' })}
                style={{ left: `calc(${left} * (100% - 2rem))`, width: `max(2rem, ${width * 100}%)`, borderColor: toneColor[sign.tone], color: toneColor[sign.tone] }}
                className={clsx('absolute inset-y-0 border-l-2 bg-raised text-left hover:bg-line', incident.id === selected && 'outline outline-text')}
              >
                <span aria-hidden className={clsx('pl-2', incident.end === null && 'animate-breathe')}>{sign.shape}</span>
              </button>
            )
          })}
        </div>
        <span className="shrink-0 text-xs text-soft">now</span>
      </div>
    </section>
  )
}
