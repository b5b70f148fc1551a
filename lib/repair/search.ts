import type { GenomeFiles } from '../contract/genome.ts'
import type { Clock } from '../contract/ports/clock.ts'
import type { SearchEnd } from '../contract/ports/search.ts'
import type { Death, Heat, SearchStage } from '../contract/search.ts'
import { hottestLines } from './2-localise/hottest-lines.ts'
import { suspectStatements, type Suspect } from './2-localise/suspect-statements.ts'
import type { Candidate, Evaluator, Tried } from './4-evaluate/evaluator.ts'
import type { Baseline } from './4-evaluate/plan.ts'
import { summarise } from './edit.ts'
import { Inquiry } from './inquiry.ts'
import { filesOf, Patches, type FoundPatch, type Origin } from './patches.ts'
import { Proposals, type Tiers } from './proposals.ts'
import { reachesOut } from './reaches-out.ts'
import type { SearchTask } from './search-task.ts'
import type { Variant } from './variant.ts'

/** Candidates that belong together. `goesOn`: others of the same kind come after them; `isFurther`: there are none that go less far. */
interface Phase { candidates: Iterator<Candidate>; goesOn: boolean; isFurther?: boolean }

/** How one look at candidates ended. */
type Finish = 'through' | 'enough' | 'out of time' | 'stopped'

/** As candidate hosts say it. */
const ranOn = 'ran on and on'
const progressMs = 250
/** Candidates of a lane's first order. */
const firstBatch = 12
/** Kept for the record; all are counted. */
const mostDeaths = 10_000
/** After the first patch that passes, others are looked for: a part of the time that it took to come by it, within these bounds, ms. */
const collect = { least: 25, most: 1_500, share: 0.5 }
/** While the best of them convinces nobody, the search goes on for so long, ms; and it is looked at so often. When all slips are through, what goes further has to do. */
const doubt = { slips: { penalty: 2.6, most: 2_500 }, further: { penalty: 4.2, most: 1_200 }, every: 150 }
/** How many partly right versions are edited a second time, and how deep it goes. */
const beam = { width: 6, depth: 3 }
/** Versions of what does not parse that are edited further. */
const bases = 4
/** Of edits: slips and what the file has at hand everywhere, then what is missing, then the long tail. */
const singles: readonly [Tiers, Tiers, ...Tiers[]] = [[1, 2], [3, 3], [4, 4], [5, 6]]

/**
 * Looks for an edit of the program that passes its suite: generate and validate, first the likeliest. Yields patches,
 * the most trustworthy first, and goes on looking when the next one is asked for.
 */
export class PatchSearch {
  readonly #task: SearchTask
  readonly #clock: Clock
  readonly #evaluator: Evaluator
  readonly #started: number
  readonly #proposals: Proposals
  readonly #patches: Patches
  readonly #died: { candidate: Candidate; why: string }[] = []
  #partial: { candidate: Candidate; score: number }[] = []
  /** Those that may have needed more than they were given. */
  readonly #ranOn: Candidate[] = []
  #tried = 0
  #firstPatchMs: number | null = null
  /** When the first candidate was tried. */
  #pumpedSince: number | null = null
  /** When the patches found so far are to be compared. */
  #lookAgainAt: number | null = null
  #stage: SearchStage = 'diagnose'
  #best = 0
  #total = 0
  #heat: Heat[] = []
  #lastProgress = 0
  #origin: Origin | null = null
  /** Of the version whose edits are being tried. */
  #current: Baseline | null = null
  #searchMs = 0
  readonly #inquiry: Inquiry

  /** @param ports.evaluator open for this search alone: it is closed with it */
  constructor(task: SearchTask, ports: { clock: Clock; evaluator: Evaluator }) {
    this.#task = task
    this.#clock = ports.clock
    this.#started = ports.clock.mono()
    this.#evaluator = ports.evaluator
    this.#inquiry = new Inquiry({ evaluator: ports.evaluator, expected: task.expected, isOver: () => this.#isOver })
    this.#proposals = new Proposals(task, { clock: ports.clock, typesIn: (variant, path) => this.#inquiry.typesIn(variant, path) })
    this.#patches = new Patches(task.files, { evaluator: ports.evaluator, random: task.random })
  }

  /** How the suite fared before anything was changed; null while the program does not parse, or was not run yet. */
  get baseline(): Baseline | null {
    return this.#origin?.baseline ?? null
  }

