'use client'
import { Slider } from 'radix-ui'
import { useEffect, useEffectEvent } from 'react'
import { useAddress } from '../address/use-address.ts'
import { Button } from '../frame/button.tsx'
import { Skeleton } from '../frame/skeleton.tsx'
import { Trouble } from '../frame/trouble.tsx'
import { useLive, useLiveStore } from '../wire/use-live.tsx'
import { useResource } from '../wire/use-resource.ts'
import { clockTime } from '../words/format.ts'
import { toneColor } from '../words/state.ts'
import { loadRecording } from './load-recording.ts'
import type { Recording } from './recording.ts'
import { sayStep } from './say-step.ts'
import { useGoLive } from './time-controls.tsx'
import type { Replay } from './time-state.ts'

/** An incident that is looked at again: as the address says, and nothing where it says none. */
export function ReplayBar() {
  const [{ replay: incident }] = useAddress('replay')
  const isReady = useLive(({ view }) => view !== null)
  const live = useLiveStore()
  useEffect(() => {
    if (incident === null && live.state.time.replay) live.goLive()
  }, [live, incident])
  return incident === null || !isReady ? null : <Bar key={incident} incident={incident} />
}

function Bar({ incident }: { incident: string }) {
  const { data, error, reload } = useResource<Recording>(incident, loadRecording)
  const goLive = useGoLive()
  const replay = useLive(({ time }) => time.replay)
  const live = useLiveStore()
  const [{ at }, setAddress] = useAddress('at')
  // The address leads: a link, the browser's way back, and the handle alike.
  const follow = useEffectEvent((recording: Recording, seq: number | null) => {
    const step = seq === null ? 0 : recording.placeOf(seq)
    if (live.state.time.replay?.recording !== recording || live.state.time.replay.step !== step) live.replay(recording, step)
  })
  useEffect(() => {
    if (data) follow(data, at)
  }, [data, at])
  useEffect(() => () => live.goLive(), [live])
  const shownSeq = replay?.recording.steps[replay.step]?.seq ?? null
  const tell = useEffectEvent((seq: number) => {
    if (replay?.isPlaying) void setAddress({ at: seq })
  })
  useEffect(() => {
    if (shownSeq !== null) tell(shownSeq)
  }, [shownSeq])
  return (
    <section aria-label="Replay" className="border-y border-reverted bg-raised px-3 py-2 wide:px-4">
      {error !== null
        ? <div className="flex flex-wrap items-start gap-3"><Trouble error={error} retry={reload} /><Button size="small" onClick={goLive}>Back to live</Button></div>
        : replay ? <Timeline replay={replay} goLive={goLive} /> : <Skeleton className="h-11" />}
    </section>
  )
}

function Timeline({ replay, goLive }: { replay: Replay; goLive: () => void }) {
  const live = useLiveStore()
  const [, setAddress] = useAddress('at')
  const { recording, step, isPlaying } = replay
  const { steps } = recording
  const here = steps[step]
  if (!here) return null
  const last = steps.length - 1
  const to = (place: number) => {
    live.replay(recording, place)
    void setAddress({ at: steps[Math.max(0, Math.min(last, place))]!.seq })
  }
  const said = sayStep(here)
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <p className="min-w-0 flex-1 basis-60 truncate text-sm wide:max-w-104">
        <strong className="text-reverted tabular-nums">As of {clockTime(here.at)}</strong>
        <span className="text-soft tabular-nums"> · {step + 1} of {steps.length} · </span>
        <span aria-hidden style={{ color: toneColor[said.tone] }}>{said.shape} </span>{said.text}
      </p>
      <div className="order-last flex min-w-0 flex-1 basis-full items-center wide:order-none wide:basis-60">
        <Slider.Root
          value={[step]} max={last} step={1} onValueChange={([place]) => to(place!)}
          className="relative flex h-11 w-full touch-none items-center select-none wide:h-8"
        >
          <Slider.Track className="relative h-6 grow border-x border-line">
            <span aria-hidden className="absolute inset-x-0 top-1/2 h-px bg-edge" />
            <Ticks steps={steps} />
            <Slider.Range className="absolute top-1/2 h-0.5 -translate-y-1/2 bg-reverted" />
          </Slider.Track>
          <Slider.Thumb
            aria-label={`Moment of the replay of ${recording.organism}`} aria-valuetext={`${step + 1} of ${steps.length}, ${clockTime(here.at)}: ${said.text}`}
            className="block h-8 w-4 border-2 border-text bg-reverted hover:bg-text"
          />
        </Slider.Root>
      </div>
      <div className="flex items-center gap-1.5">
        <Button size="small" aria-label="One event back" onClick={() => to(step - 1)} disabled={step === 0} className="w-11 wide:w-9"><span aria-hidden>◀❚</span></Button>
        <Button size="small" aria-label={isPlaying ? 'Hold the replay' : 'Play the replay'} onClick={() => live.playReplay(!isPlaying)} className="w-11 wide:w-9"><span aria-hidden>{isPlaying ? '❚❚' : '▶'}</span></Button>
        <Button size="small" aria-label="One event on" onClick={() => to(step + 1)} disabled={step === last} className="w-11 wide:w-9"><span aria-hidden>❚▶</span></Button>
        <Button size="small" look="primary" onClick={goLive}><span aria-hidden>▶▶</span>Back to live</Button>
      </div>
    </div>
  )
}

/** What happened, as marks; pulses are small, what matters is tall. */
function Ticks({ steps }: { steps: Recording['steps'] }) {
  return steps.map((event, place) => {
    const { tone, isMinor } = sayStep(event)
    return (
      <span
        key={event.seq} aria-hidden className="absolute top-1/2 w-0.5 -translate-x-1/2 -translate-y-1/2"
        style={{ left: `${(place / Math.max(1, steps.length - 1)) * 100}%`, height: isMinor ? '0.375rem' : '1.25rem', background: toneColor[tone] }}
      />
    )
  })
}
