import { isDeepStrictEqual } from 'node:util'
import { parse } from 'acorn'
import fc from 'fast-check'
import type { GenomeFiles } from '../contract/genome.ts'
import type { Check } from '../contract/incident.ts'
import type { Json } from '../contract/json.ts'
import type { OrganismKind } from '../contract/organism.ts'
import type { Organism } from '../contract/spec.ts'
import type { Clock } from '../contract/ports/clock.ts'
import type { Oracle, Trial, TrialCase, TrialEnd } from '../contract/ports/trial.ts'
import type { TaskResult } from '../contract/run.ts'

/** What came of a candidate at the gate: every check that was run, the first failed one last. */
export interface Proof {
  accepted: boolean
  checks: Check[]
  /** Median time of the property runs, ms; null where none was reached. */
  workMs: number | null
}

export interface Plea {
  organism: Organism
  files: GenomeFiles
  /** The input that the live version failed on; null where there is none, or it lies outside the contract. */
  failing: TrialCase | null
  /** Draws the properties' inputs: a fresh one each time, recorded with the incident. */
  seed: number
  /** Median work of the last healthy version, ms; null where unknown. */
  healthyMs: number | null
}

export interface GatePorts {
  clock: Clock
  trial: Trial
  oracle: Oracle
  /** Whether an outcome is a refusal on purpose: null, or what it was instead. */
  refused: (kind: OrganismKind, outcome: TaskResult) => string | null
}

/** Fresh inputs for the properties: many where they share a process, fewer where each costs one. */
const sharedRuns = 60
const separateRuns = 12
/** A candidate may be this many times slower than the last healthy version, and noise below `noiseMs` is forgiven. */
const slowerAtMost = 4
const noiseMs = 25

/**
 * The proof of a candidate, cheapest check first, stopping at the first that fails: parse, the failing input, the
 * examples, the inputs that must be refused, the properties on fresh seeds, the speed. What it did not have to show,
 * it has not shown: probation while live comes after.
 */
export async function prove(plea: Plea, ports: GatePorts): Promise<Proof> {
  const { organism, files } = plea
  const { spec } = organism
  const checks: Check[] = []
  let workMs: number | null = null

  const check = async (name: Check['name'], run: () => Promise<Finding>): Promise<boolean> => {
    const started = ports.clock.mono()
    const { ok, detail } = await run()
    checks.push({ name, ok, detail: detail.slice(0, 500), ms: ports.clock.mono() - started })
    return ok
  }
  const trial = (cases: TrialCase[]): Promise<TrialEnd> => ports.trial({ organism, files, cases })
  /** The first of many that is wrong, with what the process said where it did not answer at all. */
  const firstWrong = <T>(all: readonly T[], end: TrialEnd, name: (one: T, index: number) => string, judge: (one: T, outcome: TaskResult) => string | null): string | null => {
    for (const [index, one] of all.entries()) {
      const outcome = end.results[index]
      const wrong = outcome ? judge(one, outcome) : unanswered(end)
      if (wrong !== null) return `${name(one, index)}: ${wrong}`
    }
    return null
  }

  const asSpecified = (one: TrialCase, outcome: TaskResult): string | null => ports.oracle(organism, { task: one.task, before: one.state, outcome })

  const notRefused = (message: RegExp | undefined, outcome: TaskResult): string | null => {
    const said = outcome.ok ? '' : outcome.failure.message
    return ports.refused(organism.manifest.kind, outcome) ?? (outcome.ok || !message || message.test(said) ? null : `refused with “${said}”, not as it should`)
  }

  const stages: [Check['name'], () => Promise<Finding>][] = [
    ['parse', () => Promise.resolve(parses(files))],
    ['failing-task', async () => {
      const { failing } = plea
      if (!failing) return pass('no input to give again')
      return finding(firstWrong([failing], await trial([failing]), () => 'again', asSpecified), 'the input that failed is answered well')
    }],
    ['examples', async () => {
      if (spec.examples.length === 0) return pass('no known answers')
      const end = await trial(spec.examples.map((example) => withState(organism, example.task as Json, example.state as Json | undefined)))
      return finding(firstWrong(spec.examples, end, ({ name }) => `“${name}”`, (example, outcome) => notAsKnown(example.expected, outcome)), `${spec.examples.length} known answers`)
    }],
    ['throws', async () => {
      const refusals = spec.throws ?? []
      if (refusals.length === 0) return pass('no input must be refused')
      const end = await trial(refusals.map((refusal) => withState(organism, refusal.task as Json, refusal.state as Json | undefined)))
      return finding(firstWrong(refusals, end, ({ name }) => `“${name}”`, ({ message }, outcome) => notRefused(message, outcome)), `${refusals.length} inputs refused as they must be`)
    }],
    ['properties', async () => {
      const numRuns = organism.manifest.kind === 'script' ? separateRuns : sharedRuns
      const cases = (fc.sample(spec.task, { seed: plea.seed, numRuns }) as Json[]).map((task) => withState(organism, task))
      const end = await trial(cases)
      workMs = median(end.results.flatMap((result) => (result ? [result.ms] : [])))
      const wrong = firstWrong(cases, end, (_, index) => `input ${index + 1} of seed ${plea.seed}`, asSpecified)
      return finding(wrong, `${spec.properties.length} properties on ${cases.length} fresh inputs`)
    }],
    ['speed', () => {
      if (plea.healthyMs === null || workMs === null) return Promise.resolve(pass('nothing to compare with yet'))
      const ok = workMs <= plea.healthyMs * slowerAtMost + noiseMs
      return Promise.resolve({ ok, detail: `${workMs.toFixed(1)} ms, the last healthy version ${plea.healthyMs.toFixed(1)} ms` })
    }],
  ]
  for (const [name, run] of stages) if (!(await check(name, run))) return { accepted: false, checks, workMs }
  return { accepted: true, checks, workMs }
}

