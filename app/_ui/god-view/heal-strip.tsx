'use client'
import type { OrganismView } from '../../../lib/contract/view.ts'
import { useAddress } from '../address/use-address.ts'
import { StaleMark } from '../frame/stale-mark.tsx'
import { IncidentStrip } from '../incidents/incident-strip.tsx'
import { hasStage } from './has-stage.ts'

/** Its healings; those without the stage that is looked at step back. */
export function HealStrip({ organism }: { organism: OrganismView }) {
  const [{ stage }] = useAddress('stage')
  const aside = <><StaleMark />{stage && <span className="shrink-0 text-xs text-healing max-wide:hidden">only {stage}</span>}</>
  return <IncidentStrip organism={organism} title="Healings" label="Heal strip" aside={aside} isMeant={(incident) => stage === null || hasStage(organism, incident, stage)} />
}
