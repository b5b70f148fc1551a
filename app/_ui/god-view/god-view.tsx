'use client'
import { viewTabs } from '../address/address.ts'
import { useAddress, useSelected } from '../address/use-address.ts'
import { Injections } from '../chaos/injections.tsx'
import { usePreference } from '../frame/preferences.ts'
import { Segmented } from '../frame/segmented.tsx'
import { useIsWide } from '../frame/use-is-wide.ts'
import { Heart } from '../heart/heart.tsx'
import { LogPanel } from '../log/log-panel.tsx'
import { useLogFeed } from '../log/use-log-feed.ts'
import { OrganismSelect } from '../organisms/organism-select.tsx'
import { Rail } from '../organisms/rail.tsx'
import { RefusedFolders } from '../organisms/refused-folders.tsx'
import { PulsePanel } from '../pulse/pulse-panel.tsx'
import { TimeControls } from '../time/time-controls.tsx'
import { Vitals } from '../vitals/vitals.tsx'
import type { OrganismView } from '../../../lib/contract/view.ts'
import type { LogSource } from '../log/log-feed.ts'
import { useOrganism } from '../wire/use-live.tsx'
import { HealStrip } from './heal-strip.tsx'
import { LastDiff } from './last-diff.tsx'

const tabTitles = { live: 'Live', log: 'Log', charts: 'Charts' }

/** One organism as a whole, as it lives: all in sight where there is space, one thing at a time on a phone. */
export function GodView() {
  const selected = useSelected()
  return selected === null ? null : <Lit selected={selected} />
}

interface ViewProps { organism: OrganismView; feed: LogSource }

function Lit({ selected }: { selected: string }) {
  const isWide = useIsWide()
  const [isProjected] = usePreference('projector')
  const organism = useOrganism(selected)
  const feed = useLogFeed(selected)
  if (!organism) return null
  const View = !isWide ? Narrow : isProjected ? Projected : Wide
  return <View organism={organism} feed={feed} />
}

function Wide({ organism, feed }: ViewProps) {
  const { id } = organism
  return (
    <div className="grid min-h-0 flex-1 grid-cols-[14.5rem_minmax(0,1fr)_26rem] grid-rows-[minmax(0,1fr)_auto_auto_15.5rem] gap-3 px-3 pb-3">
      <div className="row-span-4 flex min-h-0 flex-col gap-3">
        <Rail selected={id} />
        <Injections className="min-h-32 flex-1" />
      </div>
      <Heart organism={organism} />
      <LogPanel key={id} feed={feed} className="row-span-2" />
      <Vitals organism={organism} />
      <div className="col-span-2"><HealStrip organism={organism} /></div>
      <div className="col-span-2 grid min-h-0 grid-cols-[6fr_5fr] gap-3">
        <PulsePanel organism={organism} />
        <LastDiff key={id} organism={organism} />
      </div>
    </div>
  )
}

/** For a hall: few things, large. The rest is a key away. */
function Projected({ organism, feed }: ViewProps) {
  const { id } = organism
  return (
    <div className="grid min-h-0 flex-1 grid-cols-[minmax(0,7fr)_minmax(0,5fr)] grid-rows-[minmax(0,1fr)_auto_12.5rem] gap-3 px-3 pb-3">
      <div className="col-span-2 flex min-h-0 flex-col"><Heart organism={organism} className="flex-1" /></div>
      <div className="col-span-2"><HealStrip organism={organism} /></div>
      <LastDiff key={id} organism={organism} />
      <LogPanel key={id} feed={feed} isBare />
    </div>
  )
}

function Narrow({ organism, feed }: ViewProps) {
  const [{ tab }, setAddress] = useAddress('tab')
  const { id } = organism
  return (
    <div className="flex flex-1 flex-col gap-2 px-3 pt-2">
      <OrganismSelect selected={id} />
      <div className="flex items-center justify-between gap-2">
        <Segmented label="Show" value={tab} options={viewTabs.map((value) => ({ value, label: tabTitles[value] }))} onChange={(value) => void setAddress({ tab: value })} />
        <TimeControls />
      </div>
      {tab === 'live' && (
        <>
          <Heart organism={organism} />
          <Vitals organism={organism} />
          <HealStrip organism={organism} />
          <Injections />
          <RefusedFolders />
        </>
      )}
      {tab === 'log' && <LogPanel key={id} feed={feed} className="h-[calc(100dvh-20rem)] min-h-96" />}
      {tab === 'charts' && (
        <>
          <PulsePanel organism={organism} className="min-h-96" />
          <LastDiff key={id} organism={organism} />
        </>
      )}
    </div>
  )
}
