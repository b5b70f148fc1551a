'use client'
import { Ellipsis } from 'lucide-react'
import { Popover } from 'radix-ui'
import Link from 'next/link'
import { useState } from 'react'
import { linkQuery } from '../address/address.ts'
import { rooms, type RoomPath } from '../address/rooms.ts'
import { isUnderThumb, roomIcons, tabShape } from './room-link.tsx'

/** The rooms for which a phone's bar has no place. In one of them, the button bears its name. */
export function MoreRooms({ current, organism }: { current: RoomPath; organism: string | null }) {
  const [isOpen, setOpen] = useState(false)
  const others = rooms.filter(({ path }) => !isUnderThumb(path))
  const here = others.find(({ path }) => path === current)
  const Icon = here ? roomIcons[here.path] : Ellipsis
  return (
    <Popover.Root open={isOpen} onOpenChange={setOpen}>
      <Popover.Trigger className={tabShape(here !== undefined)} aria-label={here ? `${here.title}, and more rooms` : 'More rooms'}>
        <Icon aria-hidden className="size-5" strokeWidth={1.5} />
        {here?.short ?? 'More'}
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content align="end" side="top" sideOffset={4} collisionPadding={8} aria-label="More rooms" className="panel z-50 w-48 bg-panel wide:hidden">
          <ul className="py-2">
            {others.map(({ path, title }) => {
              const Each = roomIcons[path]
              return (
                <li key={path}>
                  <Link
                    href={`${path}${linkQuery({ organism })}`} aria-current={path === current ? 'page' : undefined} onClick={() => setOpen(false)}
                    className="flex min-h-12 items-center gap-3 border-l-2 border-transparent px-4 text-sm hover:bg-raised focus-visible:-outline-offset-2 aria-[current=page]:border-text aria-[current=page]:bg-raised"
                  >
                    <Each aria-hidden className="size-5" strokeWidth={1.5} />{title}
                  </Link>
                </li>
              )
            })}
          </ul>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}
