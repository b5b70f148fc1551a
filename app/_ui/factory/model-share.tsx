'use client'
import type { AppView } from '../../../lib/contract/factory/app-view.ts'
import type { CallView } from '../../../lib/contract/view.ts'
import { SignMark } from '../frame/sign-mark.tsx'
import { visible } from '../log/visible.ts'
import { callSign, costWords } from '../mind/call-sign.ts'
import { CallText } from '../mind/call-text.tsx'
import { useLive } from '../wire/use-live.tsx'
import { duration } from '../words/format.ts'

const none: readonly CallView[] = []

/** What a language model wrote of the app that was asked for last: its words as they come, what became of them, and how little of the whole they are. */
export function ModelShare({ app: { id, making } }: { app: AppView }) {
  const all = useLive(({ view }) => view?.calls) ?? none
  if (making === null) return null
  const components = making.tasks.filter(({ agent }) => agent === 'developer' || agent === 'patcher').map((task) => `${id}-${task.id.split(':').at(-1)}`)
  const calls = all.filter(({ organism, purpose, askedAt }) => (purpose === 'make' || purpose === 'heal') && askedAt >= making.startedAt && organism !== null && components.includes(organism))
  const { gaps } = making
  // Older events say 0 where nothing was written, not null.
  const share = gaps?.share?.written ? gaps.share : null
  if (calls.length === 0 && gaps === null) return null
  return (
    <section aria-label="What a language model wrote" className="flex shrink-0 flex-col gap-2 border-l-2 border-healing pl-3 text-sm">
      {gaps && (
        <ul aria-label="What no template has" className="flex flex-col gap-1">
          {gaps.gaps.map(({ component, gap, wishes, state, why, by }) => (
            <li key={`${component} ${gap}`} className="[overflow-wrap:anywhere]">
              {state === 'filled' ? <span className="text-healthy">● {visible(by ?? '')} wrote </span> : <span className="text-degraded">▲ left out of {component}: </span>}
              “{wishes.map(visible).join('”, “')}”{state === 'filled' ? <span className="text-soft"> into {component}</span> : <span className="text-soft">: {visible(why)}</span>}
            </li>
          ))}
        </ul>
      )}
      {share && (
        <p className="text-soft tabular-nums">{share.written.toLocaleString('en')} tokens by the model; whole files would have been {share.whole.toLocaleString('en')}.</p>
      )}
      {calls.map((call) => (
        <details key={call.call} open={call.end === null} className="group">
          <summary className="flex min-h-11 flex-wrap items-baseline gap-x-3 wide:min-h-7">
            <span aria-hidden className="text-soft group-open:rotate-90">›</span>
            <SignMark sign={callSign(call, making.end !== null)} className="font-semibold" />
            <span className="font-mono [overflow-wrap:anywhere]">{visible(`${call.provider}/${call.model}`)}</span>
            <span className="text-soft">for {call.organism}</span>
            {call.end && <span className="text-soft tabular-nums">{duration(call.end.ms)} · {costWords(call)}</span>}
          </summary>
          <CallText call={call.call} organism={call.organism ?? ''} endSeq={call.endSeq} isOver={making.end !== null} />
        </details>
      ))}
    </section>
  )
}
