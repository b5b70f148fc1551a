'use client'
import { useAddress } from '../address/use-address.ts'
import { Button } from '../frame/button.tsx'
import { useLive, useLiveStore } from '../wire/use-live.tsx'
import { counted } from '../words/format.ts'
import { PaceMenu } from './pace-menu.tsx'

/** Hold what is shown, go through it event by event, slow it down, and come back to now. */
export function TimeControls() {
  const live = useLiveStore()
  const time = useLive((state) => state.time)
  const isPaused = time.mode === 'paused'
  if (time.mode === 'replay') return null
  return (
    <div role="group" aria-label="Time controls" data-tour="time" className="flex items-center gap-1.5">
      <Button size="small" aria-label={isPaused ? 'Go on showing' : 'Hold what is shown'} title={isPaused ? 'Go on (Space)' : 'Hold what is shown (Space)'} onClick={isPaused ? live.resume : live.pause} className="w-11 wide:w-9">
        <span aria-hidden>{isPaused ? '▶' : '❚❚'}</span>
      </Button>
      <Button size="small" aria-label="Show one event more" title="One event more (.)" onClick={live.step} disabled={time.isOverrun || (isPaused && time.waiting === 0)} className="w-11 wide:w-9">
        <span aria-hidden>❚▶</span>
      </Button>
      <PaceMenu slowness={time.slowness} choose={live.setSlowness} />
    </div>
  )
}

/** How much has happened that is not shown, and the way to it. Nothing where all is. */
export function Behind() {
  const live = useLiveStore()
  const time = useLive((state) => state.time)
  if (time.mode === 'replay' || (time.mode === 'live' && time.slowness === 1)) return null
  return (
    <>
      <span className="min-w-20 text-sm whitespace-nowrap text-soft tabular-nums">{counted(time.waiting, 'event')} waiting{time.isOverrun && ', too many to step'}</span>
      <Button size="small" onClick={live.goLive}><span aria-hidden>▶▶</span>Back to live</Button>
    </>
  )
}

/** Leaves the past, in the address too. */
export function useGoLive(): () => void {
  const live = useLiveStore()
  const [, setAddress] = useAddress('replay', 'at')
  return () => {
    live.goLive()
    void setAddress({ replay: null, at: null })
  }
}