interface Finding { ok: boolean; detail: string }

const pass = (detail: string): Finding => ({ ok: true, detail })
const finding = (wrong: string | null, good: string): Finding => ({ ok: wrong === null, detail: wrong ?? good })

const withState = (organism: Organism, task: Json, state?: Json): TrialCase => {
  const before = state ?? (organism.spec.initialState as Json | undefined)
  return before === undefined ? { task } : { task, state: before }
}

function parses(files: GenomeFiles): Finding {
  for (const [path, source] of Object.entries(files)) {
    if (!/\.[cm]?js$/.test(path)) continue
    try {
      parse(source, { ecmaVersion: 'latest', sourceType: 'module', allowHashBang: true, allowReturnOutsideFunction: true })
    } catch (error) {
      if (parsesAsScript(source)) continue
      return { ok: false, detail: `${path}: ${error instanceof Error ? error.message : String(error)}` }
    }
  }
  return { ok: true, detail: 'every file parses' }
}

function parsesAsScript(source: string): boolean {
  try {
    parse(source, { ecmaVersion: 'latest', sourceType: 'script', allowHashBang: true, allowReturnOutsideFunction: true })
    return true
  } catch {
    return false
  }
}

function notAsKnown(expected: unknown, outcome: TaskResult): string | null {
  if (!outcome.ok) return `${outcome.failure.name}: ${outcome.failure.message}`
  // Object.is at the leaves: -0 is not 0, NaN is NaN.
  return isDeepStrictEqual(outcome.value, expected) ? null : `expected ${brief(expected)}, got ${brief(outcome.value)}`
}

function brief(value: unknown): string {
  const text = Number.isFinite(value) || typeof value !== 'number' ? (JSON.stringify(value) ?? 'nothing') : String(value)
  return text.length > 120 ? `${text.slice(0, 117)}…` : text
}

function unanswered(end: TrialEnd): string {
  const { record } = end
  if (record.stopReason === 'stopped') return 'ran and did not answer'
  if (record.stopReason !== null) return `stopped by its limit: ${record.stopReason}`
  if (record.failure) return `${record.failure.name}: ${record.failure.message}`
  return `ended without an answer (${record.signal ?? `exit code ${record.exitCode}`})`
}

function median(values: number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? null
}
