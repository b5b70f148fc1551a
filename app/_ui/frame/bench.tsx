'use client'
import { Tabs } from 'radix-ui'
import { clsx } from 'clsx'
import type { OrganismView } from '../../../lib/contract/view.ts'
import { rooms, type Room } from '../address/address.ts'
import { useAddress } from '../address/use-address.ts'
import { ChaosRoom } from '../chaos/chaos-room.tsx'
import { GenomeRoom } from '../genomes/genome-room.tsx'
import { HealingRoom } from '../healing/healing-room.tsx'
import { IncidentRoom } from '../incidents/incident-room.tsx'
import { PulseRoom } from '../pulse/pulse-room.tsx'
import { Button } from './button.tsx'
import { roomTitles } from './room-titles.ts'

export type BenchRoom = Exclude<Room, 'live' | 'log'>

const benchRooms = rooms.filter((room): room is BenchRoom => room !== 'live' && room !== 'log')

/** Where one works on the organism: its measures, its faults, its past. */
export function Bench({ organism, room, className }: { organism: OrganismView; room: BenchRoom; className?: string }) {
  const [{ tall }, setAddress] = useAddress('tab', 'tall')
  return (
    <section aria-label="Bench" className={clsx('panel', className)}>
      <h2 className="sr-only">{roomTitles[room]}</h2>
      <Tabs.Root
        value={room} onValueChange={(tab) => void setAddress({ tab: tab as BenchRoom }, { history: 'push' })}
        className="flex min-h-0 flex-1 flex-col"
      >
        <div className="hidden shrink-0 items-center justify-between pr-8 pl-3 wide:flex">
          <Tabs.List aria-label="Rooms of the bench" className="flex gap-1">
            {benchRooms.map((value) => (
              <Tabs.Trigger
                key={value} value={value}
                className="caption min-h-10 border-b-2 border-transparent px-3 focus-visible:-outline-offset-2 hover:text-text data-[state=active]:border-text data-[state=active]:text-text"
              >
                {roomTitles[value]}
              </Tabs.Trigger>
            ))}
          </Tabs.List>
          <Button size="small" look="quiet" aria-pressed={tall} onClick={() => void setAddress({ tall: !tall })}>
            <span aria-hidden>{tall ? '▽' : '△'}</span>Full height
          </Button>
        </div>
        <Tabs.Content value={room} tabIndex={-1} className="flex min-h-0 flex-1 flex-col border-line wide:border-t">
          {room === 'pulse' && <PulseRoom organism={organism} />}
          {room === 'chaos' && <ChaosRoom organism={organism} />}
          {room === 'incidents' && <IncidentRoom organism={organism} />}
          {room === 'genomes' && <GenomeRoom organism={organism} />}
          {room === 'healing' && <HealingRoom key={organism.id} organism={organism} />}
        </Tabs.Content>
      </Tabs.Root>
    </section>
  )
}
