import { constants } from 'node:os'
import type { RunRecord, StopReason } from '../contract/run.ts'
import type { ProcessExit } from './host-process.ts'

/**
 * How the program itself ended, behind its wrapper, and which limit did it where the kernel or V8 enforced it.
 * bwrap passes a signal on as exit code 128 + number; a program that really exits with such a code announces it.
 */
export function programExit(
  exit: ProcessExit,
  seen: { announced: number | null; isWrapped: boolean; output: string; stopReason: StopReason | null },
): Pick<RunRecord, 'exitCode' | 'signal' | 'stopReason'> {
  const bySignal = seen.isWrapped && exit.exitCode !== seen.announced ? signalOf(exit.exitCode) : null
  const signal = exit.signal ?? bySignal
  return { exitCode: signal === null ? exit.exitCode : null, signal, stopReason: seen.stopReason ?? limitBehind(signal, seen.output) }
}

function signalOf(exitCode: number | null): string | null {
  if (exitCode === null || exitCode <= 128) return null
  return Object.entries(constants.signals).find(([, number]) => number === exitCode - 128)?.[0] ?? null
}

/** V8 aborts where the heap is full, and the kernel signals where CPU time is: limits of ours, as if we had stopped it. */
function limitBehind(signal: string | null, output: string): StopReason | null {
  if (signal === 'SIGXCPU') return 'timeout'
  return signal === 'SIGABRT' && output.includes('JavaScript heap out of memory') ? 'memory' : null
}
