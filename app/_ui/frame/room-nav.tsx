'use client'
import { clsx } from 'clsx'
import { usePathname } from 'next/navigation'
import { roomOf, rooms } from '../address/rooms.ts'
import { useAddress } from '../address/use-address.ts'
import { MoreRooms } from './more-rooms.tsx'
import { isUnderThumb, RoomLink } from './room-link.tsx'

/** From room to room: in the header where it is wide, under the thumb on a phone, which has those that are asked for less behind one more button. */
export function RoomNav() {
  const current = roomOf(usePathname())
  const [{ organism }] = useAddress('organism')
  return (
    <nav aria-label="Rooms" className="max-wide:fixed max-wide:inset-x-0 max-wide:bottom-0 max-wide:z-30 max-wide:border-t max-wide:border-line max-wide:bg-ground max-wide:pb-[env(safe-area-inset-bottom)]">
      <ul className="grid grid-cols-[0.8fr_1.15fr_1.05fr_1.05fr_0.9fr_1fr] wide:flex">
        {rooms.map((room) => (
          <li key={room.path} className={clsx(!isUnderThumb(room.path) && 'max-wide:hidden')}><RoomLink room={room} isCurrent={room.path === current} organism={organism} /></li>
        ))}
        <li className="wide:hidden"><MoreRooms current={current} organism={organism} /></li>
      </ul>
    </nav>
  )
}
