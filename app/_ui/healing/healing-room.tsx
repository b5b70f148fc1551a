'use client'
import type { OrganismView } from '../../../lib/contract/view.ts'
import { Antibodies } from './antibodies.tsx'
import { LadderForm } from './ladder-form.tsx'

/** How the organism is healed, and which cures it remembers. */
export function HealingRoom({ organism }: { organism: OrganismView }) {
  return (
    <div tabIndex={0} role="region" aria-label="Healing" className="min-h-0 flex-1 overflow-y-auto focus-visible:-outline-offset-2 wide:grid wide:grid-cols-[7fr_5fr]">
      <LadderForm organism={organism} />
      <Antibodies organism={organism} />
    </div>
  )
}
