import type { OrganismKind } from '../contract/organism.ts'
import type { Oracle } from '../contract/ports/trial.ts'
import type { TaskResult } from '../contract/run.ts'
import type { AnySpec, Property, ScriptResult, ServiceResult } from '../contract/spec.ts'
import { oneLine } from './one-line.ts'
import { isCleanRefusal } from './refusal.ts'

/**
 * One outcome against the spec: an input outside the contract has to be refused cleanly, any other has to be
 * answered, and every property has to hold of the answer. Never throws, whatever the answer or the spec does.
 *
 * @returns null where all is well, else one line that says what was wrong
 */
export const checkResult: Oracle = (organism, { task, before, outcome }) => {
  const { spec, manifest: { kind } } = organism
  if (!isAccepted(spec, task)) return checkRefused(kind, outcome)
  if (!outcome.ok) return `refused an input that it must accept: ${said(outcome)}`
  const { exitCode } = Object(outcome.value) as Partial<ScriptResult>
  if (kind === 'script' && exitCode !== 0) return `refused an input that it must accept: exit code ${exitCode ?? 'unknown'}`
  if (spec.initialState !== undefined && outcome.state === undefined) return 'answered without its next state'
  return checkProperties(spec, { task, result: outcome.value, before: before ?? null, after: outcome.state ?? null })
}

/** Whether the spec wants an answer to this input. One so odd that the spec trips over it is outside the contract. */
export function isAccepted(spec: AnySpec, task: unknown): boolean {
  try {
    return spec.accepts?.(task) ?? true
  } catch {
    return false
  }
}

/** A task refuses by throwing on purpose, a script by its exit code, a service by 4xx. */
export function checkRefused(kind: OrganismKind, outcome: TaskResult): string | null {
  if (!outcome.ok) {
    return kind === 'task' && isCleanRefusal(outcome.failure) ? null : `stumbled over an input that it must refuse: ${said(outcome)}`
  }
  const { exitCode, status } = Object(outcome.value) as Partial<ScriptResult & ServiceResult>
  if (kind === 'script' && exitCode !== 0) return null
  if (kind === 'service' && status !== undefined && status >= 400 && status < 500) return null
  return `answered an input that it must refuse, with ${show(outcome.value)}`
}

type Seen = Parameters<Property<unknown, unknown, unknown>['check']>[0]

function checkProperties(spec: AnySpec, seen: Seen): string | null {
  for (const property of spec.properties) {
    const wrong = checkProperty(property, seen)
    if (wrong !== null) return `property “${property.name}”: ${oneLine(wrong, 300)}`
  }
  return null
}

/** A property is written for answers of the right shape: one that trips over the answer has found it wrong. */
function checkProperty(property: Property<unknown, unknown, unknown>, seen: Seen): string | null {
  try {
    return property.check(seen)
  } catch (error) {
    return `could not be checked on ${show(seen.result)}: ${String(error)}`
  }
}

const said = ({ failure }: Extract<TaskResult, { ok: false }>): string => oneLine(`${failure.name}: ${failure.message}`, 200)

function show(value: unknown): string {
  try {
    return oneLine(JSON.stringify(value) ?? 'nothing', 100)
  } catch {
    return 'a value nested too deeply to be shown'
  }
}
