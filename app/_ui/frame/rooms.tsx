'use client'
import { clsx } from 'clsx'
import { useAddress } from '../address/use-address.ts'
import type { Room } from '../address/address.ts'
import { Injections } from '../chaos/injections.tsx'
import { Heart } from '../heart/heart.tsx'
import { IncidentStrip } from '../incidents/incident-strip.tsx'
import { LogPanel } from '../log/log-panel.tsx'
import { useLogFeed } from '../log/use-log-feed.ts'
import { OrganismSelect } from '../organisms/organism-select.tsx'
import { Rail } from '../organisms/rail.tsx'
import { RefusedFolders } from '../organisms/refused-folders.tsx'
import { Vitals } from '../vitals/vitals.tsx'
import { useOrganism } from '../wire/use-live.tsx'
import { Bench } from './bench.tsx'
import { TabBar } from './tab-bar.tsx'
import { useIsWide } from './use-is-wide.ts'

/** The rooms of one organism: all in sight where there is space, one at a time on a phone. */
export function Rooms({ selected }: { selected: string }) {
  const isWide = useIsWide()
  const [{ tab, tall }] = useAddress('tab', 'tall')
  const organism = useOrganism(selected)
  const feed = useLogFeed(selected)
  if (!organism) return null
  const benchRoom = tab === 'live' || tab === 'log' ? 'pulse' : tab
  if (isWide && tall) return (
    <div className="grid min-h-0 flex-1 grid-cols-[14.5rem_minmax(0,1fr)] grid-rows-[auto_minmax(0,1fr)] gap-3 px-3 pb-3">
      <div className="row-span-2 flex min-h-0 flex-col gap-3">
        <Rail selected={selected} />
        <Injections className="min-h-32 flex-1" />
      </div>
      <IncidentStrip organism={organism} />
      <Bench organism={organism} room={benchRoom} />
    </div>
  )
  if (isWide) return (
    <div className="grid min-h-0 flex-1 grid-cols-[14.5rem_minmax(0,1fr)_26rem] grid-rows-[minmax(0,1fr)_auto_auto_19rem] gap-3 px-3 pb-3">
      <div className="row-span-4 flex min-h-0 flex-col gap-3">
        <Rail selected={selected} />
        <Injections className="min-h-32 flex-1" />
      </div>
      <Heart organism={organism} />
      <LogPanel key={selected} feed={feed} className="row-span-2" />
      <Vitals organism={organism} />
      <div className="col-span-2"><IncidentStrip organism={organism} /></div>
      <Bench organism={organism} room={benchRoom} className="col-span-2" />
    </div>
  )
  return (
    <>
      <div className="flex flex-1 flex-col gap-2 px-3 pt-2 pb-20">
        <OrganismSelect selected={selected} />
        {tab === 'live' && (
          <>
            <Heart organism={organism} />
            <Vitals organism={organism} />
            <Injections />
            <RefusedFolders />
          </>
        )}
        {tab === 'log' && <LogPanel key={selected} feed={feed} className="h-[calc(100dvh-14.5rem)] min-h-96" />}
        {tab === 'incidents' && <IncidentStrip organism={organism} />}
        {tab !== 'live' && tab !== 'log' && <Bench organism={organism} room={tab} className={clsx(minimum[tab])} />}
      </div>
      <TabBar />
    </>
  )
}

const minimum: Partial<Record<Room, string>> = { pulse: 'min-h-96', chaos: 'min-h-80' }
