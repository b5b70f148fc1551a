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
  ]
}

/** One core accepts one cure for an incident; another core may, where the first one died before it could close it. */
function checkCures(events: readonly LedgerEvent[]): string[] {
  const cures = new Map<string, number[]>()
  return events.flatMap((event) => {
    if (event.kind !== 'candidate-judge' || !event.data.accepted || event.incident === null) return []
    const epochs = cures.get(event.incident) ?? []
    cures.set(event.incident, [...epochs, event.epoch])
    return epochs.includes(event.epoch) ? [`event ${event.seq} accepts another cure for incident ${event.incident} in epoch ${event.epoch}`] : []
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
