import type { Clock } from '../contract/ports/clock.ts'
import type { Run, RunEnd, RunRequest, Tier } from '../contract/ports/sandbox.ts'
import { failureOf } from './claims.ts'

/** A run that could not even begin: its record says why, as that of any other. */
export function refusedRun({ network }: RunRequest, why: string, { clock, tier }: { clock: Clock; tier: Tier }): Run {
  const end: RunEnd = {
    record: {
      pid: null, startedAt: clock.now(), wallMs: 0, firstOutputMs: null, cpuMs: null, peakRssMb: null, exitCode: null, signal: null, stopReason: null,
      failure: failureOf('load', 'SandboxError', why, 'not-runnable'), output: { lines: 0, bytes: 0, skippedLines: 0 }, tier, network, refusedLimits: [],
    },
    results: [], stdout: '', output: '',
  }
  // Later, as any end: who starts it may not have its run yet.
  const ended = clock.sleep(0).then(() => end)
  return { pid: () => null, signal: () => false, stop: () => ended, ended }
}
