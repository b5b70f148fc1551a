'use client'
import { Who } from '../access/who.tsx'
import { CoreMark } from '../cores/core-mark.tsx'
import { LedgerTroubleBar } from '../cores/ledger-trouble-bar.tsx'
import { Button } from './button.tsx'
import { useCommand } from '../wire/use-command.ts'
import { useEngine } from '../wire/use-engine.ts'
import { useLive } from '../wire/use-live.tsx'
import { openPanel } from '../keys/open-panel.ts'
import { TimeBadge } from '../time/time-badge.tsx'
import { Behind, TimeControls } from '../time/time-controls.tsx'
import { LinkMark, OrganismMark, SeedMark, TierMark } from './health-marks.tsx'
import { Logo } from './logo.tsx'
import { ResetDemo } from './reset-demo.tsx'
import { RoomNav } from './room-nav.tsx'
import { useIsWide } from './use-is-wide.ts'

/** Where one can go, and below it how things stand; on a phone the deeds first, then the state in one quiet line. */
export function Header() {
  return (
    <header className="flex flex-col">
      <div className="flex items-center gap-x-2 px-3 pt-2 wide:h-12 wide:gap-x-3 wide:px-4 wide:pt-0">
        <h1 className="flex items-center gap-2 text-lg font-semibold tracking-wide"><Logo /><span className="max-wide:sr-only">Ouroboros</span></h1>
        <RoomNav />
        <div className="flex items-center gap-2 wide:hidden"><TimeBadge /></div>
        <div className="ml-auto flex shrink-0 items-center gap-2">
          <Button size="small" onClick={() => openPanel('palette')} aria-keyshortcuts="Control+K Meta+K" className="max-wide:w-11 max-wide:px-0">
            <span aria-hidden className="wide:hidden">⌕</span><span className="max-wide:sr-only">Find or do</span><kbd aria-hidden className="font-mono text-xs text-soft max-[1240px]:hidden projector:hidden">Ctrl K</kbd>
          </Button>
          <Button size="small" onClick={() => openPanel('keys')} aria-label="Keys" title="Keys (?)" className="max-wide:hidden">?</Button>
          <ChaosSwitch />
          <Who />
        </div>
      </div>
      <StatusBar />
      <LedgerTroubleBar />
    </header>
  )
}

function StatusBar() {
  const isWide = useIsWide()
  return (
    <div role="region" aria-label="Status" className="flex items-center gap-x-4 px-3 text-sm max-wide:flex-wrap max-wide:justify-between max-wide:gap-x-3 max-wide:pt-1 max-wide:text-xs wide:h-10 wide:px-4">
      <div className="max-wide:hidden"><TimeBadge /></div>
      {/* The server takes every page for a wide one: what a phone has elsewhere must not be seen to leave. */}
      <div className="max-wide:hidden">{isWide && <TimeControls />}</div>
      <div className="flex items-center gap-2 max-wide:order-last max-wide:w-full max-wide:justify-between max-wide:py-1 max-wide:empty:hidden"><Behind /></div>
      <div className="flex min-w-0 items-center gap-x-4 max-wide:w-full max-wide:flex-wrap max-wide:justify-between max-wide:gap-x-3 wide:ml-auto">
        <OrganismMark />
        <LinkMark />
        <CoreMark />
        <span className="max-[1279px]:hidden projector:hidden"><TierMark /></span>
        <SeedMark />
        <div className="max-wide:hidden">{isWide && <ResetDemo size="small" />}</div>
      </div>
    </div>
  )
}

/** The one stop for all chaos: takes back every fault and refuses new ones until it is allowed again. */
function ChaosSwitch() {
  const isStopped = useLive(({ view }) => view?.chaosStopped ?? false)
  const { isUsable, why } = useEngine()
  const { run, isBusy } = useCommand()
  const disabled = isBusy || !isUsable
  return isStopped
    ? <Button needs="operator" disabled={disabled} title={why ?? undefined} onClick={() => run('/api/chaos/allow')}><span aria-hidden>○</span>Allow chaos</Button>
    : <Button needs="operator" look="danger" className="max-wide:gap-1 max-wide:px-2" disabled={disabled} title={why ?? undefined} onClick={() => run('/api/chaos/stop')}><span aria-hidden>■</span>Stop all chaos</Button>
}
