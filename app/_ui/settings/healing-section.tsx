'use client'
import { useSelected } from '../address/use-address.ts'
import { Panel } from '../frame/panel.tsx'
import { LadderForm } from '../healing/ladder-form.tsx'
import { OrganismSelect } from '../organisms/organism-select.tsx'
import { useOrganism } from '../wire/use-live.tsx'

/** Who heals, with which rungs and budgets: of one organism at a time. */
export function HealingSection() {
  const organism = useOrganism(useSelected())
  if (!organism) return null
  return (
    <Panel title="Healing" id="healing" className="shrink-0 max-wide:scroll-mt-3">
      <p className="max-w-prose px-4 pb-3 text-sm text-soft">
        The embedded healer searches for edits by itself: it needs no model and no key. The rungs resident and teacher ask language models, where some are set below. Each organism climbs its own ladder.
      </p>
      <div className="max-w-sm px-4 pb-1"><OrganismSelect selected={organism.id} /></div>
      <LadderForm key={organism.id} organism={organism} />
    </Panel>
  )
}
