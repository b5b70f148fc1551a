'use client'
import { Injections } from '../chaos/injections.tsx'
import { CorePair } from './core-pair.tsx'
import { HappeningList } from './happening-list.tsx'
import { HeartPanel } from './heart-panel.tsx'
import { SystemFaults } from './system-faults.tsx'
import { TheatrePanel } from './theatre-panel.tsx'
import { useCoreEvents } from './use-core-events.ts'

/** Who heals the healer: the two cores as they are now, what they have been through, and all that can be done to them. */
export function CoreRoom() {
  const { events, error, reload } = useCoreEvents()
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-2 px-3 pt-2 wide:grid wide:grid-cols-[minmax(0,1fr)_23rem] wide:gap-3 wide:pt-0 wide:pb-3">
      <h2 className="sr-only">Cores</h2>
      <div tabIndex={0} role="region" aria-label="The cores" className="flex min-h-0 min-w-0 flex-col gap-2 focus-visible:-outline-offset-2 wide:gap-3 wide:overflow-y-auto">
        <CorePair />
        <TheatrePanel events={events} />
        <div className="flex min-h-0 flex-col gap-2 wide:grid wide:min-h-68 wide:flex-1 wide:shrink-0 wide:grid-cols-[3fr_2fr] wide:gap-3">
          <HeartPanel events={events ?? []} className="min-h-40" />
          <HappeningList events={events} error={error} reload={reload} className="max-wide:max-h-120" />
        </div>
      </div>
      <div className="flex min-h-0 flex-col gap-2 wide:gap-3">
        <SystemFaults className="wide:min-h-0 wide:flex-1" />
        <Injections of="" className="wide:max-h-56 wide:shrink-0" />
      </div>
    </div>
  )
}
