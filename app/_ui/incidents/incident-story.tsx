'use client'
import { useMemo } from 'react'
import { incidentSpans } from '../../../lib/contract/incident-spans.ts'
import type { LedgerEvent } from '../../../lib/contract/event.ts'
import type { Attempt, Incident } from '../../../lib/contract/incident.ts'
import { winnerOf } from '../../../lib/contract/winner.ts'
import { visible } from '../log/visible.ts'
import { ModelCalls } from '../mind/model-calls.tsx'
import { useNow } from '../wire/use-live.tsx'
import { duration } from '../words/format.ts'
import { Before } from './before.tsx'
import { Candidates } from './candidates.tsx'
import { Checks } from './checks.tsx'
import { Climb } from './climb.tsx'
import { Cure } from './cure.tsx'
import { Frames } from './frames.tsx'
import { IncidentHead } from './incident-head.tsx'
import { SearchPanel } from './search-panel.tsx'
import { TimeLine } from './time-line.tsx'
import { Unhealed } from './unhealed.tsx'

/** All of one incident: what broke, how long each step took, what healed it or why nothing did, and each attempt with its checks. */
export function IncidentStory({ incident, events }: { incident: Incident; events: readonly LedgerEvent[] }) {
  const winner = winnerOf(incident)
  const openSeq = events.find(({ kind }) => kind === 'incident-open')?.seq
  return (
    <article aria-label={`Incident ${incident.id}`} className="incident-story flex flex-col gap-4 p-4">
      <IncidentHead incident={incident} events={events} />
      {events.length > 0 && <Times incident={incident} events={events} />}
      {winner && <Cure key={winner.genome} winner={winner} failed={incident.genome} />}
      {incident.end === 'quarantined' && <Unhealed incident={incident} events={events} />}
      <ModelCalls incident={incident} events={events} />
      <div className="grid items-start gap-x-6 gap-y-4 border-t border-line pt-3 wide:grid-cols-[7fr_5fr]">
        <Frames incident={incident} />
        {openSeq !== undefined && <Before key={incident.id} incident={incident} openSeq={openSeq} />}
      </div>
      <SearchPanel incident={incident} events={events} />
      <Candidates events={events} />
      {incident.attempts.length > 0 && (
        <section aria-label="Attempts" className="flex flex-col gap-3 border-t border-line pt-3">
          <h4 className="text-base font-semibold">Every attempt, check by check</h4>
          {incident.end !== 'quarantined' && <Climb events={events} />}
          <ol className="flex flex-col gap-3 wide:max-w-[60rem]">
            {incident.attempts.map((attempt, index) => <AttemptStory key={index} attempt={attempt} />)}
          </ol>
        </section>
      )}
    </article>
  )
}

function Times({ incident, events }: { incident: Incident; events: readonly LedgerEvent[] }) {
  const clock = useNow(incident.end === null ? 250 : 3_600_000)
  const now = incident.end === null ? clock : 0
  return <TimeLine times={useMemo(() => incidentSpans(incident, events, now), [incident, events, now])} />
}

function AttemptStory({ attempt }: { attempt: Attempt }) {
  return (
    <li className="border-l-2 border-line pl-3">
      <p className="text-base">
        <strong className={attempt.accepted ? 'text-healthy' : 'text-degraded'}>
          <span aria-hidden>{attempt.accepted ? '✓' : '✕'} </span>
          {attempt.rung} {attempt.accepted ? 'accepted' : 'refused'}
        </strong>{' '}
        <span className="text-sm text-soft [overflow-wrap:anywhere]">{visible(attempt.tried)}</span>
      </p>
      <p className="text-sm [overflow-wrap:anywhere]">{visible(attempt.why)} <span className="text-soft tabular-nums">· {duration(attempt.ms)}</span></p>
      {attempt.checks.length > 0 && <div className="mt-1"><Checks checks={attempt.checks} /></div>}
    </li>
  )
}
