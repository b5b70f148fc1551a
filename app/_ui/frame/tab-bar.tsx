'use client'
import { Activity, Dna, HeartPulse, Route, ScrollText, ShieldPlus, Zap } from 'lucide-react'
import { clsx } from 'clsx'
import { rooms, type Room } from '../address/address.ts'
import { useAddress } from '../address/use-address.ts'
import { roomTitles } from './room-titles.ts'

const icons: Record<Room, typeof Activity> = { live: HeartPulse, log: ScrollText, pulse: Activity, chaos: Zap, incidents: Route, genomes: Dna, healing: ShieldPlus }

/** On a phone: from room to room with a thumb. */
export function TabBar() {
  const [{ tab }, setAddress] = useAddress('tab')
  return (
    <nav aria-label="Rooms" className="fixed inset-x-0 bottom-0 z-30 border-t border-line bg-ground pb-[env(safe-area-inset-bottom)]">
      <ul className="grid grid-cols-[1fr_1fr_1fr_1fr_1.25fr_1.2fr_1.1fr]">
        {rooms.map((room) => {
          const Icon = icons[room]
          return (
            <li key={room}>
              <button
                type="button" aria-current={room === tab ? 'page' : undefined}
                onClick={() => void setAddress({ tab: room }, { history: 'push' })}
                className={clsx('flex h-14 w-full flex-col items-center justify-center gap-0.5 border-t-2 text-xs focus-visible:-outline-offset-2', room === tab ? 'border-text text-text' : 'border-transparent text-soft')}
              >
                <Icon aria-hidden className="size-5" strokeWidth={1.5} />
                {roomTitles[room]}
              </button>
            </li>
          )
        })}
      </ul>
    </nav>
  )
}
