import type { GenomeFiles } from '../../contract/genome.ts'
import { applyChanges, type Edit } from '../edit.ts'
import { lostHeads, type Slot } from './heads/lost-heads.ts'
import { type Attempt, openParser } from './parse-failure.ts'
import { brokenRegions, type Region } from './regions.ts'
import { searchVariants, type Variant } from './search-variants.ts'
import { surroundingsOf } from './surroundings.ts'

/** Variants of each region that are joined with those of the others, where several are broken. */
const joined = 12

/** Characters that may be read for one region, for a whole file, and for it once more where regions were found. */
const effort = { region: 2_000_000, whole: 3_000_000, again: 400_000 }

/** A way to make a text parse; where it has a slot, what it puts there is to be tried in other words too. */
export interface SyntaxEdit extends Edit { slot: Slot | null }

/**
 * Variants of a text that does not parse which do, likeliest first; nothing for a text that parses. No two of them give
 * the same text. A generator: the search may stop at any moment.
 *
 * @param users other files, tests among them: what they take from this one it has to have
 */
export function* repairSyntax(path: string, text: string, users: GenomeFiles = {}): Generator<SyntaxEdit> {
  const parse = openParser(path, text)
  if (parse(text).ast) return
  const seen = new Set<string>()
  for (const edit of proposals(path, text, users, parse)) {
    const mended = applyChanges(text, edit.changes)
    if (seen.has(mended)) continue
    seen.add(mended)
    // The line that said what kind of file it is may be the one that was lost.
    if (parse(mended).ast ?? (/\bexport\b/.test(text) ? null : openParser(path, mended)(mended).ast)) yield edit
  }
}

/** Where the layout tells that a whole line is gone, nothing else is half as likely. */
function* proposals(path: string, text: string, users: GenomeFiles, parse: (text: string) => Attempt): Generator<SyntaxEdit> {
  yield* lostHeads(path, text, users, parse)
  for (const { edit } of variantsOf(text, parse)) yield { ...edit, slot: null }
}

function* variantsOf(text: string, parse: (text: string) => Attempt): Generator<Variant> {
  const whole = { start: 0, end: text.length }
  const regions = brokenRegions(text, parse)
  if (regions?.length === 1 && regions[0]) yield* inRegion(text, regions[0], effort.region, parse)
  else if (regions) yield* combinations(regions.map((region) => [...inRegion(text, region, effort.region / regions.length, parse).take(joined)]))
  // What is wrong may also lie farther away than it shows.
  yield* inRegion(text, whole, regions ? effort.again : effort.whole, parse)
}

function* inRegion(text: string, region: Region, effort: number, parse: (text: string) => Attempt): Generator<Variant> {
  for (const { edit, score } of searchVariants(text.slice(region.start, region.end), effort, parse, surroundingsOf(text, region))) {
    const changes = edit.changes.map((change) => ({ start: change.start + region.start, end: change.end + region.start, text: change.text }))
    yield { edit: { ...edit, changes, at: edit.at + region.start }, score }
  }
}

/** One variant of each list together, those of the least score first. */
function combinations(lists: readonly Variant[][]): Variant[] {
  let all: Variant[] = [{ edit: { kind: '', changes: [], at: 0, cost: 0 }, score: 0 }]
  for (const list of lists) {
    all = all.flatMap((before) => list.map((next) => join(before, next))).sort((a, b) => a.score - b.score).slice(0, joined * joined)
  }
  return all
}

const join = ({ edit: a, score }: Variant, { edit: b, score: more }: Variant): Variant => ({
  edit: { kind: a.kind === '' ? b.kind : `${a.kind}+${b.kind}`, changes: [...a.changes, ...b.changes], at: a.changes[0]?.start ?? b.at, cost: Math.min(10, a.cost + b.cost) },
  score: score + more,
})
