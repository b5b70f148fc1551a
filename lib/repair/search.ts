import type { Random } from '../contract/fault.ts'
import type { GenomeFiles } from '../contract/genome.ts'
import type { Clock } from '../contract/ports/clock.ts'
import type { Patch, SearchEnd } from '../contract/ports/search.ts'
import type { Death, Heat, Recipe, SearchProgress, SearchStage } from '../contract/search.ts'
import type { Frame } from '../contract/verdict.ts'
import { restoreExports } from './1-diagnose/restore-exports.ts'
import { fillSlot } from './1-diagnose/heads/fill-slot.ts'
import { repairSyntax } from './1-diagnose/repair-syntax.ts'
import { suspectStatements, type Suspect } from './2-localise/suspect-statements.ts'
import { applyRecipe, recipeOf } from './3-edit/apply-recipe.ts'
import { declareMissing } from './3-edit/declarations/declare-missing.ts'
import { generateEdits, generateKinds, type Focus } from './3-edit/generate-edits.ts'
import type { Candidate, Evaluator, Tried } from './4-evaluate/evaluator.ts'
import type { Baseline } from './4-evaluate/plan.ts'
import { oddities } from './5-rank/oddities.ts'
import { rank, type Before, type Plausible, type Ranked } from './5-rank/rank.ts'
import { varyCalls, type VariedCall } from './5-rank/vary-calls.ts'
import { applyChanges, summarise, type Edit } from './edit.ts'
import { Inquiry } from './inquiry.ts'
import { statementsOf } from './statements.ts'
import type { Expectations } from './suite.ts'
import { openVariant, type Variant } from './variant.ts'

export interface SearchTask {
  /** The program, without its tests. */
  files: GenomeFiles
  /** The texts of its tests, where they are files: what they take from the program it has to have. */
  tests?: GenomeFiles
  /** The files that may be edited. */
  suspects: readonly string[]
  /** Where it failed, innermost first. */
  frames: readonly Frame[]
  /** Kinds of edits that have healed the like before: tried first, or alone. */
  recipes: readonly Recipe[]
  recipesOnly: boolean
  expected: Expectations
  random: Random
  budgetMs: number
  stop: AbortSignal
  onProgress?: (progress: SearchProgress) => void
}

export interface FoundPatch extends Patch {
  /** How many patches behave like it on varied inputs, itself among them. */
  agreeing: number
  /** It passes cases that no patch was chosen by: none that came before it failed them. */
  isProven: boolean
}

/** Candidates that belong together. `goesOn`: others of the same kind come after them. */
interface Phase { candidates: Iterator<Candidate>; goesOn: boolean }

/** How one look at candidates ended. */
type Finish = 'through' | 'enough' | 'out of time' | 'stopped'

type Tiers = NonNullable<Focus['tiers']>

interface Passing extends Plausible { candidate: Candidate; files: GenomeFiles; text: string; isYielded: boolean }

/** What a test or another file asks for in vain, as Node says it. */
const notExported = /does not provide an export named '([\w$]+)'/g
/** As candidate hosts say it. */
const ranOn = 'ran on and on'
const progressMs = 250
/** Candidates of a lane's first order. */
const firstBatch = 12
/** Kept for the record; all are counted. */
const mostDeaths = 10_000
/** After the first patch that passes, others are looked for: a part of the time that it took, within these bounds, ms. */
const collect = { least: 40, most: 1_500, share: 0.5 }
/** While the best of them convinces nobody, the search goes on for so long, ms; and it is looked at so often. */
const doubt = { penalty: 2.6, most: 2_500, every: 150 }
/** How many partly right versions are edited a second time, and how deep it goes. */
const beam = { width: 6, depth: 3 }
/** Variants of what does not parse: how many of them and for how long, and how long what one of them leaves open, and what all do, is filled in, ms. */
const syntax = { variants: 60, ms: 600, slotMs: 1_500, slotsMs: 3_000, bases: 4 }
/** Statements of one ring of suspicion: the next ring is looked at when all edits of this one are through. */
const firstRing = 40
/** Of edits: slips and what the file has at hand everywhere, then what is missing, then the long tail. For a second edit, slips first. */
const singles: readonly [Tiers, ...Tiers[]] = [[1, 3], [4, 4], [5, 6]]
const seconds: readonly Tiers[] = [[1, 1], [2, 4]]
/** What ends, blocks or fills everything may have done so before anything was seen: it is thrown out wherever it stands. */
const intruders: ReadonlySet<string> = new Set(['drop-intruder'])
const probes = { calls: 60, patches: 48 }

