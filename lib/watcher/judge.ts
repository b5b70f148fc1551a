import { constants } from 'node:os'
import type { Failure, RunRecord, TaskResult } from '../contract/run.ts'
import type { Limits } from '../contract/spec.ts'
import type { Frame, Verdict, VerdictKind } from '../contract/verdict.ts'
import { isSlow, observe, usualMs, type Baseline } from './baseline.ts'
import { failureInText, lastLine } from './last-words.ts'
import { oneLine } from './one-line.ts'
import { isCleanExit, isCleanRefusal } from './refusal.ts'
import { signature } from './signature.ts'
import { parseStack } from './stack.ts'

/** Everything that is known of one pulse. Facts only: what they mean is {@link judge}'s to say. */
export type Seen = SeenTask | SeenScript | SeenService

interface SeenAny {
  limits: Limits
  /** Before this pulse. Give it `workMs` with `observe` afterwards where the verdict is not bad. */
  baseline: Baseline
  /** Time of the work itself: perform, the script, or the slowest request. */
  workMs: number
}

/** How a process ended, and the end of its output, both streams as they arrived. */
export interface SeenEnd {
  run: RunRecord
  tail: string
}

export interface SeenTask extends SeenAny, SeenEnd {
  kind: 'task'
  /** null: it ended before it answered. */
  result: TaskResult | null
  /** `isAccepted`: false where a clean refusal is the right answer. */
  accepted: boolean
  /** `checkResult`, or whatever else was asked of this pulse. */
  wrong: string | null
}

export interface SeenScript extends SeenAny, SeenEnd {
  kind: 'script'
  accepted: boolean
  wrong: string | null
}

export interface SeenService extends SeenAny {
  kind: 'service'
  /** As it is after the requests, and a moment later where one of them failed: a crash takes that long to be seen. */
  process: { state: 'running' } | ({ state: 'exited' } & SeenEnd)
  /** Who listens on its port. A stranger's answers are not the service's, however healthy. */
  portHolder: 'service' | 'stranger' | 'nobody' | 'unknown'
  /** The health probe first. None where the process was found ended. */
  requests: readonly SeenRequest[]
}

export interface SeenRequest {
  /** "GET /fib?n=10" */
  name: string
  isHealth: boolean
  /** Code of the transport's error, `ETIMEDOUT` where `limits.timeoutMs` passed; null where an answer came. */
  error: string | null
  status: number | null
  ms: number
  /** `checkResult` of the answer; null for the health probe. */
  wrong: string | null
}

/** A verdict on its way: where it has no failure, the summary stands for the message. */
interface Finding {
  kind: VerdictKind
  summary: string
  failure?: Failure | null
  /** What the signature is made of, where the summary holds more than the cause. */
  cause?: string
}

/**
 * What a pulse came to: a pure and total function of what was seen. The first rule that fits decides, the most
 * telling cause before its consequences; healthy is only what no rule objects to.
 */
export function judge(seen: Seen): Verdict {
  switch (seen.kind) {
    case 'task':
      return toVerdict(first(taskRules, seen))
    case 'script':
      return toVerdict(first(scriptRules, seen))
    case 'service':
      return toVerdict(first(serviceRules, seen))
  }
}

type Rule<S> = (seen: S) => Finding | null

const first = <S>(rules: readonly Rule<S>[], seen: S): Finding | null => {
  for (const rule of rules) {
    const finding = rule(seen)
    if (finding) return finding
  }
  return null
}

interface Ended extends SeenEnd {
  limits: Limits
  /** From the host's report or, where it ended badly, from what it printed. */
  failure: Failure | null
  signal: string | null
  endedBadly: boolean
}

