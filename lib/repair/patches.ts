import type { Random } from '../contract/fault.ts'
import type { GenomeFiles } from '../contract/genome.ts'
import type { Patch } from '../contract/ports/search.ts'
import { recipeOf } from './3-edit/apply-recipe.ts'
import type { Candidate, Evaluator } from './4-evaluate/evaluator.ts'
import type { Baseline } from './4-evaluate/plan.ts'
import { changedCharacters } from './5-rank/changed-characters.ts'
import { conditionsAround } from './5-rank/conditions-around.ts'
import { oddities } from './5-rank/oddities.ts'
import { isRefusal, rank, type Before, type Plausible, type Ranked } from './5-rank/rank.ts'
import { varyCalls, type VariedCall } from './5-rank/vary-calls.ts'
import { applyChanges, summarise } from './edit.ts'
import type { Variant } from './variant.ts'

export interface FoundPatch extends Patch {
  /** How many patches behave like it on varied inputs, itself among them. */
  agreeing: number
  /** It passes cases that no patch was chosen by: none that came before it failed them. */
  isProven: boolean
}

/** The version that failed, as its suite found it. */
export interface Origin { variant: Variant; baseline: Baseline }

interface Passing extends Plausible { candidate: Candidate; files: GenomeFiles; isGiven: boolean }

/** Calls that patches are compared on, calls of checks that failed, and patches that are compared. */
const probes = { calls: 60, failing: 6, patches: 48 }

/** Those that pass, as they are found, and which of them is to be trusted most. */
export class Patches {
  readonly #files: GenomeFiles
  readonly #evaluator: Evaluator
  readonly #random: Random
  readonly #passing = new Map<string, Passing>()
  /** Costs of those that pass all but the cases held out. */
  readonly #overfit: number[] = []
  #calls: VariedCall[] | null = null
  #before: string[] | null = null
  /** As they were ranked last. */
  #order: Passing[] = []

  /** @param files the program that failed */
  constructor(files: GenomeFiles, ports: { evaluator: Evaluator; random: Random }) {
    this.#files = files
    this.#evaluator = ports.evaluator
    this.#random = ports.random
  }

  get size(): number {
    return this.#passing.size
  }

  /**
   * @param found.order when it was found, counting candidates
   * @param found.suspicion of what it changes
   * @returns whether it is a new one
   */
  add(candidate: Candidate, found: { order: number; suspicion: number }): boolean {
    const { variant, path } = candidate
    const files = filesOf(candidate)
    const key = files[path]?.replace(/\s+/g, ' ') ?? ''
    const known = this.#passing.get(key)
    if (known) {
      // Whoever comes to the same by a likelier way makes it likelier.
      known.cost = Math.min(known.cost, costOf(candidate))
      return false
    }
    const edited = new Set([path, ...variant.edits.map((made) => made.path)])
    this.#passing.set(key, {
      ...found, candidate, files, isGiven: false, isIdle: false, refuses: false, outcomes: null,
      cost: costOf(candidate), oddness: oddnessOf(candidate), size: [...edited].reduce((sum, one) => sum + changedCharacters(this.#files[one] ?? '', files[one] ?? ''), 0),
    })
    return true
  }

  /** One that passes what it was chosen by, and fails cases held out. */
  addOverfit(candidate: Candidate): void {
    this.#overfit.push(costOf(candidate))
  }

