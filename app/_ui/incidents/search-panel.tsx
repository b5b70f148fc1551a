'use client'
import type { LedgerEvent } from '../../../lib/contract/event.ts'
import type { Incident } from '../../../lib/contract/incident.ts'
import { SignMark } from '../frame/sign-mark.tsx'
import { useLive } from '../wire/use-live.tsx'
import { count, duration } from '../words/format.ts'
import type { Sign } from '../words/state.ts'
import { LatestDeaths, SearchReports } from './deaths.tsx'
import { HeatMap } from './heat-map.tsx'
import { searchFigures, searchStanding } from './search-standing.ts'
import { StageSteps } from './stage-steps.tsx'

const running: Sign = { shape: '◐', word: 'searching for a patch', tone: 'healing' }
const lost: Sign = { shape: '○', word: 'searching when heard last', tone: 'idle' }
const over: Sign = { shape: '■', word: 'search over', tone: 'idle' }

/** The search for a patch, live while it runs; after it, what it came to. Nothing where none was begun. */
export function SearchPanel({ incident, events }: { incident: Incident; events: readonly LedgerEvent[] }) {
  const isHeard = useLive(({ link, engine }) => link.state === 'live' && (engine === null || engine.state === 'up'))
  const standing = searchStanding(incident)
  const { progress, searches = [] } = incident
  if (standing === 'none') return null
  const isOver = standing === 'over'
  return (
    <section aria-label="Search for a patch" className="flex flex-col gap-3 border-t border-line pt-3">
      <div className="flex flex-wrap items-end gap-x-6 gap-y-2">
        <h4 className="text-base font-semibold"><SignMark sign={isOver ? over : isHeard ? running : lost} /></h4>
        {progress && <StageSteps reached={progress.stage} isOver={isOver} />}
      </div>
      {!isOver && !isHeard && <p className="text-sm text-soft">The engine is not heard now: this is how the search stood when it was. It goes on here as soon as the engine is back.</p>}
      <div className="grid gap-x-4 gap-y-3 wide:grid-cols-[2fr_1fr] wide:grid-rows-[auto_1fr]">
        <div className="wide:col-start-2"><Figures incident={incident} /></div>
        {progress && <div className="min-w-0 wide:col-start-1 wide:row-span-2 wide:row-start-1"><HeatMap key={incident.id} incident={incident} /></div>}
        <div className="flex min-w-0 flex-col gap-3 wide:col-start-2">
          {!isOver && progress && <LatestDeaths deaths={progress.deaths} />}
          {searches.length > 0 && <SearchReports searches={searches} events={events} />}
        </div>
      </div>
    </section>
  )
}

function Figures({ incident }: { incident: Incident }) {
  const { tried, perSecond, ms, best, plausible } = searchFigures(incident)
  const rows = [
    { name: 'Tried', value: count(tried) },
    { name: 'A second', value: count(perSecond) },
    { name: 'Best passes', value: best ? `${count(best.passed)} of ${count(best.total)}` : '–' },
    { name: 'Plausible', value: plausible === null ? '–' : count(plausible) },
    { name: 'Elapsed', value: duration(ms) },
  ]
  return (
    <dl aria-label="How the search stands" className="grid grid-cols-[auto_auto_auto] justify-start gap-x-4 gap-y-1">
      {rows.map(({ name, value }) => (
        <div key={name}>
          <dt className="caption">{name}</dt>
          <dd className="text-base font-semibold tabular-nums">{value}</dd>
        </div>
      ))}
    </dl>
  )
}
