import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import type { GenomeFiles } from '../contract/genome.ts'
import type { Attempt, Check } from '../contract/incident.ts'
import type { Json } from '../contract/json.ts'
import type { OrganismKind } from '../contract/organism.ts'
import type { Organism } from '../contract/spec.ts'
import type { Clock } from '../contract/ports/clock.ts'
import type { Oracle, Trial, TrialCase, TrialEnd } from '../contract/ports/trial.ts'
import type { TaskResult } from '../contract/run.ts'
import { doesNotParse } from './does-not-parse.ts'
import { shareTrials } from './shared-trial.ts'

/** What came of a candidate at the gate: every check that was run, the first failed one last. */
export interface Proof {
  accepted: boolean
  checks: Check[]
  /** Median time of the property runs, ms; null where none was reached. */
  workMs: number | null
  /** What passing this gate says of a candidate. */
  proof: NonNullable<Attempt['proof']>
}

export interface Plea {
  organism: Organism
  files: GenomeFiles
  /** The input that the live version failed on; null where there is none, or it lies outside the contract. */
  failing: TrialCase | null
  /** Why this very content may not live again, in words; null where nothing is known against it. */
  recurs: string | null
  /** Draws the properties' inputs: a fresh one each time, told in the check. */
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

/** A check that gives inputs to the candidate and looks at what comes of them. */
interface Stage {
  name: Check['name']
  cases: TrialCase[]
  /** The first case that is wrong, by its name and how; null where none is. */
  wrong: (end: TrialEnd) => string | null
  good: string
  /** What to say where there are no cases. */
  none: string
}

/**
 * The proof of a candidate, cheapest check first, stopping at the first that fails: content that is known to fail, parse,
 * the failing input, the examples, the inputs that must be refused, the properties on fresh seeds, the speed. What it
 * did not have to show, it has not shown: probation while live comes after.
 */
export async function prove(plea: Plea, ports: GatePorts): Promise<Proof> {
  const { organism, files, recurs, healthyMs } = plea
  const { clock } = ports
  const checks: Check[] = []
  const proof = organism.spec.properties.length > 0 || (organism.spec.throws ?? []).length > 0 ? 'held-out' : 'plausible'
  let workMs: number | null = null
  const note = (name: Check['name'], ok: boolean, detail: string, ms: number): boolean => {
    checks.push({ name, ok, detail: detail.slice(0, 500), ms })
    return ok
  }
  const refusal = (): Proof => ({ accepted: false, checks, workMs, proof })

  if (recurs !== null) {
    note('recurrence', false, recurs, 0)
    return refusal()
  }
  const parsing = clock.mono()
  const unparsed = doesNotParse(files)
  if (!note('parse', unparsed === null, unparsed ?? 'every file parses', clock.mono() - parsing)) return refusal()

  const stages = stagesOf(plea, ports)
  // A script has a process for each case anyway. What others fail of beside the cases before, they may not fail of alone.
  const mayShare = organism.manifest.kind !== 'script'
  const ask = shareTrials(stages.map(({ cases }) => cases), mayShare, (cases) => ports.trial({ organism, files, cases }), clock)
  for (const [index, { name, cases, wrong, good, none }] of stages.entries()) {
    if (cases.length === 0) {
      note(name, true, none, 0)
      continue
    }
    let end = await ask(index)
    if (wrong(end) !== null && !end.isFirst) end = await ask(index, 'anew')
    const detail = wrong(end)
    if (name === 'properties') workMs = median(end.results.flatMap((result) => (result ? [result.ms] : [])))
    if (!note(name, detail === null, detail ?? good, end.ms)) return refusal()
  }

  const isFast = healthyMs === null || workMs === null || workMs <= healthyMs * slowerAtMost + noiseMs
  const speed = healthyMs === null || workMs === null ? 'nothing to compare with yet' : `${workMs.toFixed(1)} ms, the last healthy version ${healthyMs.toFixed(1)} ms`
  if (!note('speed', isFast, speed, 0)) return refusal()
  return { accepted: true, checks, workMs, proof }
}

function stagesOf({ organism, failing, seed }: Plea, { oracle, refused }: GatePorts): Stage[] {
  const { spec, manifest: { kind } } = organism
  const stage = <T>(name: Check['name'], all: readonly T[], toCase: (one: T) => TrialCase, judge: (one: T, outcome: TaskResult) => string | null, told: { name: (one: T, index: number) => string; good: string; none: string }): Stage => ({
    name, cases: all.map(toCase), good: told.good, none: told.none,
    wrong: (end) => {
      for (const [index, one] of all.entries()) {
        const outcome = end.results[index]
        const wrong = outcome ? judge(one, outcome) : unanswered(end)
        if (wrong !== null) return `${told.name(one, index)}: ${wrong}`
      }
      return null
    },
  })
  const asSpecified = (one: TrialCase, outcome: TaskResult): string | null => oracle(organism, { task: one.task, before: one.state, outcome })
  const given = (one: { task: unknown; state?: unknown }): TrialCase => withState(organism, one.task as Json, one.state as Json | undefined)
  const refusals = spec.throws ?? []
  const drawn = (fc.sample(spec.task, { seed, numRuns: kind === 'script' ? separateRuns : sharedRuns }) as Json[]).map((task) => withState(organism, task))

  return [
    stage('failing-task', failing ? [failing] : [], (one) => one, asSpecified,
      { name: () => 'again', good: 'the input that failed is answered well', none: 'no input to give again' }),
    stage('examples', spec.examples, given, ({ expected }, outcome) => notAsKnown(expected, outcome),
      { name: ({ name }) => `“${name}”`, good: `${spec.examples.length} known answers`, none: 'no known answers' }),
    stage('throws', refusals, given, ({ message }, outcome) => refused(kind, outcome) ?? otherWords(message, outcome),
      { name: ({ name }) => `“${name}”`, good: `${refusals.length} inputs refused as they must be`, none: 'no input must be refused' }),
    stage('properties', drawn, (one) => one, asSpecified,
      { name: (_, index) => `input ${index + 1} of seed ${seed}`, good: `${spec.properties.length} properties on ${drawn.length} fresh inputs, of seed ${seed}`, none: 'no inputs' }),
  ]
}

const withState = (organism: Organism, task: Json, state?: Json): TrialCase => {
  const before = state ?? (organism.spec.initialState as Json | undefined)
  return before === undefined ? { task } : { task, state: before }
}

function otherWords(message: RegExp | undefined, outcome: TaskResult): string | null {
  return outcome.ok || !message || message.test(outcome.failure.message) ? null : `refused with “${outcome.failure.message}”, not as it should`
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
