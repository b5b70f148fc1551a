'use client'
import { useRouter } from 'next/navigation'
import { linkQuery } from '../address/address.ts'
import { useAddress, useSelected } from '../address/use-address.ts'
import { setPreference, usePreferences } from '../frame/preferences.ts'
import { useGoLive } from '../time/time-controls.tsx'
import { useCommand } from '../wire/use-command.ts'
import { useLive, useLiveStore, useOrganism } from '../wire/use-live.tsx'
import { deedsOf, type Deed } from './deeds.ts'
import { onPage } from './on-page.ts'
import { openPanel } from './open-panel.ts'

/** All deeds, with what they are done with as it is now. */
export function useDeeds(): Deed[] {
  const live = useLiveStore()
  const router = useRouter()
  const selected = useSelected()
  const organism = useOrganism(selected)
  const chaosStopped = useLive(({ view }) => view?.chaosStopped ?? false)
  const time = useLive((state) => state.time)
  const [{ stage }, setAddress] = useAddress('stage', 'at')
  const preferences = usePreferences()
  const goLive = useGoLive()
  const { run } = useCommand()
  const { replay } = time
  const enter = (path: string) => {
    const [place = '/', part = ''] = path.split('#')
    const [room = '/', query = ''] = place.split('?')
    const own = linkQuery({ organism: selected })
    router.push(`${room}${own}${query && `${own ? '&' : '?'}${query}`}${part && `#${part}`}`)
  }
  const walk = (by: 1 | -1) => {
    if (!replay) return by === 1 ? live.step() : undefined
    const next = replay.recording.steps[replay.step + by]
    if (next) void setAddress({ at: next.seq })
  }
  return deedsOf({
    organism: organism && { id: organism.id, isDown: organism.state === 'quarantined' || organism.state === 'paused' },
    chaosStopped, stage, preferences, goLive, enter,
    time: { mode: time.mode, slowness: time.slowness, isPlaying: replay?.isPlaying ?? false },
    go: (path) => window.location.assign(path),
    ask: (path) => void run(path),
    open: openPanel,
    set: setPreference,
    setStage: (next) => void setAddress({ stage: next }),
    togglePause: () => {
      if (replay) live.playReplay(!replay.isPlaying)
      else if (time.mode === 'paused') live.resume()
      else live.pause()
    },
    step: walk,
    setSlowness: live.setSlowness,
    search: () => onPage.search() || enter('/?tab=log'),
    row: onPage.row,
    breakIt: () => onPage.press('Break it') || enter('/'),
    rollBack: () => {
      if (onPage.press('Roll back to')) return
      const target = organism?.genomes.find(({ id, status }) => id !== organism.genome && status === 'proven') ?? organism?.genomes.find(({ id }) => id !== organism.genome)
      enter(target ? `/genomes?genome=${target.id}` : '/genomes')
    },
    resetDemo: () => onPage.press('Reset demo') || enter('/settings'),
    escape: () => {
      if (stage !== null) void setAddress({ stage: null })
      else if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
    },
  })
}
