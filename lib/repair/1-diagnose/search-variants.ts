import type { Program } from 'acorn'
import { applyChanges, type Change, type Edit } from '../edit.ts'
import { compose } from './compose.ts'
import { Draft, type Fix } from './draft.ts'
import { dropDuplicates } from './fixes/drop-duplicates.ts'
import { insertBrackets } from './fixes/insert-brackets.ts'
import { insertCatch } from './fixes/catch-lines.ts'
import { insertKeywords } from './fixes/insert-keywords.ts'
import { insertSigns } from './fixes/insert-signs.ts'
import { mendComments } from './fixes/mend-comments.ts'
import { mendQuotes } from './fixes/mend-quotes.ts'
import { mendRegexes } from './fixes/mend-regexes.ts'
import { mendTemplates } from './fixes/mend-templates.ts'
import { removeCharacters } from './fixes/remove-characters.ts'
import { removeLines } from './fixes/remove-lines.ts'
import { removeTokens } from './fixes/remove-tokens.ts'
import { replaceSigns } from './fixes/replace-signs.ts'
import { resolveConflicts } from './fixes/resolve-conflicts.ts'
import { spellKeywords } from './fixes/spell-keywords.ts'
import { oddities } from './oddities.ts'
import type { Attempt, Failure } from './parse-failure.ts'
import type { Surroundings } from './surroundings.ts'
import { linesOf } from './tokens.ts'

const fixers = [resolveConflicts, removeTokens, removeCharacters, removeLines, insertBrackets, replaceSigns, mendQuotes, mendTemplates, mendComments, mendRegexes, spellKeywords, dropDuplicates, insertSigns, insertKeywords, insertCatch]

const limits = {
  /** Of errors mended in one variant. */
  depth: 3,
  /** Drafts that are gone on with at each depth; fewer where a variant was found that leaves little to wish for. */
  beam: { wide: 16, narrow: 3 },
  /** The score of such a variant. */
  good: 3,
  /** Fixes tried on each of those; on the first draft all are. */
  perDraft: 150,
}

/** A text on its way, and how it came from the original. */
interface Step {
  text: string
  /** What made it of which other; null for the original. */
  from: Step | null
  fix: Fix | null
  cost: number
  /** How far it still seems to go. */
  ahead: number
  /** null where it was not worth the parser's time yet. */
  failure: Failure | null
}

export interface Variant {
  edit: Edit
  /** 0 and up, the lower the likelier. */
  score: number
}

/**
 * Variants of one text that parse, likeliest first as far as can be told without looking at all of them.
 *
 * @param effort characters that may be read in all: 20 million take about a second
 */
export function searchVariants(text: string, effort: number, parse: (text: string) => Attempt, around: Surroundings): Generator<Variant> {
  return new Search(text, effort, parse, around).run()
}

class Search {
  readonly #text: string
  readonly #parse: (text: string) => Attempt
  readonly #around: Surroundings
  readonly #seen = new Set<string>()
  readonly #waiting: Variant[] = []
  #left: number
  /** Of the least odd variant so far: some programs are odd in themselves. */
  #leastOdd = Infinity
  #best = Infinity

  constructor(text: string, effort: number, parse: (text: string) => Attempt, around: Surroundings) {
    this.#text = text
    this.#parse = parse
    this.#around = around
    this.#left = effort
  }

  *run(): Generator<Variant> {
    const { failure } = this.#parse(this.#text)
    if (!failure) return
    this.#seen.add(this.#text)
    let steps: Step[] = [{ text: this.#text, from: null, fix: null, cost: 0, ahead: 0, failure }]
    for (let depth = 1; depth <= limits.depth && steps.length > 0; depth += 1) {
      const next: Step[] = []
      for (const step of steps) yield* this.#goOn(step, depth, next)
      // What is odd waits for what two or three fixes may yet come to.
      yield* this.#release(Math.min(this.#leastOdd, 1) + 3 + depth)
      steps = next.sort((a, b) => a.cost + a.ahead - b.cost - b.ahead).slice(0, this.#best < limits.good ? limits.beam.narrow : limits.beam.wide)
    }
    yield* this.#release(Infinity)
  }

  *#goOn(step: Step, depth: number, next: Step[]): Generator<Variant> {
    const failure = step.failure ?? this.#parse(step.text).failure
    if (!failure) return
    const draft = new Draft(step.text, failure, this.#around)
    const fixes = fixers.flatMap((fixer): Fix[] => [...fixer(draft)]).sort((a, b) => a.cost - b.cost)
    for (const fix of depth === 1 ? fixes : fixes.slice(0, limits.perDraft)) {
      if (this.#left <= 0) return
      const cost = step.cost + Math.max(fix.cost, 0)
      if (depth === 1) yield* this.#release(cost + this.#leastOdd)
      const text = applyChanges(step.text, fix.changes)
      if (this.#seen.has(text)) continue
      this.#seen.add(text)
      const found = { text, fix, from: step, cost }
      if (fix.leaves !== undefined && fix.leaves > 0) {
        next.push({ ...found, ahead: fix.leaves * 1.5, failure: null })
        continue
      }
      this.#left -= text.length
      const attempt = this.#parse(text)
      if (attempt.failure) next.push({ ...found, ahead: hasMoved(draft, text, attempt.failure) ? 0.5 : 2, failure: attempt.failure })
      else this.#keep(found, attempt.ast)
    }
  }

  #keep(found: Omit<Step, 'ahead' | 'failure'>, ast: Program): void {
    this.#left -= found.text.length
    const odd = oddities(ast, found.text, linesOf(found.text), this.#around)
    this.#leastOdd = Math.min(this.#leastOdd, odd)
    this.#best = Math.min(this.#best, found.cost + odd)
    const cost = Math.min(10, 1 + found.cost)
    const changes = changesOf(found, this.#text.length)
    this.#waiting.push({ edit: { kind: kindsOf(found).join('+'), changes, at: changes[0]?.start ?? 0, cost }, score: found.cost + odd })
  }

  /** Hands out what nothing that comes later can score less than. */
  *#release(score: number): Generator<Variant> {
    this.#waiting.sort((a, b) => a.score - b.score)
    while (this.#waiting[0] && this.#waiting[0].score <= score) {
      const variant = this.#waiting.shift()
      if (variant) yield variant
    }
  }
}

type Path = Pick<Step, 'from' | 'fix'>

const kindsOf = ({ from, fix }: Path): string[] => (from && fix ? [...kindsOf(from), fix.kind] : [])

/** All that happened on the way, as changes of the original. */
const changesOf = ({ from, fix }: Path, length: number): Change[] => (from && fix ? compose(length, changesOf(from, length), fix.changes) : [])

/** Whether the parser now gets beyond the line that it gave up on. */
function hasMoved(draft: Draft, text: string, failure: Failure): boolean {
  const before = draft.text.slice(draft.failure.pos)
  const line = before.indexOf('\n')
  return text.length - failure.pos < before.length - (line === -1 ? before.length : line)
}