/**
 * Looks for an edit of the program that passes its suite: generate and validate, first the likeliest. Yields patches,
 * the most trustworthy first, and goes on looking when the next one is asked for.
 */
export class PatchSearch {
  readonly #task: SearchTask
  readonly #clock: Clock
  readonly #evaluator: Evaluator
  readonly #started: number
  readonly #patches = new Map<string, Passing>()
  readonly #died: { candidate: Candidate; why: string }[] = []
  #partial: { candidate: Candidate; score: number }[] = []
  /** Those that may have needed more than they were given. */
  readonly #ranOn: Candidate[] = []
  /** Costs of those that pass all but the cases held out. */
  readonly #overfit: number[] = []
  #tried = 0
  #firstPatchMs: number | null = null
  /** When the patches found so far are to be compared. */
  #lookAgainAt: number | null = null
  #calls: VariedCall[] | null = null
  #before: string[] | null = null
  #stage: SearchStage = 'diagnose'
  #best = 0
  #total = 0
  #heat: Heat[] = []
  #lastProgress = 0
  #nextVariant = 0
  #baseline: Baseline | null = null
  #origin: Variant | null = null
  /** Of the version whose edits are being tried. */
  #current: Baseline | null = null
  /** Those that pass, as they were ranked last. */
  #order: Passing[] = []
  #searchMs = 0
  readonly #inquiry: Inquiry

  /** @param ports.evaluator open for this search alone: it is closed with it */
  constructor(task: SearchTask, ports: { clock: Clock; evaluator: Evaluator }) {
    this.#task = task
    this.#clock = ports.clock
    this.#started = ports.clock.mono()
    this.#evaluator = ports.evaluator
    this.#inquiry = new Inquiry({ evaluator: ports.evaluator, expected: task.expected, isOver: () => this.#isOver })
  }

  /** How the suite fared before anything was changed; null while the program does not parse, or was not run yet. */
  get baseline(): Baseline | null {
    return this.#baseline
  }