/** How a process may end badly, whatever kind it is of. */
const endRules: readonly Rule<Ended>[] = [
  ({ run, limits }) => run.stopReason === 'timeout' ? { kind: 'timeout', summary: `did not end within ${count(limits.timeoutMs)} ms`, cause: '' } : null,
  ({ run, limits }) => run.stopReason === 'memory' ? { kind: 'over-memory', summary: `over memory: ${count(run.peakRssMb ?? limits.rssMb)} MB, ${count(limits.rssMb)} MB allowed`, cause: '' } : null,
  ({ run, limits }) => run.stopReason === 'flood' ? { kind: 'flood', summary: `more than ${count(limits.outputBytes)} bytes of output`, cause: '' } : null,
  ({ failure, tail, endedBadly, limits }) => ranOutOfMemory(failure, endedBadly ? tail : '') ? { kind: 'over-memory', summary: `out of memory: a heap of ${count(limits.heapMb)} MB was not enough`, cause: '' } : null,
  ({ signal, limits }) => signal === 'SIGXCPU' ? { kind: 'timeout', summary: `used up its ${count(limits.cpuSeconds)} s of CPU`, cause: '' } : null,
  ({ failure, tail, endedBadly }) => failure?.code === 'EADDRINUSE' || (endedBadly && tail.includes('EADDRINUSE')) ? portTaken(failure, tail) : null,
  ({ failure }) => failure?.phase === 'parse' ? { kind: 'syntax-error', summary: '', failure } : null,
  ({ failure }) => failure && missing.has(failure.code ?? '') ? { kind: 'missing-module', summary: '', failure } : null,
  ({ failure }) => failure?.phase === 'rejection' ? { kind: 'rejection', summary: '', failure } : null,
  ({ failure }) => failure ? { kind: 'crash', summary: '', failure } : null,
  ({ run, signal }) => signal !== null ? { kind: 'killed', summary: `killed by ${oneLine(signal, 20)} after ${count(run.wallMs)} ms`, cause: signal } : null,
  ({ run }) => run.stopReason === 'stopped' ? { kind: 'killed', summary: `stopped by its keeper after ${count(run.wallMs)} ms`, cause: 'stopped' } : null,
  ({ run, tail }) => run.exitCode === null ? { kind: 'crash', summary: `ended in a way that left no exit code: ${lastLine(tail) || 'nothing was said'}`, cause: 'no exit code' } : null,
  ({ run, tail }) => run.exitCode !== 0 ? { kind: 'crash', summary: `exit code ${run.exitCode ?? 0}: ${lastLine(tail) || 'nothing was said'}`, cause: `exit code: ${lastLine(tail)}` } : null,
]

const taskRules: readonly Rule<SeenTask>[] = [
  // The host reports a refusal as it reports every failure: the one that is wanted is not held against it.
  (seen) => first(endRules, ended(seen, isWantedRefusal(seen) && seen.run.failure?.phase === 'perform' ? null : seen.run.failure)),
  (seen) => seen.result === null ? { kind: 'crash', summary: `ended by itself after ${count(seen.run.wallMs)} ms without an answer`, cause: 'no answer' } : null,
  (seen) => seen.result?.ok === false && !isWantedRefusal(seen) ? first(endRules, ended(seen, seen.result.failure)) : null,
  ({ wrong }) => wrong === null ? null : wrongOutput(wrong, check(wrong)),
  slow,
]

const scriptRules: readonly Rule<SeenScript>[] = [
  (seen) => isWantedExit(seen) ? null : first(endRules, ended(seen, seen.run.failure)),
  ({ wrong }) => wrong === null ? null : wrongOutput(wrong, check(wrong)),
  slow,
]

const serviceRules: readonly Rule<SeenService>[] = [
  ({ process, limits }) => process.state === 'exited' ? first(endRules, { ...ended({ ...process, limits }, process.run.failure), endedBadly: true }) : null,
  ({ process }) => process.state === 'exited' ? { kind: 'exited', summary: `exited by itself with code 0 after ${count(process.run.wallMs)} ms: nothing listens`, cause: '' } : null,
  ({ portHolder }) => portHolder === 'stranger' ? { kind: 'port-taken', summary: 'another program listens on its port', cause: '' } : null,
  ({ requests }) => requests.some((request) => request.isHealth) ? null : { kind: 'silent', summary: 'runs, and was not asked anything', cause: 'not asked' },
  ({ requests, limits }) => find(requests, (request) => request.error !== null && request.isHealth ? { kind: 'silent', summary: noAnswer(request, limits), cause: '' } : null),
  ({ requests, limits }) => find(requests, (request) => request.error === 'ETIMEDOUT' ? { kind: 'timeout', summary: noAnswer(request, limits), cause: route(request) } : null),
  ({ requests, limits }) => find(requests, (request) => request.error !== null ? { kind: 'silent', summary: noAnswer(request, limits), cause: route(request) } : null),
  ({ requests }) => find(requests, (request) => request.wrong === null ? null : wrongOutput(`${request.name}: ${request.wrong}`, `${route(request)}: ${check(request.wrong)}`)),
  ({ requests }) => find(requests, (request) => isGoodStatus(request) ? null : wrongOutput(`${request.name} answered ${request.status ?? 'without a status'}`, `${route(request)} status`)),
  slow,
]

