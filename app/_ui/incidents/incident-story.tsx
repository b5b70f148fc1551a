'use client'
import type { Attempt, Incident } from '../../../lib/contract/incident.ts'
import { SignMark } from '../frame/sign-mark.tsx'
import { useLive } from '../wire/use-live.tsx'
import { clockTime, duration, shortGenome } from '../words/format.ts'
import { endSigns, openSign } from '../words/state.ts'
import { verdictVerbs } from '../words/verdicts.ts'

/** All of one incident: what broke, each attempt with its checks, and how it ended. */
export function IncidentStory({ incident }: { incident: Incident }) {
  const injections = useLive(({ view }) => view?.injections)
  const cause = injections?.find((row) => row.id === incident.fault)
  const { verdict } = incident
  return (
    <article className="flex flex-col gap-3 p-4 wide:grid wide:grid-cols-[5fr_7fr] wide:items-start wide:gap-x-6">
      <header className="wide:col-span-2">
        <h3 className="text-lg font-semibold">{incident.organism} {verdictVerbs[verdict.kind]}</h3>
        <p className="text-sm text-soft tabular-nums">
          {clockTime(incident.openedAt)} · noticed in {duration(incident.detectMs)} · running {shortGenome(incident.genome)}
          {cause ? ` · fault: ${cause.label}` : ' · no fault of ours is known to be the cause'}
        </p>
      </header>
      <pre className="border-l-2 border-crashed bg-well px-3 py-2 font-mono text-sm whitespace-pre-wrap [overflow-wrap:anywhere]">
        {verdict.summary}
        {verdict.frames.map((frame) => `\n  at ${frame.function ?? '(top level)'} ${frame.file}:${frame.line}:${frame.column}`)}
      </pre>
      <div className="flex flex-col gap-3">
        <ol className="flex flex-col gap-3">
          {incident.attempts.map((attempt, index) => <AttemptStory key={index} attempt={attempt} />)}
        </ol>
        <p className="text-base">
          <SignMark sign={incident.end === null ? openSign : endSigns[incident.end]} className="font-semibold" />
          {incident.healMs !== null && <span className="text-soft"> after {duration(incident.healMs)}</span>}
        </p>
      </div>
    </article>
  )
}

function AttemptStory({ attempt }: { attempt: Attempt }) {
  return (
    <li className="border-l-2 border-line pl-3">
      <p className="text-base">
        <strong className={attempt.accepted ? 'text-healthy' : 'text-degraded'}>
          <span aria-hidden>{attempt.accepted ? '✓' : '✕'} </span>
          {attempt.rung} {attempt.accepted ? 'accepted' : 'refused'}
        </strong>{' '}
        <span className="text-sm text-soft">{attempt.tried}</span>
      </p>
      <p className="text-sm">{attempt.why} <span className="text-soft tabular-nums">· {duration(attempt.ms)}</span></p>
      {attempt.checks.length > 0 && (
        <ul className="mt-1 flex flex-col text-sm">
          {attempt.checks.map((check, index) => (
            <li key={index} className="grid grid-cols-[7rem_minmax(0,1fr)_auto] gap-2">
              <span className={check.ok ? 'text-healthy' : 'text-alarm'}><span aria-hidden>{check.ok ? '✓' : '✕'} </span>{check.name}<span className="sr-only">{check.ok ? ' passed' : ' failed'}</span></span>
              <span className="text-soft [overflow-wrap:anywhere]">{check.detail}</span>
              <span className="text-soft tabular-nums">{duration(check.ms)}</span>
            </li>
          ))}
        </ul>
      )}
    </li>
  )
}
