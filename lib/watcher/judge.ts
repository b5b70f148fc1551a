import type { Failure, RunRecord, TaskResult } from '../contract/run.ts'
import type { Limits } from '../contract/spec.ts'
import type { Frame, Verdict } from '../contract/verdict.ts'
import { isSlow, observe, usualMs, type Baseline } from './baseline.ts'
import { endRules, toEnded } from './end-rules.ts'
import { count, first, type Finding, type Rule } from './finding.ts'
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
interface SeenEnd {
  run: RunRecord
  tail: string
}

interface SeenScript extends SeenAny, SeenEnd {
  kind: 'script'
  /** `isAccepted`: false where a clean refusal is the right answer. */
  accepted: boolean
  /** `checkResult`, or whatever else was asked of this pulse. */
  wrong: string | null
}

interface SeenTask extends Omit<SeenScript, 'kind'> {
  kind: 'task'
  /** null: it ended before it answered. */
  result: TaskResult | null
}

interface SeenService extends SeenAny {
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
  /** Its status was held against the spec: even a 5xx may be right. */
  isStatusJudged?: boolean
  /** Code of the transport's error, `ETIMEDOUT` where `limits.timeoutMs` passed; null where an answer came. */
  error: string | null
  status: number | null
  ms: number
  /** `checkResult` of the answer; null for the health probe. */
  wrong: string | null
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

const taskRules: readonly Rule<SeenTask>[] = [endedBadly, gaveNoAnswer, threw, wrongAnswer, slow]
const scriptRules: readonly Rule<SeenScript>[] = [exitedUnasked, wrongAnswer, slow]
const serviceRules: readonly Rule<SeenService>[] = [
  serviceDied, serviceLeft, strangerListens, notAsked, healthUnanswered, requestTimedOut, requestBroken, wrongResponse, badStatus, slow,
]

function endedBadly(seen: SeenTask): Finding | null {
  // The host may report a refusal as it reports every failure: the one that is wanted is not held against it.
  const reported = seen.run.failure?.phase === 'perform' && isWantedRefusal(seen) ? null : seen.run.failure
  return first(endRules, toEnded(seen, reported))
}

function gaveNoAnswer({ result, run }: SeenTask): Finding | null {
  return result === null ? { kind: 'crash', summary: `ended by itself after ${count(run.wallMs)} ms without an answer`, cause: 'no answer' } : null
}

function threw(seen: SeenTask): Finding | null {
  return seen.result?.ok === false && !isWantedRefusal(seen) ? first(endRules, toEnded(seen, seen.result.failure)) : null
}

function exitedUnasked(seen: SeenScript): Finding | null {
  const isWanted = !seen.accepted && seen.wrong === null && isCleanExit(seen.run, seen.tail)
  return isWanted ? null : first(endRules, toEnded(seen, seen.run.failure))
}

function wrongAnswer({ wrong }: { wrong: string | null }): Finding | null {
  return wrong === null ? null : wrongOutput(wrong, check(wrong))
}

function serviceDied({ process, limits }: SeenService): Finding | null {
  if (process.state === 'running') return null
  // A service has no good end: its last words count whatever its exit code.
  return first(endRules, { ...toEnded({ ...process, limits }, process.run.failure), believed: process.tail })
}

function serviceLeft({ process }: SeenService): Finding | null {
  return process.state === 'running' ? null : { kind: 'exited', summary: `exited by itself with code 0 after ${count(process.run.wallMs)} ms: nothing listens`, cause: '' }
}

function strangerListens({ portHolder }: SeenService): Finding | null {
  return portHolder === 'stranger' ? { kind: 'port-taken', summary: 'its port is taken by another program', cause: '' } : null
}

function notAsked({ requests }: SeenService): Finding | null {
  return requests.some(({ isHealth }) => isHealth) ? null : { kind: 'silent', summary: 'runs, and was not asked whether it is well', cause: 'not asked' }
}

function healthUnanswered({ requests, limits }: SeenService): Finding | null {
  const found = requests.find(({ error, isHealth }) => isHealth && error !== null)
  return found ? { kind: 'silent', summary: noAnswer(found, limits), cause: '' } : null
}

function requestTimedOut({ requests, limits }: SeenService): Finding | null {
  const found = requests.find(({ error }) => error === 'ETIMEDOUT')
  return found ? { kind: 'timeout', summary: noAnswer(found, limits), cause: route(found) } : null
}

function requestBroken({ requests, limits }: SeenService): Finding | null {
  const found = requests.find(({ error }) => error !== null)
  return found ? { kind: 'silent', summary: noAnswer(found, limits), cause: route(found) } : null
}

function wrongResponse({ requests }: SeenService): Finding | null {
  const found = requests.find(({ wrong }) => wrong !== null)
  return found ? wrongOutput(`${found.name}: ${found.wrong ?? ''}`, `${route(found)}: ${check(found.wrong ?? '')}`) : null
}

/** The spec's checks let a 4xx pass where one is right; nobody wants a 5xx that was not asked for, or a health probe that is not well. */
function badStatus({ requests }: SeenService): Finding | null {
  const found = requests.find(({ status, isHealth, isStatusJudged = false }) => status === null || status < 200 || status >= (isHealth ? 300 : isStatusJudged ? 600 : 500))
  return found ? wrongOutput(`${found.name} was answered with status ${found.status ?? 'unknown'}`, `${route(found)} status`) : null
}

function slow({ baseline, workMs }: SeenAny): Finding | null {
  if (!isSlow(observe(baseline, workMs))) return null
  const usual = usualMs(baseline) ?? workMs
  return { kind: 'slow', summary: `slow: ${count(workMs)} ms, ${(workMs / usual).toFixed(1)} times its usual ${count(usual)} ms`, cause: '' }
}

const isWantedRefusal = ({ accepted, result, wrong }: SeenTask): boolean =>
  !accepted && wrong === null && result?.ok === false && isCleanRefusal(result.failure)

const wrongOutput = (wrong: string, cause: string): Finding => ({ kind: 'wrong-output', summary: `wrong output: ${wrong}`, cause })

/** The name of the check that failed, where there is one: what comes after it are this input's values. */
const check = (wrong: string): string => /^[^“]{0,100}“[^”]{0,200}”/.exec(wrong)?.[0] ?? wrong

/** A request without its parameters: the same fault on another input is the same fault. */
const route = ({ name }: SeenRequest): string => name.replace(/[?#].*$/s, '')

function noAnswer({ name, error }: SeenRequest, limits: Limits): string {
  return error === 'ETIMEDOUT' ? `no answer on ${name} within ${count(limits.timeoutMs)} ms` : `no answer on ${name}: ${error ?? ''}`
}

function toVerdict(finding: Finding | null): Verdict {
  if (finding === null) return { kind: 'healthy', summary: 'healthy', signature: null, frames: [] }
  const { kind, summary, failure, cause } = finding
  if (!failure) return { kind, summary: oneLine(summary, 500), signature: signature({ name: kind, message: cause, frames: [] }), frames: [] }
  const frames = parseStack(failure.stack)
  return { kind, summary: describe(failure, frames), signature: signature({ name: failure.name, message: failure.message, frames }), frames }
}

function describe({ name, message }: Failure, [innermost]: readonly Frame[]): string {
  const said = oneLine([name.trim() || 'Error', message].filter((text) => text !== '').join(': '), 400)
  return innermost ? oneLine(`${said} at ${innermost.file}:${innermost.line}`, 500) : said
}
