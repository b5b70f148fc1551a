import { setTimeout as sleep } from 'node:timers/promises'
import type { GenomeFiles } from '../../contract/genome.ts'
import type { Sandbox } from '../../contract/ports/sandbox.ts'
import type { TaskResult } from '../../contract/run.ts'
import { applyChanges } from '../edit.ts'
import { counterSplices } from '../2-localise/counter-splices.ts'
import { predicateSplices, type Predicate } from '../2-localise/predicate-splices.ts'
import { readSource, type SourceFile } from '../source-file.ts'
import { statementsOf } from '../statements.ts'
import type { Suite } from '../suite.ts'
import type { Asked, Visit } from '../visit.ts'
import type { Variant } from '../variant.ts'
import { UnsupportedSuiteError, type Candidate, type Evaluator, type Tried } from './evaluator.ts'
import { instrument } from './instrument.ts'
import { HostLostError, Lane } from './lane.ts'
import type { Call, FuelLimit, HostCandidate, HostModule, HostSuite, MeasuredCases, MeasuredTests, Order, Trial } from './orders.ts'
import { casePlan, hiddenChecks, planFor, type Baseline } from './plan.ts'
import { sharesState } from './shares-state.ts'
import { softChecks } from './soft-checks.ts'

/** What a text has to say for its program to need a virtual clock, or the event loop at all. */
const waits = /\bset(?:Timeout|Interval|Immediate)\b|timers\/promises/
const isAsyncText = /\basync\b|\bawait\b|\bPromise\b|\.then\(|queueMicrotask|nextTick|\bset(?:Timeout|Interval|Immediate)\b/
/** A text that may change what all candidates share gets a realm of its own for each. */
const changesRealm = /\b(?:Object|Array|String|Number|Function|Map|Set|Promise|Date|RegExp|Math|JSON|Error)\.(?:prototype\b|\w+\s*=[^=])|__proto__|\bglobalThis\b|\bglobal\.|setPrototypeOf|Reflect\.(?:set|define)/
const definesTests = /\b(?:test|it|describe|suite)\s*(?:\.\w+\s*)?[(`]/

/** Whoever runs on may have been about to end: such candidates are tried again with more and more, up to this much. */
const relaxedLimit: FuelLimit = { turns: 5_000_000, ms: 500 }
const relaxation = 20
/** For whoever runs on after it has repaired something: it may well be right, on inputs larger than those before. */
const ampleLimit: FuelLimit = { turns: 400_000, ms: 200 }
/** Slow ones, that fill lists and join texts. */
const turnsPerMs = 1_000
/** An order is answered well within the lane's patience, ms. */
const orderMs = 2_000

/**
 * Most searches are over soon, and to boot takes processor time from those who are at work. Other lanes than the first are
 * opened when the search has gone on for so many times as long as that one's opening took: at once where spares wait.
 */
const patience = 3

/** Candidates of one order: enough to make the way there and back cheap, few enough to lose with a host. */
const candidatesPerOrder = 48
/** Generous at first: what the program needs when it is right is not known yet. */
const firstLimit: FuelLimit = { turns: 1_000_000, ms: 200 }

/** Runs candidates in warm hosts inside the sandbox, on as many cores as there are lanes. */
export class HostEvaluator implements Evaluator {
  readonly #lanes: Lane[]
  readonly #suite: Suite
  readonly #known = new Set<number>()
  /** By version, in which order its cases are asked. */
  readonly #caseOrder = new Map<number, number[]>()
  #limit = firstLimit
  #total = 0
  #ready: Promise<void>[] = []
  readonly #closed = new AbortController()
  /** Its tests are only run in their own order. */
  #isOrdered = false

  constructor(options: { sandbox: Sandbox; suite: Suite; lanes: number }) {
    this.#suite = options.suite
    this.#lanes = Array.from({ length: options.lanes }, () => new Lane(options.sandbox))
  }

  get batchSize(): number {
    // Where turns are few they are spent before the time is.
    const { turns, ms } = this.#limit
    return Math.max(1, Math.min(candidatesPerOrder, Math.floor(orderMs / Math.min(ms, 5 + turns / turnsPerMs))))
  }

  relax(): boolean {
    const { turns, ms } = this.#limit
    if (turns >= relaxedLimit.turns) return false
    this.#limit = { turns: Math.min(relaxedLimit.turns, turns * relaxation), ms: Math.min(relaxedLimit.ms, ms * relaxation) }
    return true
  }

  get lanes(): number {
    return this.#lanes.length
  }

  /** Begins to boot the first host, before there is anything to tell it. */
  boot(): void {
    this.#lanes[0]?.boot()
  }

  /** Says what is run against what. @throws UnsupportedSuiteError where a test file does not parse */
  open(files: GenomeFiles, suspects: readonly string[]): void {
    const [first, ...others] = this.#lanes
    this.boot()
    const began = performance.now()
    const modules: HostModule[] = []
    for (const [path, text] of Object.entries(files)) if (!suspects.includes(path)) modules.push(...this.#module(path, text))
    if (this.#suite.kind === 'tests') for (const [path, text] of Object.entries(this.#suite.files)) modules.push(...this.#module(path, text))
    const all = [...Object.values(files), ...(this.#suite.kind === 'tests' ? Object.values(this.#suite.files) : [])].join('\n')
    const order: Order = { op: 'open', modules, suite: this.#hostSuite(isAsyncText.test(all)), usesTimers: waits.test(all), isFresh: changesRealm.test(all) }
    const opened = first?.prepare(order) ?? Promise.resolve()
    const later = opened.then(() => sleep(patience * (performance.now() - began), undefined, { signal: this.#closed.signal })).catch(() => undefined)
    for (const lane of others) lane.holdUntil(later)
    this.#ready = [opened, ...others.map((lane) => lane.prepare(order).catch(() => undefined))]
    opened.catch(() => undefined)
  }

  ready(lane: number): Promise<void> {
    return this.#ready[lane % this.#lanes.length] ?? Promise.resolve()
  }

  /** Runs everything on a version, in full, and sets the limits of those that follow by it. @throws UnsupportedSuiteError */
  async measure(variant: Variant): Promise<Baseline> {
    const modules: HostModule[] = []
    let offset = 0
    const predicates: Predicate[] = []
    const statements = [...variant.sources].flatMap(([path, source]) => {
      const found = statementsOf(source.ast)
      const told = predicateSplices(source.ast, found, { statement: offset, predicate: predicates.length })
      const { spliced, isAsync } = instrument(source, [...counterSplices(found, offset), ...told.splices])
      modules.push({ path, text: spliced.text, isAsync })
      predicates.push(...told.predicates)
      offset += found.length
      return found.map((statement) => ({ ...statement, id: offset - found.length + statement.id, path, local: statement.id }))
    })
    await this.#ready[0]
    await this.keep(variant)
    const records = { importers: this.#suite.kind === 'tests' ? Object.keys(this.#suite.files) : [], paths: [...variant.sources.keys()] }
    const [lane] = this.#lanes
    if (!lane) throw new RangeError('no lane')
    let measured: MeasuredTests | MeasuredCases
    const started = performance.now()
    try {
      measured = await lane.ask({ op: 'measure', modules, limit: firstLimit, records }) as unknown as MeasuredTests | MeasuredCases
    } catch (error) {
      if (!(error instanceof HostLostError)) throw error
      if (!error.hasEnded) throw new UnsupportedSuiteError(error.message)
      // A program that takes its host with it can still be repaired: nothing is known of it but that it fails.
      return { statements, calls: [], checks: [], tests: [], total: this.#total, why: error.message, outcomes: [], heldOut: 0, turns: 0 }
    }
    const tookMs = performance.now() - started
    const baseline = { ...this.#read(measured, statements), predicates }
    this.#total = Math.max(this.#total, baseline.total)
    this.#limit = limitFrom(measured, baseline, tookMs)
    if (this.#suite.kind === 'cases') this.#caseOrder.set(variant.id, casePlan(this.#suite, baseline).order)
    return baseline
  }

  /** How candidates fare, in their order. A host that is lost takes its batch with it: those died of it. */
  async try(lane: number, candidates: readonly Candidate[], baseline: Baseline | null): Promise<Tried[]> {
    const host = this.#lanes[lane % this.#lanes.length]
    const [first] = candidates
    if (!host || !first) return []
    const base = first.variant
    const placed = candidates.map((candidate) => ({ candidate, host: this.#place(candidate) }))
    const runnable = placed.flatMap(({ host: one }) => (one === null ? [] : [one]))
    let trials: Trial[]
    try {
      trials = await host.ask({ op: 'try', base: base.id, candidates: runnable, plan: planFor(this.#suite, baseline, this.#total, this.#isOrdered), limit: this.#limit, ample: { turns: Math.max(ampleLimit.turns, this.#limit.turns), ms: Math.max(ampleLimit.ms, this.#limit.ms) } }) as unknown as Trial[]
    } catch (error) {
      if (!(error instanceof HostLostError)) throw error
      trials = runnable.map(() => ({ score: -1, why: 'its host was lost' }))
    }
    let next = 0
    return placed.map(({ candidate, host: one }) => ({ candidate, ...this.#judged(one === null ? { score: -1, why: 'does not parse' } : (trials[next++] ?? { score: -1, why: 'no answer' })) }))
  }

  async observe(lane: number, probes: readonly Candidate[], asks: Asked): Promise<(readonly Visit[])[]> {
    const host = this.#lanes[lane % this.#lanes.length]
    const [first] = probes
    if (!host || !first) return []
    const placed = probes.map((probe) => this.#place(probe))
    const asked = placed.flatMap((one) => (one === null ? [] : [one]))
    const limit = { turns: Math.max(this.#limit.turns, ampleLimit.turns), ms: Math.max(this.#limit.ms, ampleLimit.ms) }
    const answers = await host.ask({ op: 'observe', base: first.variant.id, candidates: asked, asks, limit, cases: this.#caseOrder.get(first.variant.id) ?? null }).catch(() => []) as { visits?: Visit[] }[]
    let next = 0
    return placed.map((one) => (one === null ? [] : (answers[next++]?.visits ?? [])))
  }

  /** What candidates come to on calls that no test makes. null for one that could not be asked. */
  async probe(variant: Variant, candidates: readonly Candidate[], calls: readonly Call[]): Promise<(string[] | null)[]> {
    const hosts = candidates.map((candidate) => this.#place(candidate))
    const asked = hosts.flatMap((one) => (one === null ? [] : [one]))
    const [lane] = this.#lanes
    if (!lane || asked.length === 0) return candidates.map(() => null)
    const limit = { turns: Math.min(this.#limit.turns, 100_000), ms: 20 }
    const answers = await lane.ask({ op: 'probe', base: variant.id, candidates: asked, calls: [...calls], limit }).catch(() => []) as { outcomes?: string[] }[]
    let next = 0
    return hosts.map((one) => (one === null ? null : (answers[next++]?.outcomes ?? null)))
  }

  async close(): Promise<void> {
    this.#closed.abort()
    await Promise.all(this.#lanes.map((lane) => lane.close()))
  }

  async keep(variant: Variant): Promise<void> {
    if (this.#known.has(variant.id)) return
    this.#known.add(variant.id)
    const modules = [...variant.instrumented].map(([path, { spliced, isAsync }]) => ({ path, text: spliced.text, isAsync }))
    const [first, ...others] = this.#lanes.map((lane) => lane.prepare({ op: 'base', id: variant.id, modules }))
    // A lane carries out its orders one after the other: whoever uses it finds the version there.
    for (const other of others) other.catch(() => undefined)
    await first
  }

  /** A candidate for the host: a few characters of the instrumented text where that is enough, else the whole of it anew. */
  #place({ variant, path, edit }: Candidate): HostCandidate | null {
    const source = variant.sources.get(path)
    const instrumented = variant.instrumented.get(path)
    if (!source || !instrumented) return null
    const leavesTraces = edit.changes.some(({ text }) => changesRealm.test(text))
    const isTyped = source.code !== source.text
    // A probe's question is no code of the program.
    if (edit.kind === 'probe' || !edit.changes.some(({ text }) => needsInstruments.test(text) || (isTyped && mayBeTyped.test(text)))) {
      const changes = instrumented.spliced.place(edit.changes)
      if (changes !== null) return { path, leavesTraces, changes: changes.map(({ start, end, text }) => [start, end, text]) }
    }
    try {
      const { spliced, isAsync } = instrument(readSource(path, applyChanges(source.text, edit.changes)))
      return { path, leavesTraces, text: spliced.text, isAsync }
    } catch {
      return null
    }
  }

  #module(path: string, text: string): HostModule[] {
    if (path.endsWith('.json')) return [{ path, text, isAsync: false }]
    let source: SourceFile
    try {
      source = readSource(path, text)
    } catch (error) {
      throw new UnsupportedSuiteError(`${path}: ${error instanceof Error ? error.message : String(error)}`)
    }
    const isEntry = this.#suite.kind === 'tests' && this.#suite.entries.includes(path)
    if (isEntry && sharesState(source.ast)) this.#isOrdered = true
    const { spliced, isAsync } = instrument(source, isEntry ? softChecks(source, definesTests.test(text)) : [])
    return [{ path, text: spliced.text, isAsync }]
  }

  #hostSuite(isAsync: boolean): HostSuite {
    const suite = this.#suite
    if (suite.kind === 'tests') return { kind: 'tests', files: [...suite.entries], isAsync }
    return { kind: suite.of, entry: suite.entry, isAsync, cases: suite.cases.map(({ task, state, expected }) => ({ task, ...(state === undefined ? {} : { state }), ...(expected === undefined ? {} : { expected }) })) }
  }

  #read(measured: MeasuredTests | MeasuredCases, statements: Baseline['statements']): Baseline {
    const common = { statements, calls: measured.calls, turns: measured.burnt.reduce((sum, one) => sum + one, 0) }
    if ('outcomes' in measured) {
      const checks = measured.outcomes.map((outcome, index) => ({
        passes: measured.right[index] ?? (outcome !== null && this.#judge(index, outcome) === null), covered: measured.covered[index] ?? [],
      }))
      return { ...common, checks, tests: [], total: checks.length, why: null, outcomes: measured.outcomes, heldOut: 0 }
    }
    // What ran before the first check counts for all of them.
    const checks = measured.checks.map((passes, index) => ({ passes, covered: measured.covered[index] ?? [] }))
    return { ...common, checks, tests: measured.tests, total: checks.length, why: measured.death ?? measured.why, outcomes: [], heldOut: hiddenChecks(checks).size }
  }

  #judge(index: number, outcome: TaskResult): string | null {
    return this.#suite.kind === 'cases' ? this.#suite.judge(index, outcome) : null
  }

  /** Answers without a known right one are judged here, where no candidate can reach. */
  #judged(trial: Trial): Trial {
    if (trial.passes !== true || trial.outcomes === undefined) return trial
    for (const [index, outcome] of trial.outcomes.entries()) {
      const wrong = outcome === null ? null : this.#judge(index, outcome)
      if (wrong !== null) return { ...trial, passes: false, why: wrong }
    }
    return trial
  }
}

/** Text with a loop or a function in it has guards to be given. */
const needsInstruments = /\b(?:for|while|do|function|import|export|class)\b|=>/
/** Text of a TypeScript file that may have types to be blanked out, as the rest of it has. */
const mayBeTyped = /[:<]|\b(?:as|satisfies)\b|!\s*[.)\];,]/

/**
 * Ten times what is needed by checks that pass. A test file is run as a whole, of cases each has its own fuel. Turns
 * of a recursion cost a hundred times those of a loop, so that little is given where little was seen to be needed:
 * where the fault makes a loop endless, nearly all candidates burn all they get.
 */
function limitFrom(measured: MeasuredTests | MeasuredCases, baseline: Baseline, tookMs: number): FuelLimit {
  const passing = measured.burnt.filter((_, index) => baseline.checks[index]?.passes)
  const most = Math.max(0, ...passing)
  if ('outcomes' in measured) {
    const slowest = Math.max(0, ...measured.outcomes.flatMap((outcome, index) => (outcome && baseline.checks[index]?.passes ? [outcome.ms] : [])))
    return { turns: 2_000 + 10 * most, ms: Math.min(500, 30 + 10 * slowest) }
  }
  const sum = passing.reduce((total, one) => total + one, 0)
  return { turns: passing.length === 0 ? 20_000 : 1_500 + 10 * (sum + most * (baseline.total - passing.length)), ms: Math.min(1_000, 60 + 10 * tookMs) }
}
