'use client'
import { clsx } from 'clsx'
import Link from 'next/link'
import { useSearchParams } from 'next/navigation'
import { useQueryStates } from 'nuqs'
import { useState } from 'react'
import { rungIds } from '../../../lib/contract/healing.ts'
import { Button } from '../frame/button.tsx'
import { Empty } from '../frame/empty.tsx'
import { SignMark } from '../frame/sign-mark.tsx'
import { Trouble } from '../frame/trouble.tsx'
import { useLive, useNow } from '../wire/use-live.tsx'
import { ago, counted, duration } from '../words/format.ts'
import { rungMarks } from '../words/rungs.ts'
import { endSigns, openSign } from '../words/state.ts'
import { verdictVerbs } from '../words/verdicts.ts'
import { incidentAddress, incidentEndings, type IncidentEnding } from './incident-address.ts'
import { filterIncidents, noCause, type IncidentRow } from './incident-filter.ts'

const page = 100
const endWords: Record<IncidentEnding, string> = { open: 'not over yet', healed: 'healed', 'rolled-back': 'rolled back', quarantined: 'unhealed' }

interface IncidentListProps {
  rows: readonly IncidentRow[]
  shownId: string | null
  error: unknown
  reload: () => void
}

/** Every incident, and four ways to look for one. */
export function IncidentList({ rows, shownId, error, reload }: IncidentListProps) {
  const [filter, setFilter] = useQueryStates(incidentAddress)
  const [most, setMost] = useState(page)
  const organisms = useLive(({ view }) => view?.organisms)
  const now = useNow(5000)
  const shown = filterIncidents(rows, filter)
  const causes = [...new Set(rows.map(({ cause }) => cause))].sort()
  const isFiltered = filter.end !== null || filter.rung !== null || filter.cause !== null || filter.organism !== null
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div role="group" aria-label="Filter" className="grid grid-cols-2 gap-2 border-b border-line p-3">
        <Select label="Organism" value={filter.organism} options={Object.keys(organisms ?? {}).map((id) => [id, id])} choose={(organism) => void setFilter({ organism })} />
        <Select label="End" value={filter.end} options={incidentEndings.map((end) => [end, endWords[end]])} choose={(end) => void setFilter({ end: end as IncidentEnding | null })} />
        <Select label="Rung" value={filter.rung} options={rungIds.map((rung) => [rung, rung])} choose={(rung) => void setFilter({ rung: rung as (typeof rungIds)[number] | null })} />
        <Select label="Cause" value={filter.cause} options={causes.map((cause) => [cause, cause === noCause ? 'none of ours' : cause])} choose={(cause) => void setFilter({ cause })} />
      </div>
      <p role="status" className="flex min-h-11 items-center justify-between gap-2 px-4 text-sm text-soft tabular-nums wide:min-h-9">
        {counted(shown.length, 'incident')}{isFiltered && ` of ${rows.length}`}
        {isFiltered && <Button size="small" look="quiet" onClick={() => void setFilter({ organism: null, end: null, rung: null, cause: null })}>All of them</Button>}
      </p>
      {error !== null && <Trouble error={error} retry={reload} />}
      {shown.length === 0 && <Empty why={rows.length === 0 ? 'Nothing has broken yet. “Break it” opens the first incident, and its whole story is kept here.' : filter.organism !== null && rows.every(({ incident }) => incident.organism !== filter.organism) ? `Nothing has broken ${filter.organism} yet. “Break it” opens the first incident, and its whole story is kept here.` : 'No incident is like that. Take a filter away to see more.'} className="max-h-60" />}
      <ul aria-label="Incidents" data-list className="min-h-0 flex-1 overflow-y-auto">
        {shown.slice(0, most).map((row) => <Row key={row.incident.id} row={row} isShown={row.incident.id === shownId} now={now} isAll={filter.organism === null} />)}
      </ul>
      {shown.length > most && <div className="border-t border-line p-2"><Button size="small" className="w-full" onClick={() => setMost(most + page)}>Show {Math.min(page, shown.length - most)} more</Button></div>}
    </div>
  )
}

function Select({ label, value, options, choose }: { label: string; value: string | null; options: readonly (readonly [string, string])[]; choose: (value: string | null) => void }) {
  return (
    <label className="flex min-w-0 flex-col text-xs text-soft">
      {label}
      <select value={value ?? ''} onChange={(event) => choose(event.target.value || null)} className="min-h-11 w-full border border-edge bg-well px-2 text-sm text-text wide:min-h-8">
        <option value="">any</option>
        {options.map(([id, word]) => <option key={id} value={id}>{word}</option>)}
        {value !== null && !options.some(([id]) => id === value) && <option value={value}>{value}</option>}
      </select>
    </label>
  )
}

function Row({ row: { incident, cause }, isShown, now, isAll }: { row: IncidentRow; isShown: boolean; now: number; isAll: boolean }) {
  // The filter goes along, so that the list stays as it was.
  const query = useSearchParams().toString()
  const sign = incident.end === null ? openSign : endSigns[incident.end]
  return (
    <li>
      <Link
        href={`/incidents/${encodeURIComponent(incident.id)}${query && `?${query}`}`} aria-current={isShown ? 'true' : undefined}
        className={clsx('grid min-h-11 w-full grid-cols-[8rem_minmax(0,1fr)_auto] items-center gap-x-2 border-l-2 px-3.5 py-1.5 text-left text-sm focus-visible:-outline-offset-2', isShown ? 'border-text bg-raised' : 'border-transparent hover:bg-raised')}
      >
        <SignMark sign={incident.end === 'quarantined' ? { ...sign, word: 'unhealed' } : sign} />
        <span className="truncate">{isAll ? `${incident.organism} ` : ''}{verdictVerbs[incident.verdict.kind]}</span>
        <span className="text-soft tabular-nums">{ago(now - incident.openedAt)}</span>
        <span className="col-start-2 truncate text-xs text-soft">
          {incident.rung !== null && <><span aria-hidden>{rungMarks[incident.rung].shape} </span>{incident.rung} · </>}{cause === noCause ? 'no fault of ours' : cause}
        </span>
        <span className="text-right text-xs text-soft tabular-nums">{incident.healMs === null ? '' : duration(incident.healMs)}</span>
      </Link>
    </li>
  )
}
