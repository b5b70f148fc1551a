import type { Json } from '../contract/json.ts'
import type { Organism, ServiceTask } from '../contract/spec.ts'
import type { TaskResult } from '../contract/run.ts'
import type { Verdict } from '../contract/verdict.ts'
import type { Baseline } from './baseline.ts'
import type { PulseFacts } from './body.ts'
import { checkResult, isAccepted } from './check-result.ts'
import { judge, type Seen, type SeenRequest } from './judge.ts'

/** The verdict on the facts of one live pulse. Pure. */
export function judgePulse(organism: Organism, facts: PulseFacts, given: { task: Json; before: Json | undefined }, baseline: Baseline): Verdict {
  // A script that runs on has not failed: there is nothing more to be said of it yet.
  if (organism.manifest.kind === 'script' && facts.run === null) return { kind: 'healthy', summary: 'runs on', signature: null, frames: [] }
  return judge(toSeen(organism, facts, given, baseline))
}

function toSeen(organism: Organism, facts: PulseFacts, { task, before }: { task: Json; before: Json | undefined }, baseline: Baseline): Seen {
  const { manifest, spec } = organism
  const { run, outcome: result, output: tail, workMs } = facts
  const common = { limits: spec.limits, baseline, workMs }
  const wrong = result && checkResult(organism, { task, before, outcome: result })
  if (manifest.kind !== 'service') {
    if (run === null) throw new TypeError(`a ${manifest.kind} has a process in every pulse`)
    const accepted = isAccepted(spec, task)
    if (manifest.kind === 'script') return { ...common, kind: 'script', run, tail, accepted, wrong }
    return { ...common, kind: 'task', run, tail, accepted, result, wrong: result?.ok === true || !accepted ? wrong : null }
  }
  if (run) return { ...common, kind: 'service', process: { state: 'exited', run, tail }, portHolder: 'unknown', requests: [] }
  const { method, path } = task as unknown as ServiceTask
  const requests = [
    ...(facts.health ? [toRequest(`GET ${manifest.healthPath}`, true, facts.health, null)] : []),
    ...(result ? [toRequest(`${method} ${path}`, false, result, result.ok ? wrong : null, spec.judgesStatus === true)] : []),
  ]
  return { ...common, kind: 'service', process: { state: 'running' }, portHolder: facts.portHolder, requests }
}

function toRequest(name: string, isHealth: boolean, result: TaskResult, wrong: string | null, isStatusJudged = false): SeenRequest {
  return {
    name, isHealth, isStatusJudged, ms: result.ms, wrong,
    error: result.ok ? null : (result.failure.code ?? result.failure.name),
    status: result.ok ? (result.value as { status: number }).status : null,
  }
}
