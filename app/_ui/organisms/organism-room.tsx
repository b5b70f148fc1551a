'use client'
import { Empty } from '../frame/empty.tsx'
import { HealingRoom } from '../healing/healing-room.tsx'
import { useOrganism } from '../wire/use-live.tsx'

/** One organism: its source, how it is healed, what it has to do, its pulses. */
export function OrganismRoom({ id }: { id: string }) {
  const organism = useOrganism(id)
  if (!organism) return <Empty why={`There is no organism ${id}.`} />
  return <section aria-label={id} className="panel m-3"><h2 className="sr-only">{id}</h2><HealingRoom key={id} organism={organism} /></section>
}
