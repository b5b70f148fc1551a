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
  /** Above the room. */
  head?: (organism: OrganismView) => ReactNode
  /** Below the switch, or below the room on a phone. */
  aside?: ReactNode
  children: (organism: OrganismView) => ReactNode
}

/** A room about the organism that is chosen, beside the switch between them. */
export function ForOrganism({ title, head, aside, children }: ForOrganismProps) {
  const selected = useSelected()
  const organism = useOrganism(selected)
  const isWide = useIsWide()
  if (!organism) return null
  const room = <section aria-label={title} className="panel min-h-80 flex-1"><h2 className="sr-only">{title}</h2>{children(organism)}</section>
  if (isWide) return <div className="grid min-h-0 flex-1 grid-cols-[14.5rem_minmax(0,1fr)] gap-3 px-3 pb-3"><div className="flex min-h-0 flex-col gap-3"><Rail selected={organism.id} />{aside}</div><div className="flex min-h-0 flex-col gap-3">{head?.(organism)}{room}</div></div>
  return <div className="flex flex-1 flex-col gap-2 px-3 pt-2"><OrganismSelect selected={organism.id} />{head?.(organism)}{room}{aside}</div>
}