const missing = new Set(['ERR_MODULE_NOT_FOUND', 'MODULE_NOT_FOUND', 'ERR_UNKNOWN_BUILTIN_MODULE', 'ERR_PACKAGE_PATH_NOT_EXPORTED', 'ERR_UNSUPPORTED_DIR_IMPORT'])

const isWantedRefusal = ({ accepted, result, wrong }: SeenTask): boolean =>
  !accepted && wrong === null && result?.ok === false && isCleanRefusal(result.failure)

const isWantedExit = ({ accepted, run, tail, wrong }: SeenScript): boolean => !accepted && wrong === null && isCleanExit(run, tail)

/** Spec checks pass a 4xx where one is right; no spec wants a 5xx or a health probe that is not well. */
const isGoodStatus = ({ status, isHealth }: SeenRequest): boolean =>
  status !== null && status >= 200 && status < (isHealth ? 300 : 500)

function ended({ run, tail, limits }: SeenEnd & { limits: Limits }, reported: Failure | null): Ended {
  const signal = run.signal ?? signalOfExitCode(run.exitCode)
  const endedBadly = signal !== null || run.exitCode !== 0
  return { run, tail, limits, signal, endedBadly, failure: reported ?? (endedBadly ? failureInText(tail) : null) }
}

/** A wrapper, bwrap or a shell, says "ended by signal n" as exit code 128 + n. */
function signalOfExitCode(exitCode: number | null): string | null {
  if (exitCode === null || exitCode <= 128) return null
  return Object.entries(constants.signals).find(([, number]) => number === exitCode - 128)?.[0] ?? null
}

const ranOutOfMemory = (failure: Failure | null, tail: string): boolean =>
  failure?.code === 'ERR_WORKER_OUT_OF_MEMORY' || /^Array buffer allocation failed|heap out of memory/.test(failure?.message ?? '') ||
  /JavaScript heap out of memory|^FATAL ERROR: .*(?:Allocation failed|OOM)/m.test(tail)

function portTaken(failure: Failure | null, tail: string): Finding {
  const [where] = /EADDRINUSE[^\n]{0,200}/.exec(failure?.message.includes('EADDRINUSE') ? failure.message : tail) ?? ['']
  return { kind: 'port-taken', summary: `its port is taken by another program: ${where}`, cause: '' }
}

const wrongOutput = (wrong: string, cause: string): Finding => ({ kind: 'wrong-output', summary: `wrong output: ${wrong}`, cause })

/** The name of the check that failed, where there is one: what comes after it are this input's values. */
const check = (wrong: string): string => /^[^“]{0,100}“[^”]{0,200}”/.exec(wrong)?.[0] ?? wrong

function slow({ baseline, workMs }: SeenAny): Finding | null {
  if (!isSlow(observe(baseline, workMs))) return null
  const usual = usualMs(baseline) ?? workMs
  return { kind: 'slow', summary: `slow: ${count(workMs)} ms, ${(workMs / usual).toFixed(1)} times its usual ${count(usual)} ms`, cause: '' }
}

function noAnswer({ name, error }: SeenRequest, limits: Limits): string {
  return error === 'ETIMEDOUT' ? `no answer on ${name} within ${count(limits.timeoutMs)} ms` : `no answer on ${name}: ${oneLine(error ?? '', 60)}`
}

/** A request without its parameters: the same fault on another input is the same fault. */
const route = ({ name }: SeenRequest): string => name.replace(/[?#].*$/s, '')

function find(requests: readonly SeenRequest[], rule: Rule<SeenRequest>): Finding | null {
  return first(requests.map((request) => () => rule(request)), null)
}

function toVerdict(finding: Finding | null): Verdict {
  if (finding === null) return { kind: 'healthy', summary: 'healthy', signature: null, frames: [] }
  const { kind, failure } = finding
  const frames = failure ? parseStack(failure.stack) : []
  return {
    kind,
    summary: oneLine(failure ? describe(failure, frames) : finding.summary, 500),
    signature: signature({ name: failure?.name ?? kind, message: failure?.message ?? finding.cause ?? finding.summary, frames }),
    frames,
  }
}

function describe({ name, message }: Failure, frames: readonly Frame[]): string {
  const [place] = frames
  const said = oneLine(message === '' ? name : `${name}: ${message}`, 400)
  return place ? `${said} at ${place.file}:${place.line}` : said
}

const count = (value: number): string => Math.round(value).toLocaleString('en-US')
