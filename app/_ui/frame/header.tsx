'use client'
import { Who } from '../access/who.tsx'
import { useCommand } from '../wire/use-command.ts'
import { useLive } from '../wire/use-live.tsx'
import { Button } from './button.tsx'
import { CoreMark, LinkMark, TierMark } from './health-marks.tsx'
import { Logo } from './logo.tsx'
import { RoomNav } from './room-nav.tsx'

export function Header() {
  return (
    <header className="flex flex-wrap items-center gap-x-4 gap-y-1 px-3 pt-2 wide:h-14 wide:flex-nowrap wide:px-4 wide:pt-0">
      <h1 className="flex items-center gap-2 text-lg font-semibold tracking-wide"><Logo />Ouroboros</h1>
      <RoomNav />
      <div className="ml-auto flex items-center gap-4 text-sm wide:min-w-0 max-wide:order-2 max-wide:w-full max-wide:flex-wrap max-wide:justify-between max-wide:gap-x-3 max-wide:gap-y-0 max-wide:text-xs">
        <LinkMark />
        <CoreMark />
        <TierMark />
        <Who />
      </div>
      <ChaosSwitch />
    </header>
  )
}

/** The one stop for all chaos: takes back every fault and refuses new ones until it is allowed again. */
function ChaosSwitch() {
  const isStopped = useLive(({ view }) => view?.chaosStopped ?? false)
  const isKnown = useLive(({ view }) => view !== null)
  const { run, isBusy } = useCommand()
  return (
    <div className="ml-auto wide:ml-0">
      {isStopped
        ? <Button needs="operator" disabled={isBusy} onClick={() => run('/api/chaos/allow')}><span aria-hidden>○</span>Allow chaos</Button>
        : <Button needs="operator" look="danger" disabled={isBusy || !isKnown} onClick={() => run('/api/chaos/stop')}><span aria-hidden>■</span>Stop all chaos</Button>}
    </div>
  )
}
