import type { GenomeFiles } from '../contract/genome.ts'
import type { Clock } from '../contract/ports/clock.ts'
import { fillSlot } from './1-diagnose/heads/fill-slot.ts'
import { repairSyntax } from './1-diagnose/repair-syntax.ts'
import { restoreExports } from './1-diagnose/restore-exports.ts'
import type { Suspect } from './2-localise/suspect-statements.ts'
import { applyRecipe, repeatRecipe } from './3-edit/apply-recipe.ts'
import { declareMissing } from './3-edit/declarations/declare-missing.ts'
import { generateEdits, generateKinds, type Focus } from './3-edit/generate-edits.ts'
import type { Candidate } from './4-evaluate/evaluator.ts'
import type { Baseline } from './4-evaluate/plan.ts'
import { applyChanges, type Edit } from './edit.ts'
import type { SeenTypes } from './inquiry.ts'
import { reachesOut } from './reaches-out.ts'
import type { SearchTask } from './search-task.ts'
import { statementsOf } from './statements.ts'
import { openVariant, type Variant } from './variant.ts'

/** Of edits, from the cheapest to the dearest. */
export type Tiers = NonNullable<Focus['tiers']>

/** Variants of what does not parse: how many of them and for how long, and how long what one of them leaves open, and what all do, is filled in, ms. */
const syntax = { variants: 60, ms: 600, slotMs: 1_500, slotsMs: 3_000 }
/** Statements of one ring of suspicion: the next ring is looked at when all edits of this one are through. */
const firstRing = 40
/** For a second edit, slips first. */
const seconds: readonly Tiers[] = [[1, 1], [2, 4]]
/** What ends, blocks or fills everything may have done so before anything was seen: it is thrown out wherever it stands. */
const intruders: ReadonlySet<string> = new Set(['drop-intruder'])
/** Rarely there at all, and then nearly always right. */
const rowFills: ReadonlySet<string> = new Set(['fill-rows'])
/** What a test or another file asks for in vain, as Node says it. */
const notExported = /does not provide an export named '([\w$]+)'/g
const notDefined = /is not defined/

/** What may be tried, in streams that can be left at any moment. */
export class Proposals {
  readonly #task: SearchTask
  readonly #clock: Clock
  readonly #typesIn: (variant: Variant, path: string) => SeenTypes
  #nextVariant = 0
  #repeated: string | null = null

  constructor(task: SearchTask, ports: { clock: Clock; typesIn: (variant: Variant, path: string) => SeenTypes }) {
    this.#task = task
    this.#clock = ports.clock
    this.#typesIn = ports.typesIn
  }

  /** @throws SyntaxError where a file that may be edited does not parse */
  variant(files: GenomeFiles, edits: Variant['edits']): Variant {
    return openVariant(this.#nextVariant++, files, this.#task.suspects, edits)
  }

  /** The version that a candidate makes, where it parses. */
  edited({ variant, path, edit }: Candidate): Variant[] {
    if (edit.changes.length === 0) return [variant]
    const text = applyChanges(variant.files[path] ?? '', edit.changes)
    try {
      return [this.variant({ ...variant.files, [path]: text }, [...variant.edits, { path, edit }])]
    } catch {
      return []
    }
  }

  /** The file that does not parse; null where several do not: then nothing can be run. */
  brokenFile(): string | null {
    const { files, suspects } = this.#task
    const broken = suspects.filter((path) => {
      try {
        openVariant(-1, files, [path], [])
        return false
      } catch {
        return true
      }
    })
    return broken.length === 1 && broken[0] !== undefined ? broken[0] : null
  }

  /** Versions of a file that does not parse which do. */
  *parseable(path: string): Generator<Candidate> {
    const started = this.#clock.mono()
    const { [path]: text = '', ...others } = this.#task.files
    let count = 0
    let filledMs = 0
    for (const { slot, ...edit } of repairSyntax(path, text, { ...others, ...this.#task.tests })) {
      const variant = this.variant({ ...this.#task.files, [path]: applyChanges(text, edit.changes) }, [{ path, edit }])
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

  /** What the recipes make of the program where they fit it in one place alone, as it reads; else null. It is not proposed again. */
  onlyRepeat(): Candidate | null {
    const { files, recipes } = this.#task
    let variant: Variant
    try {
      variant = this.variant(files, [])
    } catch {
      return null
    }
    const fits = new Map<string, Candidate>()
    for (const recipe of recipes)
      for (const [path, source] of variant.sources)
        for (const edit of repeatRecipe(source, recipe)) fits.set(resultOf(path, source.text, edit), { variant, path, edit })
    const [[result, only] = []] = fits
    if (fits.size !== 1 || !result || !only || reachesOut(files[only.path] ?? '', only.edit) || this.edited(only).length === 0) return null
    this.#repeated = result
    return only
  }

  /** What is known to heal the like, and what the failure itself asks for. */
  *surest(variant: Variant, baseline: Baseline | null): Generator<Candidate> {
    const { recipes, recipesOnly, expected } = this.#task
    for (const recipe of recipes)
      for (const [path, source] of variant.sources)
        for (const edit of applyRecipe(source, recipe)) if (resultOf(path, source.text, edit) !== this.#repeated) yield { variant, path, edit }
    if (recipesOnly) return
    for (const kinds of [intruders, rowFills])
      for (const [path, source] of variant.sources)
        for (const edit of generateKinds(source, { statements: statementsOf(source.ast).map(({ id }) => id), constants: [], rows: expected.rows, first: [] }, kinds)) yield { variant, path, edit }
    const why = baseline?.why ?? ''
    const wanted = [...why.matchAll(notExported)].map(([, name = '']) => name)
    for (const [path, source] of variant.sources) for (const edit of restoreExports(source, wanted)) yield { variant, path, edit }
    const isNameMissing = notDefined.test(why) || baseline?.outcomes.some((outcome) => outcome?.ok === false && notDefined.test(outcome.failure.message))
    if (wanted.length === 0 && !isNameMissing) return
    for (const [path, source] of variant.sources) for (const edit of declareMissing(source, { constants: expected.constants, wanted })) yield { variant, path, edit }
  }

  /** Edits of the most suspicious statements, then of twice as many others, and so on. */
  *inRings(variant: Variant, suspects: readonly Suspect[], tiers: Tiers): Generator<Candidate> {
    const first = this.#task.recipes.map(({ kind }) => kind)
    const { constants, shapes, rows } = this.#task.expected
    for (let from = 0, size = firstRing; from < suspects.length; from += size, size *= 2) {
      const ring = suspects.slice(from, from + size)
      for (const [path, source] of variant.sources) {
        const here = ring.filter((suspect) => suspect.path === path)
        if (here.length === 0) continue
        const [statements, suspicion] = [here.map(({ local }) => local), here.map((suspect) => suspect.suspicion)]
        for (const edit of generateEdits(source, { statements, suspicion, constants, shapes, rows, types: this.#typesIn(variant, path), first, tiers })) yield { variant, path, edit }
      }
    }
  }

  /** Edits of a version that has been edited already. */
  *again(variant: Variant, suspects: readonly Suspect[]): Generator<Candidate> {
    for (const tiers of seconds) yield* this.inRings(variant, suspects, tiers)
  }
}

const resultOf = (path: string, text: string, edit: Edit): string => `${path}\n${applyChanges(text, edit.changes)}`
