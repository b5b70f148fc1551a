import { eachEvent } from '../contract/each-event.ts'
import type { Incident } from '../contract/incident.ts'
import type { LedgerReader } from '../contract/ports/ledger.ts'
import type { Readers } from '../contract/ports/readers.ts'

/** A fault as it was injected. */
export interface Cause {
  fault: string
  label: string
  seed: number
  intensity: number
  ttlMs: number
  /** The version that a code fault made; null of any other, and of one that never came into force. */
  genome: string | null
}

/** What the ledger knows of incidents and of what caused them. */
export interface IncidentCauses {
  incident: (id: string) => Incident | null
  /** null where no injection of that name is known. */
  cause: (organism: string, injection: string) => Cause | null
}

/** Faults are rare and have an index, so reading on to the one that is meant is quick. */
export const incidentCauses = (reader: Pick<Readers & LedgerReader, 'incident' | 'events'>): IncidentCauses => ({
  incident: (id) => reader.incident(id),
  cause(organism, injection) {
    let cause: Cause | null = null
    for (const { kind, data } of eachEvent(reader, { kinds: ['fault-prepare', 'fault-inject'], organism })) {
      if (kind === 'fault-prepare' && data.injection === injection) {
        const { fault, label, seed, intensity, ttlMs } = data
        cause = { fault, label, seed, intensity, ttlMs, genome: null }
      }
      if (kind === 'fault-inject' && data.injection === injection) return cause && { ...cause, genome: data.genome }
    }
    return cause
  },
})
