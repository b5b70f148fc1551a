'use client'
import type { LedgerEvent } from '../../../lib/contract/event.ts'
import type { Death, SearchReport } from '../../../lib/contract/search.ts'
import { visible } from '../log/visible.ts'
import { watcherUrl } from '../wire/api.ts'
import { count, counted, duration } from '../words/format.ts'
import { rungMarks } from '../words/rungs.ts'

/** Candidates that were refused a moment ago, and what each died of. */
export function LatestDeaths({ deaths }: { deaths: readonly Death[] }) {
  return (
    <section aria-label="Candidates that died" className="flex min-w-0 flex-col gap-1">
      <h5 className="caption">Latest to die</h5>
      {deaths.length === 0
        ? <p className="text-sm text-soft">None yet. Each candidate that fails a check stands here with what it died of.</p>
        : (
          <ul className="flex max-h-72 flex-col gap-1 overflow-y-auto text-sm" tabIndex={0} aria-label="Latest candidates that died">
            {deaths.map(({ tried, why }, index) => (
              <li key={index} className="border-l-2 border-line pl-2 [overflow-wrap:anywhere]">
                <span aria-hidden className="text-degraded">✕ </span><span className="font-mono">{visible(tried)}</span>
                <span className="block text-soft">{visible(why)}</span>
              </li>
            ))}
          </ul>
        )}
    </section>
  )
}

/** What each search of an incident came to: its end, and what its candidates died of, the commonest first. */
export function SearchReports({ searches, events }: { searches: readonly SearchReport[]; events: readonly LedgerEvent[] }) {
  const ends = events.filter(({ kind }) => kind === 'search-end').slice(-searches.length)
  return (
    <ul aria-label="What the searches came to" className="flex min-w-0 flex-col gap-3">
      {searches.map((search, index) => <Report key={index} search={search} seq={ends.length === searches.length ? ends[index]!.seq : null} />)}
    </ul>
  )
}

function Report({ search: { rung, why, tried, perSecond, ms, deaths }, seq }: { search: SearchReport; seq: number | null }) {
  const most = deaths[0]?.count ?? 1
  return (
    <li className="flex flex-col gap-1 border-l-2 border-line pl-3 text-sm">
      <p><strong className="text-base font-semibold"><span aria-hidden>{rungMarks[rung].shape} </span>{rung} search ended</strong> <span className="text-soft">{visible(why)}</span></p>
      <p className="text-soft tabular-nums">{counted(tried, 'candidate')} in {duration(ms)} · {count(perSecond)} a second</p>
      {deaths.length === 0 ? <p className="text-soft">None of them died.</p> : (
        <>
          <h5 className="caption">Causes of death</h5>
          <ol className="flex flex-col">
            {deaths.map(({ cause, count: times }) => (
              <li key={cause} className="relative grid grid-cols-[4.5rem_minmax(0,1fr)] gap-2 border-t border-line py-0.5">
                <span aria-hidden className="absolute inset-y-0 left-0 bg-degraded/15" style={{ width: `${(times / most) * 100}%` }} />
                <span className="relative text-right tabular-nums">{count(times)} ×</span>
                <span className="relative [overflow-wrap:anywhere]">{visible(cause)}</span>
              </li>
            ))}
          </ol>
          {seq !== null && <p><a href={`${watcherUrl()}/api/events/${seq}/attachment`} target="_blank" rel="noreferrer" className="inline-flex min-h-11 items-center underline underline-offset-4 hover:text-text wide:min-h-7">Each candidate with its cause</a></p>}
        </>
      )}
    </li>
  )
}