  /** How it stands, and what else passes beside a patch that it has found, one line each, the most trustworthy first. */
  standing(but: FoundPatch): { tried: number; perSecond: number; others: string[] } {
    return { tried: this.#tried, perSecond: this.#rate(), others: this.#patches.others(but) }
  }

  async *run(): AsyncGenerator<FoundPatch, SearchEnd, void> {
    let why = 'every edit was tried'
    try {
      const { files, suspects } = this.#task
      const known = this.#task.recipesOnly ? this.#proposals.onlyRepeat() : null
      if (known !== null) {
        this.#tried += 1
        // To prove it takes no longer than to boot a host that tries it.
        yield this.#patches.untried(known)
        if (this.#isOver) return this.#end('stopped')
      }
      this.#evaluator.open(files, suspects)
      for await (const { candidates, goesOn, isFurther = false } of this.#phases()) {
        let finished: Finish
        do {
          finished = await this.#pump(candidates)
          // What convinces nobody waits for what the next candidates are.
          if ((finished === 'enough' || (finished === 'through' && goesOn)) && !(await this.#isConvinced(doubt[isFurther ? 'further' : 'slips']))) continue
          yield* this.#give()
        } while (finished === 'enough')
        if (finished === 'out of time') { why = `its ${Math.round(this.#task.budgetMs)} ms are spent`; break }
        if (finished === 'stopped') { why = 'stopped'; break }
      }
      // Those that were to wait for others, and none came.
      yield* this.#give()
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

  /** One stream of candidates after the other: the next is only begun when the one before has found nothing that holds. */
  async *#phases(): AsyncGenerator<Phase> {
    const versions: Variant[] = []
    try {
      versions.push(this.#proposals.variant(this.#task.files, []))
    } catch {
      const broken = this.#proposals.brokenFile()
      if (broken === null) return
      yield { candidates: this.#proposals.parseable(broken), goesOn: false }
      versions.push(...this.#partial.toSorted((a, b) => b.score - a.score).slice(0, bases).flatMap(({ candidate }) => this.#proposals.edited(candidate)))
      this.#partial = []
    }
    for (const version of versions) {
      if (this.#isOver) return
      // Recipes say themselves where they fit.
      const suspects = this.#task.recipesOnly ? [] : await this.#localise(version)
      this.#stage = 'edit'
      yield { candidates: this.#proposals.surest(version, this.#current), goesOn: !this.#task.recipesOnly }
      if (this.#task.recipesOnly) continue
      const [slips, further, ...others] = singles
      yield { candidates: this.#proposals.inRings(version, suspects, slips), goesOn: true }
      if (this.#isOver) return
      this.#stage = 'localise'
      await this.#inquiry.lookAtTypes(version, suspects)
      yield { candidates: this.#proposals.inRings(version, suspects, further), goesOn: true, isFurther: true }
      if (this.#isOver) return
      if (this.#current) yield { candidates: (await this.#inquiry.conditions(version, suspects, this.#current)).values(), goesOn: true, isFurther: true }
      for (const tiers of others) yield { candidates: this.#proposals.inRings(version, suspects, tiers), goesOn: tiers !== others.at(-1), isFurther: true }
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
        for (const version of this.#proposals.edited(candidate)) {
          if (this.#isOver) return
          const suspects = await this.#localise(version)
          yield { candidates: this.#proposals.again(version, suspects), goesOn: false, isFurther: true }
        }
      }
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
    this.#origin ??= { variant, baseline }
    this.#current = baseline
    this.#total = Math.max(this.#total, baseline.total)
    this.#best = Math.max(this.#best, baseline.checks.filter(({ passes }) => passes).length)
    const suspects = suspectStatements(baseline, this.#task.frames)
    if (this.#heat.length === 0) this.#heat = hottestLines(suspects)
    this.#progress(true)
    return suspects
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
    this.#pumpedSince ??= started
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
    if (overfits) this.#patches.addOverfit(candidate)
    const passing = this.#current?.checks.filter((check) => check.passes).length ?? -1
    if (score > passing) this.#partial.push({ candidate, score })
    if (why === ranOn && this.#ranOn.length < mostDeaths) this.#ranOn.push(candidate)
    if (this.#died.length < mostDeaths) this.#died.push({ candidate, why: why ?? 'failed' })
  }

  #takePatch(candidate: Candidate): void {
    if (!this.#patches.add(candidate, { order: this.#tried, suspicion: this.#suspicionOf(candidate) })) return
    if (this.#firstPatchMs === null) {
      this.#firstPatchMs = this.#spent()
      this.#task.onFirst?.(filesOf(candidate))
    }
    const now = this.#clock.mono()
    this.#lookAgainAt ??= now + clamp((now - (this.#pumpedSince ?? now)) * collect.share, collect.least, collect.most)
  }

  /** Whether the best patch is good enough to stop looking for a better one. */
  async #isConvinced({ penalty: enough, most }: { penalty: number; most: number }): Promise<boolean> {
    if (this.#task.recipesOnly || this.#spent() - (this.#firstPatchMs ?? 0) > most) return true
    this.#toRank()
    const penalty = await this.#patches.penalty(this.#origin)
    if (penalty === null || penalty <= enough) return true
    this.#lookAgainAt = this.#clock.mono() + doubt.every
    return false
  }

  /** The patches that were not given away yet, best first. */
  async *#give(): AsyncGenerator<FoundPatch> {
    this.#toRank()
    const given = this.#patches.give(this.#origin)
    this.#lookAgainAt = null
    yield* given
  }

  #toRank(): void {
    if (this.#patches.size === 0) return
    this.#stage = 'rank'
    this.#progress(true)
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
