import type { EventKind, LedgerEvent } from '../../contract/event.ts'
import { faultClasses, type FaultClass } from '../../contract/fault.ts'
import { rungIds } from '../../contract/healing.ts'
import { incidentEndSchema } from '../../contract/incident.ts'
import { seats } from '../../contract/model.ts'
import type { Board } from './board.ts'
import { takeoverCause, takeoverCauses } from './takeover-cause.ts'

/** The kinds of events that are counted. */
export const countedKinds = [
  'core-start', 'core-refuse', 'organism-add', 'ledger-trouble', 'organism-restart', 'incident-open', 'incident-close', 'candidate-judge', 'rung-end', 'fault-prepare', 'fault-inject', 'fault-end',
  'model-answer', 'command-claim', 'command-end', 'action-start', 'genome-damage',
] as const satisfies EventKind[]

/** Different values of one label, at most: what comes after them is counted as `other`. */
const mostValues = { organism: 200, outcome: 30, kind: 60 } as const
/** What is waited for, at most: a claim or a fault whose end never came must not be remembered for ever. */
const mostOpen = 10_000

/** Adds to the board what one event after the other tells. Each event has to come once, in the ledger's order. */
export function openCount(board: Board): (event: LedgerEvent) => void {
  const seen = { organism: new Set<string>(), outcome: new Set<string>(), kind: new Set<string>() }
  const bounded = (label: keyof typeof mostValues, value: string | null): string => {
    if (value === null) return 'none'
    if (seen[label].size < mostValues[label]) seen[label].add(value)
    return seen[label].has(value) ? value : 'other'
  }
  /** Fault of an injection, and kind of a command, until their end is told. */
  const faults = new Map<string, FaultClass>()
  const commands = new Map<string, string>()

  // Known from the start: what has never happened is 0, or the first time would not show as a change.
  for (const why of takeoverCauses) board.add('ouroboros_core_starts_total', { why }, 0)
  for (const rung of rungIds) for (const result of ['accepted', 'refused']) board.add('ouroboros_rung_attempts_total', { rung, result }, 0)
  for (const name of faultClasses) board.add('ouroboros_faults_injected_total', { class: name }, 0)
  for (const seat of seats) {
    board.add('ouroboros_model_calls_total', { seat, outcome: 'answered' }, 0)
    board.add('ouroboros_model_cost_usd_total', { seat }, 0)
  }

  return (event) => {
    switch (event.kind) {
      case 'core-start': {
        const { why, tookMs } = event.data
        board.add('ouroboros_core_starts_total', { why: takeoverCause(why) })
        if (tookMs != null) board.observe('ouroboros_core_takeover_seconds', {}, tookMs / 1000)
        break
      }
      case 'core-refuse':
        board.add('ouroboros_core_refusals_total', {})
        break
      case 'ledger-trouble':
        board.add('ouroboros_ledger_troubles_total', {})
        board.add('ouroboros_ledger_trouble_seconds_total', {}, event.data.ms / 1000)
        break
      case 'organism-add': {
        const organism = bounded('organism', event.organism)
        board.add('ouroboros_incidents_opened_total', { organism }, 0)
        board.add('ouroboros_restarts_total', { organism }, 0)
        for (const end of incidentEndSchema.options) board.add('ouroboros_incidents_total', { organism, end }, 0)
        break
      }
      case 'organism-restart':
        board.add('ouroboros_restarts_total', { organism: bounded('organism', event.organism) })
        break
      case 'incident-open':
        board.add('ouroboros_incidents_opened_total', { organism: bounded('organism', event.organism) })
        board.observe('ouroboros_detect_duration_seconds', {}, event.data.detectMs / 1000)
        break
      case 'incident-close':
        board.add('ouroboros_incidents_total', { organism: bounded('organism', event.organism), end: event.data.end })
        board.observe('ouroboros_heal_duration_seconds', { end: event.data.end }, event.data.healMs / 1000)
        break
      case 'candidate-judge':
        board.add('ouroboros_rung_attempts_total', { rung: event.data.rung, result: event.data.accepted ? 'accepted' : 'refused' })
        break
      case 'rung-end':
        board.add('ouroboros_rungs_total', { rung: event.data.rung, outcome: event.data.outcome })
        break
      case 'fault-prepare':
        remember(faults, event.data.injection, event.data.class)
        break
      case 'fault-inject':
        board.add('ouroboros_faults_injected_total', { class: faults.get(event.data.injection) ?? 'other' })
        break
      case 'fault-end':
        board.add('ouroboros_faults_ended_total', { class: faults.get(event.data.injection) ?? 'other', end: event.data.end })
        faults.delete(event.data.injection)
        break
      case 'model-answer': {
        const { seat, outcome, usage, costUsd, ms } = event.data
        board.add('ouroboros_model_calls_total', { seat, outcome: bounded('outcome', outcome) })
        board.add('ouroboros_model_tokens_total', { seat, direction: 'input' }, usage?.inputTokens ?? 0)
        board.add('ouroboros_model_tokens_total', { seat, direction: 'output' }, usage?.outputTokens ?? 0)
        board.add('ouroboros_model_cost_usd_total', { seat }, costUsd ?? 0)
        board.observe('ouroboros_model_call_duration_seconds', { seat }, ms / 1000)
        break
      }
      case 'command-claim': {
        // One that a dead core had claimed is claimed again.
        const { command, kind } = event.data
        if (!commands.has(command)) board.add('ouroboros_commands_total', { kind: bounded('kind', kind), state: 'claimed' })
        remember(commands, command, kind)
        break
      }
      case 'command-end':
        board.add('ouroboros_commands_total', { kind: bounded('kind', commands.get(event.data.command) ?? 'other'), state: event.data.state })
        commands.delete(event.data.command)
        break
      case 'action-start':
        board.add('ouroboros_actions_total', { program: event.data.program })
        break
      case 'genome-damage':
        board.add('ouroboros_genomes_damaged_total', {})
        break
      default:
    }
  }
}

function remember<V>(open: Map<string, V>, id: string, value: V): void {
  open.set(id, value)
  if (open.size > mostOpen) open.delete(open.keys().next().value ?? '')
}
