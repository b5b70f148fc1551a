'use client'
import { clsx } from 'clsx'
import { useState } from 'react'
import { Button } from '../frame/button.tsx'
import { Panel } from '../frame/panel.tsx'
import { visible } from '../log/visible.ts'
import { useCommand } from '../wire/use-command.ts'
import { useEngineNow, useLive } from '../wire/use-live.tsx'
import { ago, duration } from '../words/format.ts'
import { toneText } from '../words/state.ts'
import { actWords } from './act-words.ts'
import type { CoreEvent } from './core-events.ts'
import { acts, theatreOf, type Act, type Theatre } from './theatre.ts'
import { standingOf } from './standing.ts'
import { useFrames } from './use-frames.ts'

/** Two cores that both think they lead, act by act, out of what the ledger tells and the cores say. */
export function TheatrePanel({ events }: { events: readonly CoreEvent[] | null }) {
  const cores = useLive((state) => state.cores)
  const injections = useLive(({ view }) => view?.injections) ?? []
  const theatre = theatreOf({ events: events ?? [], injections, frames: useFrames(), cores })
  return (
    <Panel title="Split-brain theatre" className="shrink-0" aside={<Standing theatre={theatre} isKnown={events !== null} />}>
      <ol aria-label="Acts" className="grid gap-px border-t border-line bg-line wide:grid-cols-[1fr_1.15fr_1fr_1.5fr_1fr]">
        {acts.map((act, index) => <ActCard key={act} act={act} place={index} theatre={theatre} />)}
      </ol>
      {theatre?.failure != null && <p role="alert" className="border-t border-line px-4 py-2 text-sm"><span className="text-alarm">✖ It came to nothing:</span> {theatre.failure}.</p>}
    </Panel>
  )
}

function Standing({ theatre, isKnown }: { theatre: Theatre | null; isKnown: boolean }) {
  const now = useEngineNow(1000)
  const { run, isBusy } = useCommand()
  const [intensity, setIntensity] = useState(3)
  const isReady = useLive(({ cores }) => standingOf(cores).standby !== null && standingOf(cores).leader !== null)
  const isStopped = useLive(({ view }) => view?.chaosStopped ?? false)
  const isRunning = theatre !== null && theatre.failure === null && theatre.came.back === undefined
  return (
    <div className="ml-auto flex min-w-0 items-center gap-3 py-1.5">
      <p aria-live="polite" className="truncate text-sm text-soft max-wide:hidden">
        {theatre === null ? (isKnown && 'Never played yet.') : isRunning ? <span className="text-healing">◐ It is played now.</span> : `Last played ${ago(now - theatre.beganAt)}. Nothing here is acted: it is told by the ledger and the cores.`}
      </p>
      <label className="flex items-center gap-2 text-sm whitespace-nowrap max-wide:hidden"><span className="text-soft">Sleeps</span>
        <select value={intensity} onChange={(event) => setIntensity(Number(event.target.value))} className="min-h-11 border border-edge bg-well px-2 text-sm wide:min-h-7">
          {['0.5 s', '1 s', '1.5 s', '2 s', '3 s'].map((word, index) => <option key={word} value={index + 1}>{word}</option>)}
        </select>
      </label>
      <Button needs="operator" look="danger" size="small" disabled={!isReady || isBusy || isRunning || isStopped} title={isStopped ? 'Chaos is stopped; allow it first.' : !isReady ? 'It takes two cores.' : undefined} onClick={() => run('/api/chaos', { fault: 'split-brain', intensity })}>
        <span aria-hidden>✦</span>{theatre === null ? 'Play it' : 'Play it again'}
      </Button>
    </div>
  )
}

function ActCard({ act, place, theatre }: { act: Act; place: number; theatre: Theatre | null }) {
  const { shape, tone, title, promise, tell } = actWords[act]
  const at = theatre?.came[act]
  const isHere = theatre !== null && at !== undefined
  const isNext = theatre !== null && theatre.failure === null && !isHere && (place === 0 || theatre.came[acts[place - 1]!] !== undefined)
  return (
    <li aria-current={isNext ? 'step' : undefined} className={clsx('flex min-w-0 flex-col gap-1 px-4 py-2.5 wide:px-3 wide:first:pl-4', isHere ? 'bg-panel' : 'bg-well', isNext && 'outline-2 -outline-offset-2 outline-healing')}>
      <div className="flex flex-wrap items-baseline gap-x-2">
        <span aria-hidden className={clsx('w-[1em] text-center', isHere ? toneText[tone] : 'text-mist')}>{isNext ? '◐' : shape}</span>
        <h3 className={clsx('text-sm font-semibold whitespace-nowrap', isHere ? toneText[tone] : 'text-soft')}>{title}</h3>
        {isHere && at != null && theatre && <span className="ml-auto text-xs whitespace-nowrap text-soft tabular-nums">{place === 0 ? 'start' : `+${duration(Math.max(0, at - theatre.beganAt))}`}</span>}
      </div>
      {act === 'refused' && isHere && theatre ? <Refused theatre={theatre} /> : <p className={clsx('text-sm', isHere ? 'text-text' : 'text-soft')}>{isHere && theatre ? tell(theatre) : promise}</p>}
    </li>
  )
}

/** The end of it: the old epoch is struck out, the new one holds, and what was not taken is told word by word. */
function Refused({ theatre }: { theatre: Theatre }) {
  return (
    <div className="flex min-w-0 items-center gap-4">
      <p aria-label={`Epoch ${theatre.old.epoch} is over, epoch ${theatre.next?.epoch ?? theatre.old.epoch + 1} holds`} className="flex shrink-0 items-baseline gap-2 text-xl leading-none font-semibold tabular-nums">
        <s className="text-alarm decoration-2">{theatre.old.epoch}</s>
        <span aria-hidden className="text-base text-soft">→</span>
        <span className="glow text-healthy">{theatre.next?.epoch ?? theatre.old.epoch + 1}</span>
      </p>
      <p className="min-w-0 text-sm">An old core woke, was refused and stepped down.{theatre.refused !== null && <code className="mt-0.5 block truncate font-mono text-xs text-soft" title={visible(theatre.refused)}>{visible(theatre.refused)}</code>}</p>
    </div>
  )
}
