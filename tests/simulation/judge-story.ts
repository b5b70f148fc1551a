import type { LedgerEvent } from '../../lib/contract/event.ts'
import { checkHistory } from '../conformance/check-history.ts'
import type { World } from './world.ts'

/** What must be true of the ledger when everything is well again. */
export function judgeStory(world: World): string[] {
  const { reader, asked, acknowledged } = world
  const events = reader.events({ limit: 1_000_000 })
  return [
    ...checkHistory(reader, { acknowledgedCommands: asked, acknowledgedEvents: acknowledged }),
    ...checkCures(events),
    ...checkFaults(events),
    ...checkPulses(events),
    ...checkVersions(world),
  ]
}

/** An incident is cured once, whichever cores were at it. */
function checkCures(events: readonly LedgerEvent[]): string[] {
  const cured = new Set<string>()
  return events.flatMap((event) => {
    if (event.kind !== 'candidate-judge' || !event.data.accepted || event.incident === null) return []
    if (cured.has(event.incident)) return [`event ${event.seq} accepts another cure for incident ${event.incident}`]
    cured.add(event.incident)
    return []
  })
}

/** What a core ended itself was stopped, not sick: of that nothing is told. */
const checkPulses = (events: readonly LedgerEvent[]): string[] =>
  events.flatMap((event) => (event.kind === 'pulse-end' && event.data.run?.stopReason === 'stopped' ? [`event ${event.seq} tells of a pulse that its core stopped`] : []))

/** The ledger knows every version. */
function checkVersions({ reader, disk, patients }: World): string[] {
  return patients.flatMap(({ organism: { id } }) => {
    const known = new Set(reader.genomes({ organism: id, limit: 1_000_000 }).map((genome) => genome.id))
    return disk.versions.list(id).filter((genome) => !known.has(genome.id) && !disk.strays.has(genome.id)).map((genome) => `${genome.id} is on disk, and the ledger does not know it`)
  })
}

/** A fault is prepared, at most once in force, and ends once. */
function checkFaults(events: readonly LedgerEvent[]): string[] {
  const ended = new Map<string, boolean>()
  return events.flatMap((event) => {
    if (event.kind === 'fault-prepare') ended.set(event.data.injection, false)
    if (event.kind !== 'fault-inject' && event.kind !== 'fault-end') return []
    const before = ended.get(event.data.injection)
    if (event.kind === 'fault-end') ended.set(event.data.injection, true)
    if (before === undefined) return [`event ${event.seq} (${event.kind}) is of a fault that was not prepared`]
    return before ? [`event ${event.seq} (${event.kind}) is of a fault that has ended`] : []
  })
}
