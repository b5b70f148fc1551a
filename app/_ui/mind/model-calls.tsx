'use client'
import type { Attempt, Incident } from '../../../lib/contract/incident.ts'
import type { LedgerEvent } from '../../../lib/contract/event.ts'
import type { CallView } from '../../../lib/contract/view.ts'
import { SignMark } from '../frame/sign-mark.tsx'
import { Skeleton } from '../frame/skeleton.tsx'
import { visible } from '../log/visible.ts'
import { SourceListing } from '../source/source-listing.tsx'
import { getJson } from '../wire/api.ts'
import { useResource } from '../wire/use-resource.ts'
import { duration, shortGenome } from '../words/format.ts'
import { callSign, costWords } from './call-sign.ts'
import { CallText } from './call-text.tsx'
import { callsOf } from './calls-of.ts'

/** What language models were asked in an incident: each answer as it comes beside the code that it is about, what it cost, and what became of it. */
export function ModelCalls({ incident, events }: { incident: Incident; events: readonly LedgerEvent[] }) {
  const calls = callsOf(events)
  if (calls.length === 0) return null
  return (
    <section aria-label="Language models" className="flex flex-col gap-3 border-t border-line pt-3">
      <h4 className="text-base font-semibold">What a language model wrote</h4>
      {calls.map((call, index) => <OneCall key={call.call} call={call} incident={incident} isLast={index === calls.length - 1} attempt={incident.attempts.find((attempt) => attempt.call === call.call)} />)}
    </section>
  )
}

function OneCall({ call, incident, isLast, attempt }: { call: CallView; incident: Incident; isLast: boolean; attempt: Attempt | undefined }) {
  const { seat, provider, model, isReplay, end, endSeq } = call
  return (
    <details open={isLast} className="group border-l-2 border-line pl-3">
      <summary className="flex min-h-11 flex-wrap items-baseline gap-x-3 text-sm wide:min-h-7">
        <span aria-hidden className="text-soft group-open:rotate-90">›</span>
        <SignMark sign={callSign(call, incident.end !== null)} className="font-semibold" />
        <span className="[overflow-wrap:anywhere]">{seat}: <span className="font-mono">{visible(`${provider}/${model}`)}</span></span>
        {isReplay && <span className="border border-rolled px-1.5 text-xs font-semibold text-rolled">REPLAY</span>}
        {end && <span className="text-soft tabular-nums">{duration(end.ms)}{end.firstTokenMs !== null && `, first word after ${duration(end.firstTokenMs)}`} · {costWords(call)}</span>}
      </summary>
      <div className="flex flex-col gap-2 pt-1 pb-2">
        {end && end.outcome !== 'answered' && <p className="text-sm"><span className="text-alarm">✖</span> {visible(end.why)}</p>}
        <div className="grid gap-3 wide:grid-cols-2">
          <Source incident={incident} />
          <div className="flex min-w-0 flex-col gap-1">
            <h5 className="caption">{end ? 'Its answer' : 'Its answer, as it comes'}</h5>
            <CallText call={call.call} organism={incident.organism} endSeq={endSeq} isOver={incident.end !== null} />
          </div>
        </div>
        {attempt && (
          <p className="text-sm [overflow-wrap:anywhere]">
            <strong className={attempt.accepted ? 'text-healthy' : 'text-degraded'}><span aria-hidden>{attempt.accepted ? '✓' : '✕'}</span> {attempt.accepted ? 'The gate let it through' : 'Refused'}</strong>{' '}
            <span className="text-soft">{visible(attempt.why)}</span>
          </p>
        )}
      </div>
    </details>
  )
}

function Source({ incident: { genome, verdict } }: { incident: Incident }) {
  const { data } = useResource<{ contents: Record<string, string> }>(`/api/genomes/${genome}`, getJson)
  const file = verdict.frames[0]?.file ?? Object.keys(data?.contents ?? {})[0]
  const text = file === undefined ? undefined : data?.contents[file]
  return (
    <div className="flex max-h-96 min-w-0 flex-col gap-1">
      <h5 className="caption">The code that failed, {shortGenome(genome)}</h5>
      {text === undefined ? <Skeleton className="h-40" /> : (
        <SourceListing label={`${file} of ${shortGenome(genome)}`} text={text} line={verdict.frames[0]?.line ?? null} marks={verdict.frames.filter((frame) => frame.file === file).map(({ file: path, line, column }) => ({ file: path, line, suspicion: 0, failedAt: Math.max(1, column) }))} />
      )}
    </div>
  )
}
