import { eachEvent } from './each-event.ts'
import type { LedgerReader } from './ports/ledger.ts'

/** A fault of ours, as it was injected. */
export interface Cause {
  fault: string
  label: string
  seed: number
  intensity: number
  ttlMs: number
  /** What it did, in words. */
  summary: string
  /** The version that a code fault made; null of any other, and of one that never came into force. */
  genome: string | null
}

/** @returns null where no injection of that name is known. Faults are rare and have an index, so reading on to the one that is meant is quick. */
export function causeOf(reader: Pick<LedgerReader, 'events'>, organism: string, injection: string): Cause | null {
  let cause: Cause | null = null
  for (const { kind, data } of eachEvent(reader, { kinds: ['fault-prepare', 'fault-inject'], organism })) {
    if (kind === 'fault-prepare' && data.injection === injection) {
      const { fault, label, seed, intensity, ttlMs, summary } = data
      cause = { fault, label, seed, intensity, ttlMs, summary, genome: null }
    }
    if (kind === 'fault-inject' && data.injection === injection) return cause && { ...cause, genome: data.genome }
  }
  return cause
}
