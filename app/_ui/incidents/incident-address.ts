import { createParser, parseAsStringLiteral } from 'nuqs/server'
import { rungIds } from '../../../lib/contract/healing.ts'
import { address } from '../address/address.ts'

export const incidentEndings = ['open', 'healed', 'rolled-back', 'quarantined'] as const
export type IncidentEnding = (typeof incidentEndings)[number]

/** The state of the room of incidents that is worth a link. */
export const incidentAddress = {
  organism: address.organism,
  end: parseAsStringLiteral(incidentEndings),
  rung: parseAsStringLiteral(rungIds),
  /** The label of a fault; `-`: none of ours. */
  cause: createParser({ parse: (value) => (value.length <= 100 ? value : null), serialize: (value: string) => value }),
  spans: parseAsStringLiteral(['drawn', 'table']).withDefault('drawn'),
}
