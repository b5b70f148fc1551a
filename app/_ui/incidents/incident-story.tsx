'use client'
import type { Attempt, Incident } from '../../../lib/contract/incident.ts'
import { SignMark } from '../frame/sign-mark.tsx'
import { useLive } from '../wire/use-live.tsx'
import { clockTime, duration, shortGenome } from '../words/format.ts'
import { incidentSign } from '../words/rungs.ts'
import { verdictVerbs } from '../words/verdicts.ts'
import { Checks } from './checks.tsx'
import { Cure } from './cure.tsx'
import { SearchPanel } from './search-panel.tsx'
import { winnerOf } from '../../../lib/contract/winner.ts'

/** All of one incident: what broke, what healed it, the search for that, and each attempt with its checks. */
export function IncidentStory({ incident }: { incident: Incident }) {
  const injections = useLive(({ view }) => view?.injections)
  const cause = injections?.find((row) => row.id === incident.fault)
  const { verdict } = incident
  const winner = winnerOf(incident)
  return (
    <article className="flex flex-col gap-3 p-4">
      <div className="grid items-start gap-3 wide:grid-cols-[5fr_7fr] wide:gap-x-6">
        <header>
          <div className="flex flex-wrap items-baseline gap-x-4">
            <h3 className="text-lg font-semibold">{incident.organism} {verdictVerbs[verdict.kind]}</h3>
            <p className="text-base">
              <SignMark sign={incidentSign(incident)} className="font-semibold" />
              {incident.healMs !== null && <span className="text-soft"> after {duration(incident.healMs)}</span>}
            </p>
          </div>
          <p className="text-sm text-soft tabular-nums">
            {clockTime(incident.openedAt)} · noticed in {duration(incident.detectMs)} · running {shortGenome(incident.genome)}
            {cause ? ` · fault: ${cause.label}` : ' · no fault of ours is known to be the cause'}
          </p>
        </header>
        <pre className="border-l-2 border-crashed bg-well px-3 py-2 font-mono text-sm whitespace-pre-wrap [overflow-wrap:anywhere]">
          {verdict.summary}
          {verdict.frames.map((frame) => `\n  at ${frame.function ?? '(top level)'} ${frame.file}:${frame.line}:${frame.column}`)}
        </pre>
      </div>
      {winner && <Cure key={winner.genome} winner={winner} failed={incident.genome} />}
      <SearchPanel incident={incident} />
      {incident.attempts.length > 0 && (
        <section aria-label="Attempts" className="border-t border-line pt-3">
          <ol className="flex flex-col gap-3 wide:max-w-[60rem]">
            {incident.attempts.map((attempt, index) => <AttemptStory key={index} attempt={attempt} isWinner={attempt.accepted && winner?.startedAt === attempt.startedAt} />)}
          </ol>
        </section>
      )}
    </article>
  )
}

function AttemptStory({ attempt, isWinner }: { attempt: Attempt; isWinner: boolean }) {
  return (
    <li className="border-l-2 border-line pl-3">
      <p className="text-base">
        <strong className={attempt.accepted ? 'text-healthy' : 'text-degraded'}>
          <span aria-hidden>{attempt.accepted ? '✓' : '✕'} </span>
          {attempt.rung} {attempt.accepted ? 'accepted' : 'refused'}
        </strong>{' '}
        <span className="text-sm text-soft [overflow-wrap:anywhere]">{attempt.tried}</span>
      </p>
      <p className="text-sm [overflow-wrap:anywhere]">{attempt.why} <span className="text-soft tabular-nums">· {duration(attempt.ms)}</span></p>
      {attempt.checks.length > 0 && !isWinner && <div className="mt-1"><Checks checks={attempt.checks} /></div>}
    </li>
  )
}
