import { applyChanges, type Edit } from '../edit.ts'
import { type Attempt, openParser } from './parse-failure.ts'
import { brokenRegions, type Region } from './regions.ts'
import { searchVariants, type Variant } from './search-variants.ts'
import { surroundingsOf } from './surroundings.ts'

/** Variants of each region that are joined with those of the others, where several are broken. */
const joined = 12

/** Characters that may be read for one region, for a whole file, and for it once more where regions were found. */
const effort = { region: 2_000_000, whole: 3_000_000, again: 400_000 }

/**
 * Variants of a text that does not parse which do, likeliest first; nothing for a text that parses. No two of them give
 * the same text. A generator: the search may stop at any moment.
 */
export function* repairSyntax(path: string, text: string): Generator<Edit> {
  const parse = openParser(path, text)
  if (parse(text).ast) return
  const seen = new Set<string>()
  for (const { edit } of variantsOf(text, parse)) {
    const mended = applyChanges(text, edit.changes)
    if (seen.has(mended)) continue
    seen.add(mended)
    if (parse(mended).ast) yield edit
  }
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
