'use client'
import { viewTabs } from '../address/address.ts'
import { useAddress, useSelected } from '../address/use-address.ts'
import { Injections } from '../chaos/injections.tsx'
import { Segmented } from '../frame/segmented.tsx'
import { useIsWide } from '../frame/use-is-wide.ts'
import { Heart } from '../heart/heart.tsx'
import { IncidentStrip } from '../incidents/incident-strip.tsx'
import { LogPanel } from '../log/log-panel.tsx'
import { useLogFeed } from '../log/use-log-feed.ts'
import { OrganismSelect } from '../organisms/organism-select.tsx'
import { Rail } from '../organisms/rail.tsx'
import { RefusedFolders } from '../organisms/refused-folders.tsx'
import { PulsePanel } from '../pulse/pulse-panel.tsx'
import { Vitals } from '../vitals/vitals.tsx'
import { useOrganism } from '../wire/use-live.tsx'
import { LastDiff } from './last-diff.tsx'

const tabTitles = { live: 'Live', log: 'Log', charts: 'Charts' }

/** One organism as a whole, as it lives: all in sight where there is space, one thing at a time on a phone. */
export function GodView() {
  const selected = useSelected()
  return selected === null ? null : <Lit selected={selected} />
}

function Lit({ selected }: { selected: string }) {
  const isWide = useIsWide()
  const [{ tab }, setAddress] = useAddress('tab')
  const organism = useOrganism(selected)
  const feed = useLogFeed(selected)
  if (!organism) return null
  if (isWide) return (
    <div className="grid min-h-0 flex-1 grid-cols-[14.5rem_minmax(0,1fr)_26rem] grid-rows-[minmax(0,1fr)_auto_auto_16rem] gap-3 px-3 pb-3">
      <div className="row-span-4 flex min-h-0 flex-col gap-3">
        <Rail selected={selected} />
        <Injections className="min-h-32 flex-1" />
      </div>
      <Heart organism={organism} />
      <LogPanel key={selected} feed={feed} className="row-span-2" />
      <Vitals organism={organism} />
      <div className="col-span-2"><IncidentStrip organism={organism} /></div>
      <PulsePanel organism={organism} />
      <LastDiff organism={organism} />
    </div>
  )
  return (
    <div className="flex flex-1 flex-col gap-2 px-3 pt-2">
      <OrganismSelect selected={selected} />
      <Segmented label="Show" value={tab} options={viewTabs.map((value) => ({ value, label: tabTitles[value] }))} onChange={(value) => void setAddress({ tab: value })} />
      {tab === 'live' && (
        <>
          <Heart organism={organism} />
          <Vitals organism={organism} />
          <IncidentStrip organism={organism} />
          <Injections />
          <RefusedFolders />
        </>
      )}
      {tab === 'log' && <LogPanel key={selected} feed={feed} className="h-[calc(100dvh-17.5rem)] min-h-96" />}
      {tab === 'charts' && (
        <>
          <PulsePanel organism={organism} className="min-h-96" />
          <LastDiff organism={organism} />
        </>
      )}
    </div>
  )
}