  /** How it stands, and what else passes beside a patch that it has found, one line each, the most trustworthy first. */
  standing(but: FoundPatch): { tried: number; perSecond: number; others: string[] } {
    const others = this.#order.filter(({ files }) => files !== but.files).map((patch) => this.#found(patch, 1).summary)
    return { tried: this.#tried, perSecond: this.#rate(), others }
  }

  async *run(): AsyncGenerator<FoundPatch, SearchEnd, void> {
    let why = 'every edit was tried'
    try {
      const { files, suspects } = this.#task
      await this.#evaluator.open(files, suspects)
      for await (const { candidates, goesOn } of this.#phases()) {
        let finished: Finish
        do {
          finished = await this.#pump(candidates)
          // What convinces nobody waits for what the next candidates are.
          if ((finished === 'enough' || (finished === 'through' && goesOn)) && !(await this.#isConvinced())) continue
          for await (const patch of this.#ranked()) yield patch
        } while (finished === 'enough')
        if (finished === 'out of time') { why = `its ${Math.round(this.#task.budgetMs)} ms are spent`; break }
        if (finished === 'stopped') { why = 'stopped'; break }
      }
      // Those that were to wait for others, and none came.
      for await (const patch of this.#ranked()) yield patch
    } finally {
      await this.#evaluator.close()
    }
    return this.#end(why)
  }

  /** Nobody wants more of it, or there is no time for more. */
  get #isOver(): boolean {
    return this.#task.stop.aborted || this.#spent() > this.#task.budgetMs
  }

  #spent(): number {
    return this.#clock.mono() - this.#started
  }

  #variant(files: GenomeFiles, edits: Variant['edits']): Variant {
    return openVariant(this.#nextVariant++, files, this.#task.suspects, edits)
  }

  /** One stream of candidates after the other: the next is only begun when the one before has found nothing that holds. */
  async *#phases(): AsyncGenerator<Phase> {
    const bases: Variant[] = []
    try {
      bases.push(this.#variant(this.#task.files, []))
    } catch {
      const broken = this.#brokenFile()
      if (broken === null) return
      yield { candidates: this.#syntaxCandidates(broken), goesOn: false }
      bases.push(...this.#partial.toSorted((a, b) => b.score - a.score).slice(0, syntax.bases).flatMap(({ candidate }) => this.#edited(candidate)))
      this.#partial = []
    }
    for (const base of bases) {
      if (this.#isOver) return
      // Recipes say themselves where they fit.
      const suspects = this.#task.recipesOnly ? [] : await this.#localise(base)
      this.#stage = 'edit'
      yield { candidates: this.#surest(base), goesOn: !this.#task.recipesOnly }
      if (this.#task.recipesOnly) continue
      const [slips, ...others] = singles
      yield { candidates: this.#inRings(base, suspects, slips), goesOn: true }
      if (this.#isOver) return
      this.#stage = 'localise'
      await this.#inquiry.lookAtTypes(base, suspects)
      if (this.#current) yield { candidates: (await this.#inquiry.conditions(base, suspects, this.#current)).values(), goesOn: true }
      for (const tiers of others) yield { candidates: this.#inRings(base, suspects, tiers), goesOn: tiers !== others.at(-1) }
    }
    if (this.#task.recipesOnly) return
    while (this.#patches.size === 0 && this.#ranOn.length > 0 && this.#evaluator.relax()) {
      this.#stage = 'evaluate'
      yield { candidates: this.#ranOn.splice(0).values(), goesOn: false }
    }
    for (let depth = 2; depth <= beam.depth; depth += 1) {
      const best = this.#takePartial()
      if (best.length === 0) return
      for (const candidate of best) {
        for (const base of this.#edited(candidate)) {
          if (this.#isOver) return
          const suspects = await this.#localise(base)
          yield { candidates: this.#secondEdits(base, suspects), goesOn: false }
        }
      }
    }
  }

  /** The file that does not parse; null where several do not: then nothing can be run. */
  #brokenFile(): { path: string; others: GenomeFiles } | null {
    const { files, suspects } = this.#task
    const broken = suspects.filter((path) => {
      try {
        openVariant(-1, files, [path], [])
        return false
      } catch {
        return true
      }
    })
    return broken.length === 1 && broken[0] !== undefined ? { path: broken[0], others: files } : null
  }

  *#syntaxCandidates({ path, others }: { path: string; others: GenomeFiles }): Generator<Candidate> {
    const started = this.#clock.mono()
    const { [path]: text = '', ...files } = others
    let count = 0
    let filledMs = 0
    for (const { slot, ...edit } of repairSyntax(path, text, { ...files, ...this.#task.tests })) {
      const variant = this.#variant({ ...others, [path]: applyChanges(text, edit.changes) }, [{ path, edit }])
      // The variant stands for the edit: nothing is changed about it.
      const asItIs: Candidate = { variant, path, edit: { ...edit, changes: [] } }
      if (slot === null || slot.filler === 'likely') yield asItIs
      const source = variant.sources.get(path)
      const began = this.#clock.mono()
      if (slot && source && filledMs < syntax.slotsMs) {
        for (const filled of fillSlot(source, slot, this.#task.expected.constants)) {
          yield { variant, path, edit: filled }
          if (this.#clock.mono() - began > syntax.slotMs) break
        }
      }
      if (slot?.filler === 'poor') yield asItIs
      filledMs += this.#clock.mono() - began
      count += 1
      if (count >= syntax.variants || this.#clock.mono() - started - filledMs > syntax.ms) return
    }
  }

  #edited({ variant, path, edit }: Candidate): Variant[] {
    if (edit.changes.length === 0) return [variant]
    const text = applyChanges(variant.files[path] ?? '', edit.changes)
    try {
      return [this.#variant({ ...variant.files, [path]: text }, [...variant.edits, { path, edit }])]
    } catch {
      return []
    }
  }

  #suspicionOf({ variant, path, edit }: Candidate): number {
    const text = variant.files[path] ?? ''
    const line = text.slice(0, edit.at).split('\n').length
    return Math.max(0, ...this.#heat.filter((one) => one.file === path && one.line === line).map(({ suspicion }) => suspicion))
  }

  async #localise(variant: Variant): Promise<Suspect[]> {
    this.#stage = 'localise'
    const baseline = await this.#evaluator.measure(variant)
    if (this.#baseline === null) {
      this.#baseline = baseline
      this.#origin = variant
    }
    this.#current = baseline
    this.#total = Math.max(this.#total, baseline.total)
    this.#best = Math.max(this.#best, baseline.checks.filter(({ passes }) => passes).length)
    const suspects = suspectStatements(baseline, this.#task.frames)
    if (this.#heat.length === 0) this.#heat = hottest(suspects)
    this.#progress(true)
    return suspects
  }

  /** What is known to heal the like, and what the failure itself asks for. */
  *#surest(variant: Variant): Generator<Candidate> {
    const { recipes, recipesOnly } = this.#task
    for (const recipe of recipes) for (const [path, source] of variant.sources) for (const edit of applyRecipe(source, recipe)) yield { variant, path, edit }
    if (recipesOnly) return
    for (const [path, source] of variant.sources) for (const edit of generateKinds(source, { statements: statementsOf(source.ast).map(({ id }) => id), constants: [], first: [] }, intruders)) yield { variant, path, edit }
    const wanted = [...(this.#current?.why ?? '').matchAll(notExported)].map(([, name = '']) => name)
    for (const [path, source] of variant.sources) for (const edit of restoreExports(source, wanted)) yield { variant, path, edit }
    if (wanted.length > 0 || /is not defined/.test(this.#current?.why ?? '') || this.#current?.outcomes.some((outcome) => outcome?.ok === false && /is not defined/.test(outcome.failure.message))) {
      for (const [path, source] of variant.sources) for (const edit of declareMissing(source, { constants: this.#task.expected.constants, wanted })) yield { variant, path, edit }
    }
  }

  *#secondEdits(variant: Variant, suspects: readonly Suspect[]): Generator<Candidate> {
    for (const tiers of seconds) yield* this.#inRings(variant, suspects, tiers)
  }

  /** The most suspicious statements, then twice as many others, and so on. */
  *#inRings(variant: Variant, suspects: readonly Suspect[], tiers: Tiers): Generator<Candidate> {
    const first = this.#task.recipes.map(({ kind }) => kind)
    const { constants, shapes } = this.#task.expected
    for (let from = 0, size = firstRing; from < suspects.length; from += size, size *= 2) {
      const ring = suspects.slice(from, from + size)
      for (const [path, source] of variant.sources) {
        const statements = ring.filter((suspect) => suspect.path === path).map(({ local }) => local)
        if (statements.length === 0) continue
        for (const edit of generateEdits(source, { statements, constants, shapes, types: this.#inquiry.typesIn(variant, path), first, tiers })) yield { variant, path, edit }
      }
    }
  }

  /** The best of those that repair a part, for a second edit. */
  #takePartial(): Candidate[] {
    const best = this.#partial.toSorted((a, b) => b.score - a.score || a.candidate.edit.cost - b.candidate.edit.cost)
    this.#partial = []
    return best.slice(0, beam.width).map(({ candidate }) => candidate)
  }

  /** Tries candidates on all lanes until they are through, the time is over, or enough of them pass. */
  async #pump(candidates: Iterator<Candidate>): Promise<Finish> {
    let ending: Finish | null = null
    const baseline = this.#current
    const started = this.#clock.mono()
    const over = Promise.withResolvers<void>()
    const lane = async (number: number): Promise<void> => {
      // A lane that still boots must not hold the likeliest candidates back.
      await Promise.race([this.#evaluator.ready(number), over.promise])
      // The first are the likeliest: few of them at a time, so that a patch is known soon.
      for (let size = firstBatch; ending === null; size *= 2) {
        const batch = takeBatch(candidates, this.#task.recipesOnly ? 2 : Math.min(this.#lookAgainAt === null ? size : firstBatch, this.#evaluator.batchSize))
        const [first] = batch
        if (first === undefined) { ending ??= 'through'; break }
        for (const { variant } of batch) await this.#evaluator.keep(variant)
        for (const tried of await this.#tryBatch(number, batch, baseline)) this.#take(tried)
        const now = this.#clock.mono()
        if (this.#task.stop.aborted) ending ??= 'stopped'
        else if (now - this.#started > this.#task.budgetMs) ending ??= 'out of time'
        else if (this.#lookAgainAt !== null && (now > this.#lookAgainAt || this.#task.recipesOnly)) ending ??= 'enough'
        this.#progress(false)
      }
      over.resolve()
    }
    this.#stage = 'evaluate'
    await Promise.all(Array.from({ length: this.#evaluator.lanes }, (_, number) => lane(number)))
    this.#searchMs += this.#clock.mono() - started
    return ending ?? 'through'
  }

  async #tryBatch(lane: number, batch: readonly Candidate[], baseline: Baseline | null): Promise<Tried[]> {
    const tried: Tried[] = []
    for (let from = 0; from < batch.length;) {
      // One order is about one version.
      const base = batch[from]?.variant
      let to = from
      while (to < batch.length && batch[to]?.variant === base) to += 1
      tried.push(...await this.#evaluator.try(lane, batch.slice(from, to), baseline))
      from = to
    }
    return tried
  }

  #take({ candidate, score, passes, overfits, why }: Tried): void {
    this.#tried += 1
    this.#best = Math.max(this.#best, passes ? this.#total : score)
    if (passes) {
      this.#takePatch(candidate)
      return
    }
    if (overfits) this.#overfit.push(costOf(candidate))
    const passing = this.#current?.checks.filter((check) => check.passes).length ?? -1
    if (score > passing) this.#partial.push({ candidate, score })
    if (why === ranOn && this.#ranOn.length < mostDeaths) this.#ranOn.push(candidate)
    if (this.#died.length < mostDeaths) this.#died.push({ candidate, why: why ?? 'failed' })
  }

  #takePatch(candidate: Candidate): void {
    const { variant, path, edit } = candidate
    const text = applyChanges(variant.files[path] ?? '', edit.changes)
    const files = { ...variant.files, [path]: text }
    const key = text.replace(/\s+/g, ' ')
    if (this.#patches.has(key)) return
    this.#firstPatchMs ??= this.#spent()
    this.#lookAgainAt ??= this.#clock.mono() + clamp(this.#firstPatchMs * collect.share, collect.least, collect.most)
    this.#patches.set(key, {
      candidate, files, text: key, isYielded: false, order: this.#tried, outcomes: null,
      cost: costOf(candidate), oddness: oddnessOf(candidate), suspicion: this.#suspicionOf(candidate),
      size: [...variant.edits.map((made) => made.edit), edit].flatMap((one) => one.changes).reduce((sum, change) => sum + change.text.length + change.end - change.start, 0),
    })
  }

  /** Whether the best patch is good enough to stop looking for a better one. */
  async #isConvinced(): Promise<boolean> {
    const [best] = await this.#rank()
    if (best === undefined || this.#task.recipesOnly || best.penalty <= doubt.penalty || this.#spent() - (this.#firstPatchMs ?? 0) > doubt.most) return true
    this.#lookAgainAt = this.#clock.mono() + doubt.every
    return false
  }

  /** The patches that were not given away yet, best first. */
  async *#ranked(): AsyncGenerator<FoundPatch> {
    const ranked = await this.#rank()
    this.#lookAgainAt = null
    this.#order = ranked.map(({ patch }) => patch)
    for (const { patch, agreeing } of ranked) {
      patch.isYielded = true
      yield this.#found(patch, agreeing)
    }
  }

  async #rank(): Promise<Ranked<Passing>[]> {
    const open = [...this.#patches.values()].filter(({ isYielded }) => !isYielded).sort((a, b) => a.cost - b.cost || a.order - b.order)
    if (open.length === 0) return []
    this.#stage = 'rank'
    this.#progress(true)
    return rank(open, await this.#probe(open.slice(0, probes.patches)))
  }

  /** What patches come to on calls near to those of the tests; each is asked once. */
  async #probe(patches: readonly Passing[]): Promise<Before> {
    const baseline = this.#baseline
    const origin = this.#origin
    if (baseline === null || origin === null) return { outcomes: null, fromPassing: [] }
    this.#calls ??= varyCalls(baseline.calls.map((call) => ({ ...call, passes: baseline.checks[call.check]?.passes ?? false })), this.#task.random, probes.calls)
    const calls = this.#calls.map(({ path, name, args }) => ({ path, name, args }))
    if (calls.length > 0) {
      const unasked = patches.filter(({ outcomes }) => outcomes === null)
      for (const [variant, mine] of Map.groupBy(unasked, ({ candidate }) => candidate.variant)) {
        const outcomes = await this.#evaluator.probe(variant, mine.map(({ candidate }) => candidate), calls)
        for (const [index, patch] of mine.entries()) patch.outcomes = outcomes[index] ?? null
      }
      const [path = ''] = origin.sources.keys()
      const unchanged: Candidate = { variant: origin, path, edit: { kind: 'none', changes: [], at: 0, cost: 0 } }
      this.#before ??= (await this.#evaluator.probe(origin, [unchanged], calls))[0] ?? null
    }
    return { outcomes: this.#before, fromPassing: this.#calls.map(({ fromPassing }) => fromPassing) }
  }

  #found({ candidate, files, cost }: Passing, agreeing: number): FoundPatch {
    const { variant, path, edit } = candidate
    const source = variant.sources.get(path)
    if (!source) throw new RangeError(`${path} may not be edited`)
    const made = edit.changes.length === 0 ? variant.edits.at(-1)?.edit ?? edit : edit
    const told = [...variant.edits, ...(edit.changes.length === 0 ? [] : [{ path, edit }])]
    let text = this.#task.files[path] ?? ''
    const summaries: string[] = []
    for (const one of told) {
      summaries.push(summarise(text, one.edit))
      text = applyChanges(text, one.edit.changes)
    }
    const recipe = edit.changes.length === 0 ? { kind: made.kind, before: '', after: '' } : recipeOf(source, edit)
    const isProven = (this.#baseline?.heldOut ?? 0) > 1 && !this.#overfit.some((other) => other <= cost)
    return { files, summary: summaries.join('; '), recipe, agreeing, isProven }
  }

  #progress(always: boolean): void {
    const { onProgress } = this.#task
    if (!onProgress) return
    const now = this.#clock.mono()
    if (!always && now - this.#lastProgress < progressMs) return
    this.#lastProgress = now
    onProgress({
      stage: this.#stage, tried: this.#tried, perSecond: this.#rate(), best: { passed: this.#best, total: this.#total }, plausible: this.#patches.size,
      heat: this.#heat, deaths: this.#died.slice(-5).map((death) => toDeath(death, this.#task.files)), ms: this.#spent(),
    })
  }

  #rate(): number {
    const ms = this.#searchMs || this.#spent()
    return ms === 0 ? 0 : (this.#tried / ms) * 1000
  }

  #end(why: string): SearchEnd {
    return { why: this.#patches.size === 0 ? why : `${why}; ${this.#patches.size} passed`, tried: this.#tried, perSecond: this.#rate(), ms: this.#spent(), deaths: this.#died.map((death) => toDeath(death, this.#task.files)) }
  }
}

const clamp = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value))

/** Of all edits together; each one more makes it less likely. */
const costOf = ({ variant, edit }: Candidate): number => variant.edits.reduce((sum, made) => sum + made.edit.cost + 1, 0) + (edit.changes.length === 0 ? 0 : edit.cost)

const oddnessOf = ({ variant, path, edit }: Candidate): number => {
  const source = variant.sources.get(path)
  return source ? oddities(source, edit.changes) : 0
}

/**
 * What could reach the one who judges: the process, the realm, the assertions, the clock. A candidate may keep such
 * words and move none in: whoever needs them to pass has not repaired the program.
 */
const reaching = /\b(?:process|globalThis|global|require|eval|Function|assert|expect|prototype|__proto__|Reflect|Proxy|defineProperty|setPrototypeOf|console)\b|\bDate\.now\s*=/g

export function reachesOut(text: string, { changes }: Pick<Edit, 'changes'>): boolean {
  const count = (part: string): number => part.match(reaching)?.length ?? 0
  return changes.reduce((sum, { start, end, text: added }) => sum + count(added) - count(text.slice(start, end)), 0) > 0
}

function takeBatch(candidates: Iterator<Candidate>, most: number): Candidate[] {
  const batch: Candidate[] = []
  while (batch.length < most) {
    const next = candidates.next()
    if (next.done) break
    const { variant, path, edit } = next.value
    if (!reachesOut(variant.files[path] ?? '', edit)) batch.push(next.value)
  }
  return batch
}

const toDeath = ({ candidate: { variant, path, edit }, why }: { candidate: Candidate; why: string }, files: GenomeFiles): Death => {
  // A variant of what does not parse is its own edit.
  const made = edit.changes.length === 0 ? variant.edits.at(-1)?.edit ?? edit : edit
  const text = (edit.changes.length === 0 ? files : variant.files)[path] ?? ''
  return { tried: `${made.kind}, ${summarise(text, made)}`.slice(0, 300), why: why.slice(0, 300) }
}

function hottest(suspects: readonly Suspect[]): Heat[] {
  const lines = new Map<string, Heat>()
  for (const { path, line, suspicion } of suspects) {
    const key = `${path}:${line}`
    const known = lines.get(key)
    if (!known || known.suspicion < suspicion) lines.set(key, { file: path, line, suspicion })
  }
  return [...lines.values()].slice(0, 200)
}
