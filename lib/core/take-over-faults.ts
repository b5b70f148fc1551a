import type { LedgerEvent, NewEvent } from '../contract/event.ts'
import type { Genome } from '../contract/genome.ts'
import type { Clock } from '../contract/ports/clock.ts'
import type { InjectionView, View } from '../contract/view.ts'
import type { ChaosDesk } from './chaos-desk.ts'

export interface TakeOverPorts {
  view: View
  clock: Pick<Clock, 'now'>
  record: (...events: NewEvent[]) => Promise<LedgerEvent[]>
  chaos: Pick<ChaosDesk, 'adopt'>
  /** What the ledger knows of a version: the disk may be damaged, and the core must start all the same. */
  genome: (id: string) => Pick<Genome, 'id' | 'origin' | 'parents'> | null
  /** Whether an organism is still there. */
  isKept: (organism: string) => boolean
}

/** Faults of a dead core: a code fault lives on in its genome, everything else died with the processes. */
export async function takeOverFaults(ports: TakeOverPorts): Promise<void> {
  const { view, chaos, clock, record } = ports
  for (const left of view.injections.filter(({ end }) => end === null)) {
    const broken = brokenVersion(ports, left)
    if (left.class === 'system') {
      await record({ kind: 'fault-end', organism: null, incident: null, data: { injection: left.id, end: 'healed', why: 'another core leads by now, and it ended with the one before' } })
    } else if (broken) {
      // The stop may have died with its core: nothing outlives it. And a wall clock that went back gives no more than its time once again.
      const leftMs = view.chaosStopped ? 0 : Math.min(left.ttlMs, (left.expiresAt ?? 0) - clock.now())
      chaos.adopt({ injection: left.id, organism: left.organism, label: left.label, leftMs, ...broken })
    } else {
      await record({ kind: 'fault-end', organism: left.organism, incident: null, data: { injection: left.id, end: 'failed', why: 'the core that held it died' } })
    }
  }
}

/**
 * The version that a code fault is in, and the one to go back to. One that went live before it could be told, too; none
 * where another version is live by now: healing had moved on, and only the word about it is missing.
 */
function brokenVersion({ view, genome, isKept }: TakeOverPorts, left: InjectionView): { genome: string; parent: string } | null {
  if (left.class !== 'code' || !isKept(left.organism)) return null
  const live = view.organisms[left.organism]?.genome ?? null
  const known = live === null || (left.genome !== null && left.genome !== live) ? null : genome(live)
  const parent = known?.origin === 'chaos' ? known.parents[0] : undefined
  return known && parent !== undefined ? { genome: known.id, parent } : null
}
