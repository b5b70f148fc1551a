'use client'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { usePathname, useRouter } from 'next/navigation'
import { Button } from '../frame/button.tsx'
import { onOpenPanel } from '../keys/open-panel.ts'
import { useLive } from '../wire/use-live.tsx'

const seenKey = 'ouroboros.tour'

/** Offered at the first visit, once; taken whenever somebody asks for it. */
export function Tour() {
  const router = useRouter()
  const pathname = usePathname()
  const [isWanted, setWanted] = useState(false)
  useEffect(() => onOpenPanel((name) => {
    if (name !== 'tour') return
    markSeen()
    setWanted(true)
  }), [])
  useEffect(() => {
    if (!isWanted) return
    if (pathname !== '/') return void router.push('/')
    let isStopped = false
    let end = (): void => undefined
    void import('./drive-tour.ts').then(({ driveTour }) => {
      if (!isStopped) end = driveTour(() => setWanted(false))
    })
    return () => {
      isStopped = true
      end()
    }
  }, [isWanted, pathname, router])
  return <Offer isHidden={isWanted || pathname !== '/'} take={() => { markSeen(); setWanted(true) }} />
}

function Offer({ isHidden, take }: { isHidden: boolean; take: () => void }) {
  const isSeen = useSyncExternalStore(subscribe, readSeen, () => true)
  const hasOrganism = useLive(({ view }) => view !== null && Object.keys(view.organisms).length > 0)
  if (isSeen || isHidden || !hasOrganism) return null
  return (
    <aside aria-label="First visit" className="panel fixed! right-3 bottom-18 left-3 z-30 gap-2 border-healing! p-4 wide:right-auto wide:bottom-4 wide:left-4 wide:w-88">
      <p className="pr-4 text-base font-semibold">First time here?</p>
      <p className="text-sm text-soft">Five steps show what is what, and how to break something. Two minutes, by mouse or keyboard.</p>
      <div className="flex gap-2">
        <Button size="small" look="primary" onClick={take}>Take the tour</Button>
        <Button size="small" onClick={markSeen}>Not now</Button>
      </div>
    </aside>
  )
}

const listeners = new Set<() => void>()
/** For where the browser keeps nothing. */
let isSeenHere = false

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function readSeen(): boolean {
  try {
    return isSeenHere || localStorage.getItem(seenKey) !== null
  } catch {
    return isSeenHere
  }
}

function markSeen(): void {
  isSeenHere = true
  try {
    localStorage.setItem(seenKey, 'seen')
  } catch {
    // Then it is offered again at the next visit.
  }
  for (const listener of listeners) listener()
}
