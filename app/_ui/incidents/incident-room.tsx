'use client'
import { clsx } from 'clsx'
import { useRouter, useSearchParams } from 'next/navigation'
import { Button, ButtonLink } from '../frame/button.tsx'
import { Empty } from '../frame/empty.tsx'
import { Skeleton } from '../frame/skeleton.tsx'
import { Trouble } from '../frame/trouble.tsx'
import { useOrganism } from '../wire/use-live.tsx'
import { IncidentList } from './incident-list.tsx'
import { IncidentStory } from './incident-story.tsx'
import { IncidentStrip } from './incident-strip.tsx'
import { filterIncidents } from './incident-filter.ts'
import { incidentAddress } from './incident-address.ts'
import { useIncident } from './use-incident.ts'
import { useIncidents } from './use-incidents.ts'
import { useQueryStates } from 'nuqs'
import './print.css'

/** All incidents left, one of them whole; on a phone one after the other. @param id null: the newest one of the list */
export function IncidentRoom({ id }: { id: string | null }) {
  const { rows, error, isLoading, reload } = useIncidents()
  const [filter] = useQueryStates(incidentAddress)
  const router = useRouter()
  const query = useSearchParams().toString()
  const newest = filterIncidents(rows, filter)[0]?.incident.id ?? null
  const shownId = id ?? newest
  return (
    <div className="incident-room flex min-h-0 flex-1 flex-col gap-2 px-3 pt-2 wide:gap-3 wide:pt-0 wide:pb-3">
      <StripOf organism={filter.organism ?? rows.find(({ incident }) => incident.id === shownId)?.incident.organism ?? null} />
      <section aria-label="Incidents" className="panel min-h-80 flex-1">
        <h2 className="sr-only">Incidents</h2>
        <div className="flex min-h-0 flex-1">
          <div className={clsx('incident-list min-h-0 w-full shrink-0 border-line wide:flex wide:w-96 wide:border-r', id === null ? 'flex' : 'hidden')}>
            {rows.length === 0 && isLoading ? <Skeleton className="m-4 h-40 flex-1" /> : <IncidentList rows={rows} shownId={shownId} error={error} reload={reload} />}
          </div>
          <div tabIndex={0} role="region" aria-label="Incidents: detail" className={clsx('relative min-h-0 min-w-0 flex-1 overflow-y-auto focus-visible:-outline-offset-2 wide:block', id === null && 'hidden')}>
            <div className="px-4 pt-2 wide:hidden print:hidden"><Button size="small" look="quiet" className="-ml-3" onClick={() => router.push(`/incidents${query && `?${query}`}`)}><span aria-hidden>←</span> All of them</Button></div>
            {shownId === null ? <Empty why="Once something breaks, all of it is told here: what failed, how long each step took, what was tried, and what held."><ButtonLink href="/">Break something</ButtonLink></Empty> : <OneIncident key={shownId} id={shownId} />}
          </div>
        </div>
      </section>
    </div>
  )
}

function StripOf({ organism: id }: { organism: string | null }) {
  const organism = useOrganism(id)
  return organism && <div className="incident-strip"><IncidentStrip organism={organism} title="Incidents" label="Incident strip" /></div>
}

function OneIncident({ id }: { id: string }) {
  const { incident, events, error, isLoading, reload } = useIncident(id)
  if (incident) return <>{error !== null && <Trouble error={error} retry={reload} />}<IncidentStory incident={incident} events={events} /></>
  if (isLoading) return <div className="flex flex-col gap-4 p-4"><Skeleton className="h-16" /><Skeleton className="h-48" /><Skeleton className="h-64" /></div>
  return <div className="p-4"><Trouble error={error} retry={reload} /></div>
}
