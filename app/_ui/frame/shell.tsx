'use client'
import { clsx } from 'clsx'
import { NuqsAdapter } from 'nuqs/adapters/next/app'
import type { ReactNode } from 'react'
import { Toaster } from 'sonner'
import { usePathname } from 'next/navigation'
import { roomOf, type RoomPath } from '../address/rooms.ts'
import { useSelected } from '../address/use-address.ts'
import { LiveProvider, useLive } from '../wire/use-live.tsx'
import { Keys } from '../keys/keys.tsx'
import { PastGuard } from '../time/past-guard.tsx'
import { ReplayBar } from '../time/replay-bar.tsx'
import { Tour } from '../tour/tour.tsx'
import { Header } from './header.tsx'
import { PreferencesSound } from './preferences-sound.tsx'
import { Nothing } from './nothing.tsx'
import { useLasting } from './use-lasting.ts'

/** What is around every room: one stream from the engine, kept while the reader goes from room to room. */
export function Shell({ children }: { children: ReactNode }) {
  return (
    <NuqsAdapter>
      <LiveProvider>
        <PreferencesSound />
        <a href="#content" className="sr-only z-50 bg-text px-4 py-3 text-ground focus:not-sr-only focus:fixed focus:top-2 focus:left-2">Skip to the content</a>
        <div className="flex min-h-dvh flex-col wide:h-dvh wide:min-h-176">
          <Header />
          <ReplayBar />
          <Content>{children}</Content>
        </div>
        <PastGuard />
        <Keys />
        <Tour />
        <Toaster position="bottom-left" theme="dark" mobileOffset={{ bottom: '4.5rem' }} toastOptions={{ className: 'toast' }} />
      </LiveProvider>
    </NuqsAdapter>
  )
}

/** Rooms about Ouroboros itself: they need no organism. */
const isOfItself = (room: RoomPath): boolean => room === '/factory' || room === '/cores' || room === '/ledger'

const takeoverMs = 600

function Content({ children }: { children: ReactNode }) {
  const selected = useSelected()
  const link = useLive((state) => state.link)
  const isCoreUp = useLive(({ engine }) => engine === null || engine.state === 'up')
  const room = roomOf(usePathname())
  // Without a core nobody looks after what is shown. The cores themselves are looked after by the gate; and a takeover is over before an eye would see it.
  const isUnwatched = useLasting(!isCoreUp, takeoverMs) && room !== '/cores'
  const isStale = isUnwatched || link.state === 'reconnecting' || link.state === 'offline'
  const time = useLive((state) => (state.time.mode === 'live' ? null : state.time.mode))
  const isLoaded = useLive(({ view }) => view !== null)
  const hasPlace = selected !== null || (isLoaded && isOfItself(room))
  return (
    <main id="content" tabIndex={-1} className={clsx('flex min-h-0 flex-1 flex-col outline-none max-wide:pb-20', isStale && 'stale', time && `past-${time}`)}>
      {!hasPlace ? <Nothing link={link} isLoaded={isLoaded} /> : children}
    </main>
  )
}
