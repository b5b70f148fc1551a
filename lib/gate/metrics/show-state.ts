import { statfsSync } from 'node:fs'
import { faultClasses } from '../../contract/fault.ts'
import { organismStates } from '../../contract/organism.ts'
import type { OrganismView, View } from '../../contract/view.ts'
import type { Lab } from '../lab.ts'
import { activeCore } from '../operations/health.ts'
import type { Board } from './board.ts'

/** Puts on the board how everything is now. */
export function showState(board: Board, lab: Pick<Lab, 'readers' | 'now' | 'version' | 'config'>): void {
  const view = lab.readers.view()
  board.clear('now')
  board.set('ouroboros_build_info', { version: lab.version }, 1)
  for (const organism of Object.values(view.organisms)) showOrganism(board, organism, lab.now())
  board.set('ouroboros_organisms_refused', {}, view.refused.length)
  showChaos(board, view)
  showCores(board, lab)
  board.set('ouroboros_ledger_head', {}, view.seq)
  // seq has no gaps.
  board.add('ouroboros_ledger_events_total', {}, view.seq)
  showSizes(board, lab)
  showProcess(board)
}

function showOrganism(board: Board, view: OrganismView, now: number): void {
  const organism = { organism: view.id }
  const running = view.state === 'healthy' || view.state === 'degraded' ? Math.max(0, now - view.stateSince) : 0
  board.add('ouroboros_pulses_total', organism, view.pulses)
  board.add('ouroboros_crashes_total', organism, view.crashes)
  if (view.pulses > 0) board.set('ouroboros_pulse_success_ratio', organism, view.good / view.pulses)
  board.set('ouroboros_up_seconds', organism, (view.upMs + running) / 1000)
  for (const state of organismStates) board.set('ouroboros_organism_state', { ...organism, state }, state === view.state ? 1 : 0)
  const newest = view.points.at(-1)
  if (newest) board.set('ouroboros_pulse_work_seconds', organism, newest.workMs / 1000)
  if (view.healMs.length > 0) board.set('ouroboros_heal_seconds', organism, median(view.healMs) / 1000)
  if (view.detectMs.length > 0) board.set('ouroboros_detect_seconds', organism, median(view.detectMs) / 1000)
  board.set('ouroboros_heals_recent', organism, view.healMs.length)
  board.set('ouroboros_incidents_open', organism, view.incidents.filter(({ end }) => end === null).length)
}

function showChaos(board: Board, view: View): void {
  for (const name of faultClasses) board.set('ouroboros_faults_running', { class: name }, view.injections.filter((row) => row.class === name && row.injectedAt !== null && row.end === null).length)
  board.set('ouroboros_chaos_stopped', {}, view.chaosStopped ? 1 : 0)
}

function showCores(board: Board, lab: Pick<Lab, 'readers' | 'now'>): void {
  const cores = lab.readers.cores()
  board.set('ouroboros_core_up', {}, activeCore(lab).core ? 1 : 0)
  board.set('ouroboros_core_epoch', {}, Math.max(0, ...cores.map(({ epoch }) => epoch)))
  for (const { id: core, role: current, startedAt, heartbeatAt, lagMs } of cores) {
    for (const role of ['active', 'standby', 'dead'] as const) board.set('ouroboros_core_role', { core, role }, role === current ? 1 : 0)
    board.set('ouroboros_core_start_time_seconds', { core }, startedAt / 1000)
    board.set('ouroboros_core_heartbeat_age_seconds', { core }, Math.max(0, lab.now() - heartbeatAt) / 1000)
    if (current === 'standby' && lagMs !== null) board.set('ouroboros_core_lag_seconds', { core }, lagMs / 1000)
  }
}

function showSizes(board: Board, { readers, now, config }: Pick<Lab, 'readers' | 'now' | 'config'>): void {
  const { bytes, attachments, commands } = readers.sizes()
  board.set('ouroboros_ledger_bytes', {}, bytes)
  board.set('ouroboros_ledger_attachments', {}, attachments.count)
  board.set('ouroboros_ledger_attachment_bytes', {}, attachments.bytes)
  board.set('ouroboros_commands_open', {}, commands.open)
  board.set('ouroboros_command_wait_seconds', {}, commands.oldestAt === null ? 0 : Math.max(0, now() - commands.oldestAt) / 1000)
  const free = freeBytes(config.dataDir)
  if (free !== null) board.set('ouroboros_data_free_bytes', {}, free)
}

function showProcess(board: Board): void {
  const { user, system } = process.cpuUsage()
  board.set('process_start_time_seconds', {}, (performance.timeOrigin) / 1000)
  board.add('process_cpu_seconds_total', {}, (user + system) / 1_000_000)
  board.set('process_resident_memory_bytes', {}, process.memoryUsage.rss())
}

/** null where the disk does not say. */
function freeBytes(folder: string): number | null {
  try {
    const { bavail, bsize } = statfsSync(folder)
    return bavail * bsize
  } catch {
    return null
  }
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  const [below = 0, above = 0] = [sorted[sorted.length % 2 === 0 ? middle - 1 : middle], sorted[middle]]
  return (below + above) / 2
}
