'use client'
import { useQueryStates } from 'nuqs'
import type { OrganismView } from '../../../lib/contract/view.ts'
import { Button } from '../frame/button.tsx'
import { Empty } from '../frame/empty.tsx'
import { SignMark } from '../frame/sign-mark.tsx'
import { useLive } from '../wire/use-live.tsx'
import { stateSigns } from '../words/state.ts'
import { arrange, tally } from './arrange.ts'
import { fleetAddress } from './fleet-address.ts'
import { FleetToolbar } from './fleet-toolbar.tsx'
import { OrganismCard } from './organism-card.tsx'
import { OrganismLine } from './organism-line.tsx'
import { RefusedFolders } from './refused-folders.tsx'

/** More than these are lines, so that many are still at a glance. */
const mostCards = 12
const none: Record<string, OrganismView> = {}

/** All organisms at a glance, each with what can be done to it. */
export function Fleet() {
  const organisms = Object.values(useLive(({ view }) => view?.organisms) ?? none)
  const [wish, set] = useQueryStates(fleetAddress)
  const shown = arrange(organisms, wish)
  const Row = shown.length > mostCards ? OrganismLine : OrganismCard
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-3 px-3 pt-2 pb-3 wide:px-4">
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
        <div className="flex flex-wrap items-baseline gap-x-4 gap-y-1">
          <h2 className="text-xl font-semibold">Organisms</h2>
          <p role="status" aria-label="How they are" className="flex flex-wrap gap-x-4 text-sm">
            {tally(organisms).map(({ state, count }) => <span key={state} className="inline-flex gap-1.5 tabular-nums">{count}<SignMark sign={stateSigns[state]} /></span>)}
            {shown.length < organisms.length && <span className="text-soft">{shown.length} of {organisms.length} shown</span>}
          </p>
        </div>
        <FleetToolbar />
      </div>
      <div className="flex min-h-0 flex-1 flex-col gap-3 wide:overflow-y-auto">
        {shown.length === 0
          ? <div className="panel flex-1"><Empty why={`None of the ${organisms.length} organisms is like that.`}><Button onClick={() => void set({ state: null, kind: null, words: null })}>Show all</Button></Empty></div>
          : (
            <ul aria-label="Organisms" className={shown.length > mostCards ? 'panel shrink-0' : shown.length === 1 ? 'max-w-3xl shrink-0' : 'grid shrink-0 auto-rows-fr grid-cols-[repeat(auto-fill,minmax(min(100%,27rem),1fr))] gap-3'}>
              {shown.map((organism) => <Row key={organism.id} organism={organism} />)}
            </ul>
          )}
        <Refused />
      </div>
    </div>
  )
}

/** Folders that could not be taken in, with why. */
function Refused() {
  const isAny = useLive(({ view }) => (view?.refused.length ?? 0) > 0)
  return isAny && <section aria-label="Refused folders" className="panel shrink-0"><h3 className="caption px-4 pt-3">Refused folders</h3><RefusedFolders /></section>
}
