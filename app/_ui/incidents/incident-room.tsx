'use client'
import { clsx } from 'clsx'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import type { Incident } from '../../../lib/contract/incident.ts'
import type { OrganismView } from '../../../lib/contract/view.ts'
import { Empty } from '../frame/empty.tsx'
import { ForOrganism } from '../frame/for-organism.tsx'
import { ListAndDetail } from '../frame/list-and-detail.tsx'
import { SignMark } from '../frame/sign-mark.tsx'
import { useNow } from '../wire/use-live.tsx'
import { ago, duration } from '../words/format.ts'
import { rungMarks } from '../words/rungs.ts'
import { endSigns, openSign } from '../words/state.ts'
import { verdictVerbs } from '../words/verdicts.ts'
import { incidentHref } from './incident-href.ts'
import { IncidentStrip } from './incident-strip.tsx'
import { IncidentStory } from './incident-story.tsx'

/** @param id null: the newest one */
export function IncidentRoom({ id }: { id: string | null }) {
  return <ForOrganism title="Incidents" head={(organism) => <IncidentStrip organism={organism} />}>{(organism) => <Incidents organism={organism} id={id} />}</ForOrganism>
}

function Incidents({ organism, id }: { organism: OrganismView; id: string | null }) {
  const now = useNow(5000)
  const router = useRouter()
  const { incidents } = organism
  if (incidents.length === 0) return <Empty why={`Nothing has broken ${organism.id} yet. “Break it” opens the first incident, and its whole story is kept here.`} />
  const chosen = incidents.find((incident) => incident.id === id)
  const shown = chosen ?? incidents[0]!
  return (
    <ListAndDetail
      label="Incidents" isChosen={chosen !== undefined} back={() => router.push('/incidents')}
      list={incidents.map((incident) => (
        <IncidentRow key={incident.id} incident={incident} isShown={incident === shown} now={now} />
      ))}
      detail={<IncidentStory incident={shown} />}
    />
  )
}

function IncidentRow({ incident, isShown, now }: { incident: Incident; isShown: boolean; now: number }) {
  const sign = incident.end === null ? openSign : endSigns[incident.end]
  return (
    <li>
      <Link
        href={incidentHref(incident)} aria-current={isShown ? 'true' : undefined}
        className={clsx('grid min-h-11 w-full grid-cols-[8rem_1fr_auto] items-center gap-2 border-l-2 px-3.5 py-1.5 text-left text-sm focus-visible:-outline-offset-2', isShown ? 'border-text bg-raised' : 'border-transparent hover:bg-raised')}
      >
        <SignMark sign={sign} />
        <span className="truncate">
          {verdictVerbs[incident.verdict.kind]}
          {incident.end === 'healed' && incident.rung !== null && <span className="text-soft"> · <span aria-hidden>{rungMarks[incident.rung].shape} </span>{incident.rung}</span>}
        </span>
        <span className="text-soft tabular-nums">{incident.healMs === null ? ago(now - incident.openedAt) : duration(incident.healMs)}</span>
      </Link>
    </li>
  )
}