  /** What the best is charged with; null where there is none. */
  async penalty(origin: Origin | null): Promise<number | null> {
    return (await this.#rank(origin))[0]?.penalty ?? null
  }

  /** Those that were not given away yet, best first. */
  async *give(origin: Origin | null): AsyncGenerator<FoundPatch> {
    const ranked = await this.#rank(origin)
    this.#order = ranked.map(({ patch }) => patch)
    for (const { patch, agreeing } of ranked) {
      patch.isGiven = true
      const isProven = (origin?.baseline.heldOut ?? 0) > 1 && !this.#overfit.some((other) => other <= patch.cost)
      yield { files: patch.files, ...this.#tell(patch.candidate), agreeing, isProven }
    }
  }

  /** One that is given away before anything was run. */
  untried(candidate: Candidate): FoundPatch {
    return { files: filesOf(candidate), ...this.#tell(candidate), agreeing: 1, isProven: false }
  }

  /** What else passes beside one that was given away, one line each, the most trustworthy first. */
  others(but: FoundPatch): string[] {
    return this.#order.filter(({ files }) => files !== but.files).map(({ candidate }) => this.#tell(candidate).summary)
  }

  async #rank(origin: Origin | null): Promise<Ranked<Passing>[]> {
    const open = [...this.#passing.values()].filter(({ isGiven }) => !isGiven).sort((a, b) => a.cost - b.cost || a.order - b.order)
    return open.length === 0 ? [] : rank(open, await this.#compare(open.slice(0, probes.patches), origin))
  }

  /** What patches come to on calls near to those of the tests; each is asked once. */
  async #compare(patches: readonly Passing[], origin: Origin | null): Promise<Before> {
    if (origin === null) return { outcomes: null, fromPassing: [] }
    const { variant, baseline } = origin
    const passes = (check: number): boolean => baseline.checks[check]?.passes ?? false
    this.#calls ??= varyCalls(baseline.calls.map((call) => ({ ...call, passes: passes(call.check) })), this.#random, probes.calls)
    const varied = this.#calls.map(({ path, name, args }) => ({ path, name, args }))
    if (varied.length > 0) {
      const calls = [...varied, ...baseline.calls.filter(({ check }) => !passes(check)).slice(0, probes.failing).map(({ path, name, args }) => ({ path, name, args }))]
      const [path = ''] = variant.sources.keys()
      const unchanged: Candidate = { variant, path, edit: { kind: 'none', changes: [], at: 0, cost: 0 } }
      this.#before ??= (await this.#evaluator.probe(variant, [unchanged], calls))[0] ?? null
      const unasked = patches.filter(({ outcomes }) => outcomes === null)
      for (const [base, mine] of Map.groupBy(unasked, ({ candidate }) => candidate.variant)) {
        const idle = mine.map(({ candidate }) => idleAt(candidate))
        // Many patches may edit one condition: it is taken away once.
        const asked = new Map([...mine.map(({ candidate }) => candidate), ...idle.flat()].map((candidate) => [keyOf(candidate), candidate]))
        const outcomes = await this.#evaluator.probe(base, [...asked.values()], calls)
        const said = new Map([...asked.keys()].map((key, index) => [key, outcomes[index] ?? null]))
        for (const [index, patch] of mine.entries()) {
          const own = said.get(keyOf(patch.candidate)) ?? null
          patch.outcomes = own?.slice(0, varied.length) ?? null
          // It passes: so that is what the test wants.
          patch.refuses = own?.slice(varied.length).some((outcome, at) => isRefusal(outcome) && !isRefusal(this.#before?.[varied.length + at] ?? '')) ?? false
          patch.isIdle = own !== null && (idle[index] ?? []).some((one) => said.get(keyOf(one))?.join('\n') === own.join('\n'))
        }
      }
    }
    return { outcomes: this.#before?.slice(0, varied.length) ?? null, fromPassing: this.#calls.map(({ fromPassing }) => fromPassing) }
  }

  #tell({ variant, path, edit }: Candidate): Pick<Patch, 'summary' | 'recipe'> {
    const source = variant.sources.get(path)
    if (!source) throw new RangeError(`${path} may not be edited`)
    const isVariant = edit.changes.length === 0
    let text = this.#files[path] ?? ''
    const summaries: string[] = []
    for (const made of isVariant ? variant.edits : [...variant.edits, { path, edit }]) {
      summaries.push(summarise(text, made.edit))
      text = applyChanges(text, made.edit.changes)
    }
    const recipe = isVariant ? { kind: (variant.edits.at(-1)?.edit ?? edit).kind, before: '', after: '' } : recipeOf(source, edit)
    return { summary: summaries.join('; '), recipe }
  }
}

/** The program with its edit made. */
export const filesOf = ({ variant, path, edit }: Candidate): GenomeFiles => ({ ...variant.files, [path]: applyChanges(variant.files[path] ?? '', edit.changes) })

/** Where a condition is edited: the program with no condition there at all. */
function idleAt({ variant, path, edit }: Candidate): Candidate[] {
  const source = variant.sources.get(path)
  const conditions = source && edit.changes.length > 0 ? conditionsAround(source, edit.changes) : []
  return conditions.flatMap((condition) => ['true', 'false'].map((text) => ({ variant, path, edit: { kind: 'idle', changes: [{ ...condition, text }], at: condition.start, cost: 0 } })))
}

const keyOf = ({ path, edit }: Candidate): string => JSON.stringify([path, edit.changes])

/** Of all edits together; each one more makes it less likely. */
const costOf = ({ variant, edit }: Candidate): number => variant.edits.reduce((sum, made) => sum + made.edit.cost + 1, 0) + (edit.changes.length === 0 ? 0 : edit.cost)

const oddnessOf = ({ variant, path, edit }: Candidate): number => {
  const source = variant.sources.get(path)
  return source ? oddities(source, edit.changes) : 0
}
