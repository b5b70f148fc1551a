'use client'
import type { ReactNode } from 'react'
import type { OrganismView } from '../../../lib/contract/view.ts'
import { useSelected } from '../address/use-address.ts'
import { OrganismSelect } from '../organisms/organism-select.tsx'
import { Rail } from '../organisms/rail.tsx'
import { useOrganism } from '../wire/use-live.tsx'
import { useIsWide } from './use-is-wide.ts'

interface ForOrganismProps {
  title: string
  /** Below the switch, or below the room on a phone. */
  aside?: ReactNode
  /** Below the room. */
  foot?: ReactNode
  children: (organism: OrganismView) => ReactNode
}

/** A room about the organism that is chosen, beside the switch between them. */
export function ForOrganism({ title, aside, foot, children }: ForOrganismProps) {
  const organism = useOrganism(useSelected())
  const isWide = useIsWide()
  if (!organism) return null
  const room = <section aria-label={title} className="panel min-h-80 flex-[3]"><h2 className="sr-only">{title}</h2>{children(organism)}</section>
  if (!isWide) return <div className="flex flex-1 flex-col gap-2 px-3 pt-2"><OrganismSelect selected={organism.id} />{room}{aside}{foot}</div>
  return (
    <div className="grid min-h-0 flex-1 grid-cols-[14.5rem_minmax(0,1fr)] gap-3 px-3 pb-3">
      <div className="flex min-h-0 flex-col gap-3"><Rail selected={organism.id} />{aside}</div>
      <div className="flex min-h-0 flex-col gap-3">{room}{foot}</div>
    </div>
  )
}
