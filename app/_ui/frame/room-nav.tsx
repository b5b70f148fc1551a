'use client'
import { Activity, Bug, Dna, Eye, Settings2, Zap } from 'lucide-react'
import { clsx } from 'clsx'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { linkQuery } from '../address/address.ts'
import { roomOf, rooms, type RoomPath } from '../address/rooms.ts'
import { useAddress } from '../address/use-address.ts'

const icons: Record<RoomPath, typeof Eye> = { '/': Eye, '/organisms': Bug, '/incidents': Activity, '/genomes': Dna, '/chaos': Zap, '/settings': Settings2 }

/** From room to room: in the header where it is wide, under the thumb on a phone. */
export function RoomNav() {
  const current = roomOf(usePathname())
  const [{ organism }] = useAddress('organism')
  return (
    <nav aria-label="Rooms" className="max-wide:fixed max-wide:inset-x-0 max-wide:bottom-0 max-wide:z-30 max-wide:border-t max-wide:border-line max-wide:bg-ground max-wide:pb-[env(safe-area-inset-bottom)]">
      <ul className="grid grid-cols-[0.8fr_1.15fr_1.05fr_1.05fr_0.9fr_1fr] wide:flex">
        {rooms.map(({ path, title, short }) => {
          const Icon = icons[path]
          const isCurrent = path === current
          return (
            <li key={path}>
              <Link
                href={`${path}${linkQuery({ organism })}`} aria-current={isCurrent ? 'page' : undefined}
                className={clsx(
                  'flex items-center justify-center gap-1.5 focus-visible:-outline-offset-2 hover:text-text max-wide:h-14 max-wide:flex-col max-wide:gap-0.5 max-wide:border-t-2 max-wide:text-xs wide:h-12 wide:border-b-2 wide:px-2.5 wide:text-sm',
                  isCurrent ? 'border-text text-text' : 'border-transparent text-soft',
                )}
              >
                <Icon aria-hidden className="size-5 wide:size-4" strokeWidth={1.5} />
                <span className="wide:hidden">{short}</span>
                <span className="max-wide:hidden">{title}</span>
              </Link>
            </li>
          )
        })}
      </ul>
    </nav>
  )
}
