import { suspectKey, type Suspect } from './2-localise/suspect-statements.ts'
import { boundsAt, constantEdits, numberProbesFor } from './3-edit/bounds.ts'
import { conditionEdits, probesFor } from './3-edit/condition-edits.ts'
import { seenTypes, typeProbesFor } from './3-edit/seen-types.ts'
import type { Candidate, Evaluator } from './4-evaluate/evaluator.ts'
import type { Baseline } from './4-evaluate/plan.ts'
import type { Edit } from './edit.ts'
import type { Expectations } from './suite.ts'
import type { Variant } from './variant.ts'
import type { Asked, Visit } from './visit.ts'

/** Statements around which is asked, places asked about in one order, and edits that may come of it. */
const most = { statements: 40, places: 8, edits: 6_000 }

/** By name, what it was seen to hold. */
export type SeenTypes = ReadonlyMap<string, ReadonlySet<string>>

/** What a program is asked while its tests run: what its names hold, and which conditions tell checks that fail from those that pass. */
export class Inquiry {
  readonly #evaluator: Evaluator
  readonly #expected: Expectations
  readonly #isOver: () => boolean
  /** By version and file. */
  readonly #types = new Map<string, SeenTypes>()

  /** @param options.isOver asked between two orders, whether there is time for more */
  constructor(options: { evaluator: Evaluator; expected: Expectations; isOver: () => boolean }) {
    this.#evaluator = options.evaluator
    this.#expected = options.expected
    this.#isOver = options.isOver
  }

  /** Looks at what names hold in a version. */
  async lookAtTypes(variant: Variant, suspects: readonly Suspect[]): Promise<void> {
    for (const [path, source] of variant.sources) {
      const statements = suspects.slice(0, most.statements).flatMap((suspect) => (suspect.path === path ? [suspect.local] : []))
      this.#types.set(`${variant.id} ${path}`, seenTypes(await this.#ask(variant, path, [...typeProbesFor(source, statements)], 'types')))
    }
  }

  /** What was seen; nothing of a version that was not looked at. */
  typesIn(variant: Variant, path: string): SeenTypes {
    return this.#types.get(`${variant.id} ${path}`) ?? new Map()
  }

  /** Guards, and conditions of what is there, that tell checks that fail from those that pass. */
  async conditions(variant: Variant, suspects: readonly Suspect[], baseline: Baseline): Promise<Candidate[]> {
    const failing = baseline.checks.filter(({ passes }) => !passes)
    if (failing.length === 0) return []
    // What tells checks apart is asked where all come by that fail.
    const everyFailing = failing.map(({ covered }) => new Set(covered)).reduce((all, covered) => new Set([...all].filter((id) => covered.has(id))))
    const reached = new Set(baseline.statements.flatMap((statement) => (everyFailing.has(statement.id) ? [suspectKey(statement)] : [])))
    const found: Candidate[] = []
    for (const [path, source] of variant.sources) {
      const statements = suspects.filter((suspect) => suspect.path === path && (everyFailing.size === 0 || reached.has(suspectKey(suspect)))).slice(0, most.statements).map(({ local }) => local)
      const { constants } = this.#expected
      const focus = { statements, constants, first: [], refusals: this.#refusals(baseline), types: this.typesIn(variant, path) }
      const passes = (check: number): boolean => baseline.checks[check]?.passes ?? true
      const numbers = await this.#ask(variant, path, [...numberProbesFor(source, focus)], 'numbers')
      found.push(...numbers.flatMap(({ probe, visits }) => [...constantEdits(probe, visits)]).map((edit) => ({ variant, path, edit })))
      const probes = [...probesFor(source, focus, numbers.map(({ probe, visits }) => boundsAt(probe, visits, passes)))]
      for (const edit of conditionEdits(await this.#ask(variant, path, probes, 'truth'), passes)) {
        if (found.length >= most.edits) return found
        found.push({ variant, path, edit })
      }
    }
    return found
  }

  /** What probes are told, in their order. */
  async #ask<T extends { edit: Edit }>(variant: Variant, path: string, probes: readonly T[], asks: Asked): Promise<{ probe: T; visits: readonly Visit[] }[]> {
    const told: (readonly Visit[])[] = []
    const open = Array.from({ length: Math.ceil(probes.length / most.places) }, (_, order) => order * most.places)
    const over = Promise.withResolvers<void>()
    await Promise.all(Array.from({ length: this.#evaluator.lanes }, async (_, lane) => {
      await Promise.race([this.#evaluator.ready(lane), over.promise])
      for (let from = open.shift(); from !== undefined && !this.#isOver(); from = open.shift()) {
        const visits = await this.#evaluator.observe(lane, probes.slice(from, from + most.places).map(({ edit }) => ({ variant, path, edit })), asks)
        for (const [index, one] of visits.entries()) told[from + index] = one
      }
      over.resolve()
    }))
    return probes.map((probe, index) => ({ probe, visits: told[index] ?? [] }))
  }

  /** What checks that fail want to be refused with. */
  #refusals({ checks }: Baseline): string[] {
    return [...new Set(this.#expected.refusals.flatMap(({ check, message }) => (check === null || checks[check]?.passes === false ? [message] : [])))]
  }
}
