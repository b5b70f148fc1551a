import type { RunEnd } from '../contract/ports/sandbox.ts'
import type { TaskResult } from '../contract/run.ts'

/** What a script came to; null where it was ended from outside. A script that throws has failed and says how. */
export function scriptResult(end: RunEnd): TaskResult | null {
  const { record } = end
  if (record.exitCode === null || record.stopReason !== null) return null
  if (record.failure) return { ok: false, failure: record.failure, ms: record.wallMs }
  return { ok: true, value: { stdout: end.stdout, exitCode: record.exitCode }, ms: record.wallMs }
}
