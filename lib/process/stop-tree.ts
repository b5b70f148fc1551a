import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import type { Clock } from '../contract/ports/clock.ts'
import { systemClock } from './clock.ts'

/** @returns false when there is no such process or group (any more), or it is not ours */
export function sendSignal(pid: number, signal: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, signal)
  } catch {
    return false
  }
}

/**
 * SIGTERM to the child, and when `graceMs` are over SIGKILL; then SIGKILL to what is left of the group that it leads
 * (a child that was started `detached`). Resolves when it is gone. Harmless for a child that is gone already.
 */
export async function stopTree(child: ChildProcess, graceMs: number, clock: Clock = systemClock): Promise<void> {
  const { pid } = child
  if (pid === undefined || child.exitCode !== null || child.signalCode !== null) return
  const gone = new AbortController()
  const exited = once(child, 'exit').then(() => gone.abort())
  sendSignal(pid, 'SIGTERM')
  await clock.sleep(graceMs, gone.signal)
  if (!gone.signal.aborted) sendSignal(pid, 'SIGKILL')
  await exited
  sendSignal(-pid, 'SIGKILL')
}
