import { constants } from 'node:os'
import type { Failure, RunRecord } from '../contract/run.ts'
import type { Limits } from '../contract/spec.ts'
import type { VerdictKind } from '../contract/verdict.ts'
import { count, type Finding, type Rule } from './finding.ts'
import { failureInText, lastLine } from './last-words.ts'

/** How a process ended, with what can be told from it. */
export interface Ended {
  run: RunRecord
  /** The end of its output, both streams as they arrived. */
  tail: string
  limits: Limits
  /** What the host reported or, after a bad end, what the output says. */
  failure: Failure | null
  signal: string | null
  /** The output is believed about a bad end only: a program that ends well may print what it likes. */
  believed: string
}

export function toEnded(seen: { run: RunRecord; tail: string; limits: Limits }, reported: Failure | null): Ended {
  const { run, tail, limits } = seen
  const signal = run.signal ?? signalOfExitCode(run.exitCode)
  const believed = signal !== null || run.exitCode !== 0 ? tail : ''
  return { run, tail, limits, signal, believed, failure: reported ?? failureInText(believed) }
}

/** How a process may end badly, whatever kind of organism it is: limits first, then causes, then mere effects. */
export const endRules: readonly Rule<Ended>[] = [
  cpuSpent, heapFull, timedOut, tooMuchMemory, flooded,
  portTaken, syntaxError, missingModule, rejected, failed,
  killed, stopped, vanished, exitedBadly,
]

function cpuSpent({ signal, limits }: Ended): Finding | null {
  return signal === 'SIGXCPU' ? { kind: 'timeout', summary: `used up its ${count(limits.cpuSeconds)} s of CPU`, cause: '' } : null
}

function heapFull({ failure, believed, limits }: Ended): Finding | null {
  const isFull = failure?.code === 'ERR_WORKER_OUT_OF_MEMORY' || /^Array buffer allocation failed|heap out of memory/.test(failure?.message ?? '') ||
    /JavaScript heap out of memory|^FATAL ERROR: .*(?:Allocation failed|OOM)/m.test(believed)
  return isFull ? { kind: 'over-memory', summary: `out of memory: a heap of ${count(limits.heapMb)} MB was not enough`, cause: '' } : null
}

function timedOut({ run, limits }: Ended): Finding | null {
  return run.stopReason === 'timeout' ? { kind: 'timeout', summary: `did not end within ${count(limits.timeoutMs)} ms`, cause: '' } : null
}

function tooMuchMemory({ run, limits }: Ended): Finding | null {
  if (run.stopReason !== 'memory') return null
  const peak = run.peakRssMb === null ? 'more' : `${count(run.peakRssMb)} MB`
  return { kind: 'over-memory', summary: `over memory: ${peak} where ${count(limits.rssMb)} MB are allowed`, cause: '' }
}

function flooded({ run, limits }: Ended): Finding | null {
  return run.stopReason === 'flood' ? { kind: 'flood', summary: `more than ${count(limits.outputBytes)} bytes of output`, cause: '' } : null
}

function portTaken({ failure, believed }: Ended): Finding | null {
  if (failure?.code !== 'EADDRINUSE' && !believed.includes('EADDRINUSE')) return null
  const [where] = /EADDRINUSE[^\n]{0,200}/.exec(`${failure?.message ?? ''}\n${believed}`) ?? ['EADDRINUSE']
  return { kind: 'port-taken', summary: `its port is taken by another program: ${where}`, cause: '' }
}

const by = (kind: VerdictKind, failure: Failure): Finding => ({ kind, summary: '', failure, cause: '' })

function syntaxError({ failure }: Ended): Finding | null {
  return failure?.phase === 'parse' ? by('syntax-error', failure) : null
}

const missing = new Set<string | null>(['ERR_MODULE_NOT_FOUND', 'MODULE_NOT_FOUND', 'ERR_UNKNOWN_BUILTIN_MODULE', 'ERR_PACKAGE_PATH_NOT_EXPORTED', 'ERR_UNSUPPORTED_DIR_IMPORT'])

function missingModule({ failure }: Ended): Finding | null {
  return failure && missing.has(failure.code) ? by('missing-module', failure) : null
}

function rejected({ failure }: Ended): Finding | null {
  return failure?.phase === 'rejection' ? by('rejection', failure) : null
}

function failed({ failure }: Ended): Finding | null {
  return failure ? by('crash', failure) : null
}

function killed({ run, signal }: Ended): Finding | null {
  if (signal === null) return null
  if (run.stopReason === 'stopped') return stopped({ run })
  return { kind: 'killed', summary: `killed by ${signal} after ${count(run.wallMs)} ms`, cause: signal }
}

function stopped({ run }: Pick<Ended, 'run'>): Finding | null {
  return run.stopReason === 'stopped' ? { kind: 'killed', summary: `stopped by its keeper after ${count(run.wallMs)} ms`, cause: 'stopped' } : null
}

function vanished({ run, tail }: Ended): Finding | null {
  return run.exitCode === null ? { kind: 'crash', summary: `ended without an exit code: ${lastLine(tail) || 'nothing was said'}`, cause: 'no exit code' } : null
}

function exitedBadly({ run: { exitCode }, tail }: Ended): Finding | null {
  if (exitCode === null || exitCode === 0) return null
  return { kind: 'crash', summary: `exit code ${exitCode}: ${lastLine(tail) || 'nothing was said'}`, cause: `exit code: ${lastLine(tail)}` }
}

/** A wrapper, bwrap or a shell, says "ended by signal n" as exit code 128 + n. */
function signalOfExitCode(exitCode: number | null): string | null {
  if (exitCode === null || exitCode <= 128) return null
  return Object.entries(constants.signals).find(([, number]) => number === exitCode - 128)?.[0] ?? null
}
