import type { LedgerEvent } from '../../lib/contract/event.ts'
import type { CommandDesk, LedgerReader } from '../../lib/contract/ports/ledger.ts'

/** What must be true of a ledger after any run, however it ended. */
interface Expectations {
  /** Ids that a client was told were accepted. Each must have its end in the ledger. */
  acknowledgedCommands?: string[]
  /** Hashes of events that `append` resolved for. Each must be there. */
  acknowledgedEvents?: string[]
  /** The run was cut short: each organism's last incident and promotion, and commands, may still be open. */
  allowOpen?: boolean
  /** Where commands without an end must at least stand, when open ones are allowed. */
  desk?: Pick<CommandDesk, 'read'>
}

/** @returns one line for each violation; empty where the history holds */
export function checkHistory(reader: LedgerReader, expected: Expectations = {}): string[] {
  const events = readAll(reader)
  const broken = reader.verify()
  return [
    ...(broken === null ? [] : [`the hash chain breaks at ${broken.seq}: ${broken.what}`]),
    ...checkOrder(events),
    ...checkIncidents(events, expected),
    ...checkPromotions(events, expected),
    ...checkCommands(events, expected),
    ...checkAcknowledged(events, expected),
  ]
}

function readAll(reader: LedgerReader): LedgerEvent[] {
  const events: LedgerEvent[] = []
  for (;;) {
    const page = reader.events({ after: events.at(-1)?.seq ?? 0, limit: 1000 })
    if (page.length === 0) return events
    events.push(...page)
  }
}

function checkOrder(events: LedgerEvent[]): string[] {
  return events.flatMap(({ seq, epoch }, index) => [
    ...(seq === index + 1 ? [] : [`event ${index + 1} is missing: ${seq} is in its place`]),
    ...(epoch >= (events[index - 1]?.epoch ?? 0) ? [] : [`event ${seq} was written in epoch ${epoch}, after a newer epoch had begun`]),
  ])
}

function checkIncidents(events: LedgerEvent[], { allowOpen = false }: Expectations): string[] {
  const violations: string[] = []
  const opened = new Map<string, string | null>()
  const closed = new Set<string>()
  const openOf = new Map<string | null, string>()
  for (const { seq, kind, incident, organism } of events) {
    if (incident === null) continue
    if (closed.has(incident)) violations.push(`event ${seq} (${kind}) belongs to incident ${incident}, which is closed`)
    if (kind === 'incident-open') {
      if (opened.has(incident)) violations.push(`event ${seq} opens incident ${incident} again`)
      const other = openOf.get(organism)
      if (other !== undefined) violations.push(`event ${seq} opens incident ${incident} of ${organism} while ${other} is open`)
      opened.set(incident, organism)
      openOf.set(organism, incident)
    } else if (!opened.has(incident)) {
      violations.push(`event ${seq} (${kind}) belongs to incident ${incident}, which was never opened`)
    }
    if (kind === 'incident-close') {
      closed.add(incident)
      if (openOf.get(organism) === incident) openOf.delete(organism)
    }
  }
  for (const [incident, organism] of opened) {
    const isLastOne = openOf.get(organism) === incident
    if (!closed.has(incident) && !(allowOpen && isLastOne)) violations.push(`incident ${incident} of ${organism} has no end`)
  }
  return violations
}

function checkPromotions(events: LedgerEvent[], { allowOpen = false }: Expectations): string[] {
  const violations: string[] = []
  const started = new Map<string | null, string>()
  for (const event of events) {
    if (event.kind === 'promote-start') {
      const other = started.get(event.organism)
      if (other !== undefined) violations.push(`event ${event.seq} starts to promote ${event.data.genome} while ${other} is half promoted`)
      started.set(event.organism, event.data.genome)
    } else if (event.kind === 'promote-end' || event.kind === 'promote-undo') {
      if (started.get(event.organism) !== event.data.genome) violations.push(`event ${event.seq} (${event.kind}) ends a promotion of ${event.data.genome} that was not started`)
      started.delete(event.organism)
    }
  }
  if (!allowOpen) for (const genome of started.values()) violations.push(`the promotion of ${genome} was neither ended nor undone`)
  return violations
}

function checkCommands(events: LedgerEvent[], { acknowledgedCommands = [], allowOpen = false, desk }: Expectations): string[] {
  const violations: string[] = []
  const claimed = new Set<string>()
  const ended = new Set<string>()
  for (const event of events) {
    if (event.kind !== 'command-claim' && event.kind !== 'command-end') continue
    const { command } = event.data
    if (ended.has(command)) violations.push(`event ${event.seq} (${event.kind}) is of command ${command}, which has ended`)
    if (event.kind === 'command-claim') claimed.add(command)
    else {
      if (!claimed.has(command)) violations.push(`event ${event.seq} ends command ${command}, which nobody had claimed`)
      ended.add(command)
    }
  }
  for (const command of acknowledgedCommands) {
    if (ended.has(command)) continue
    if (!allowOpen) violations.push(`command ${command} was acknowledged and has no end`)
    else if (desk?.read(command) === null) violations.push(`command ${command} was acknowledged and is gone`)
  }
  if (!allowOpen) for (const command of claimed) if (!ended.has(command)) violations.push(`command ${command} was claimed and has no end`)
  return violations
}

function checkAcknowledged(events: LedgerEvent[], { acknowledgedEvents = [] }: Expectations): string[] {
  const there = new Set(events.map(({ hash }) => hash))
  return acknowledgedEvents.filter((hash) => !there.has(hash)).map((hash) => `an acknowledged event is gone: ${hash}`)
}
