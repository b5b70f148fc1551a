import type { LedgerEvent } from '../../../lib/contract/event.ts'
import { linkQuery } from '../address/address.ts'
import { genomeHref } from '../genomes/genome-href.ts'
import { incidentHref } from '../incidents/incident-href.ts'

/** Where more is told of what an event tells. null: nowhere. */
export function eventHref({ kind, organism, incident, data }: LedgerEvent): string | null {
  if (organism !== null && incident !== null) return incidentHref({ id: incident, organism })
  if (/^(core|ledger)-/.test(kind)) return '/cores'
  if (/^(fault|chaos)-/.test(kind)) return organism === null ? '/cores' : `/chaos${linkQuery({ organism })}`
  if (organism === null) return null
  if ('genome' in data && typeof data.genome === 'string' && kind !== 'pulse-end') return genomeHref(data.genome)
  return `/organisms/${organism}${kind === 'pulse-end' ? linkQuery({ of: 'pulses' }) : ''}`
}
