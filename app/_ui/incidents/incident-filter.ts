import type { RungId } from '../../../lib/contract/healing.ts'
import type { Incident } from '../../../lib/contract/incident.ts'
import type { IncidentEnding } from './incident-address.ts'

export interface IncidentFilter {
  organism: string | null
  end: IncidentEnding | null
  rung: RungId | null
  /** The label of a fault; {@link noCause}: none of ours. */
  cause: string | null
}

/** An incident, and what caused it as far as that is known. */
export interface IncidentRow {
  incident: Incident
  cause: string
}

export const noCause = '-'

const endingOf = ({ end }: Pick<Incident, 'end'>): IncidentEnding => end ?? 'open'

/** Those of the ledger and those of the live view, the live one where both are known, newest first. */
export function mergeIncidents(stored: readonly Incident[], live: readonly Incident[]): Incident[] {
  const byId = new Map([...stored, ...live].map((incident) => [incident.id, incident]))
  return [...byId.values()].sort((a, b) => b.openedAt - a.openedAt)
}

/** @param labels injection → what its fault is called */
export const withCauses = (incidents: readonly Incident[], labels: ReadonlyMap<string, string>): IncidentRow[] =>
  incidents.map((incident) => ({ incident, cause: incident.fault === null ? noCause : (labels.get(incident.fault) ?? 'an earlier fault') }))

export const filterIncidents = (rows: readonly IncidentRow[], { organism, end, rung, cause }: IncidentFilter): IncidentRow[] => rows.filter((row) =>
  (organism === null || row.incident.organism === organism)
  && (end === null || endingOf(row.incident) === end)
  && (rung === null || row.incident.rung === rung)
  && (cause === null || row.cause === cause))
