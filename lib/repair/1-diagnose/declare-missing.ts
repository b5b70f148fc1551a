import { applyChanges, type Edit } from '../edit.ts'
import type { SourceFile } from '../source-file.ts'
import { declareAssigned } from './names/declare-assigned.ts'
import { declareByUse } from './names/declare-by-use.ts'
import { declareFromScope } from './names/declare-from-scope.ts'
import { declareParameter } from './names/declare-parameter.ts'
import { importName } from './names/import-name.ts'
import { type MissingName, missingNames } from './names/missing-name.ts'
import { renameName } from './names/rename-name.ts'
import { openParser } from './parse-failure.ts'
import { strangersIn } from './undeclared.ts'

/** Edits of each name that are joined with those of the others, where several names are missing. */
const joined = 5

/** An edit, and how many of the missing names it gives a meaning. */
type Way = Edit & { covers: number }

/**
 * Ways to give a meaning to names that a file uses and declares nowhere, which fail only once they are reached:
 * renamed to what they were meant for, or declared. Where several are missing, what covers more of them comes earlier. Each
 * edit leaves a text that parses; no two of them give the same. Nothing where no name is missing.
 */
export function* declareMissing(file: SourceFile): Generator<Edit> {
  const missing = missingNames(file)
  const parse = openParser(file.path, file.text)
  const lists = missing.map((one) => waysFor(one, namesAround(one, missing)).map((way) => (way.kind === 'spell-keyword' ? { ...way, covers: missing.length - stillMissing(applyChanges(file.text, way.changes)) } : way)))
  const seen = new Set([file.text])
  // What followed a misspelt keyword may have been taken for uses of names.
  function stillMissing(text: string): number {
    const { ast } = parse(text)
    return ast ? new Set(strangersIn(ast).map(({ node }) => node.name)).size : missing.length
  }
  const rank = ({ cost, covers }: Way): number => cost + (missing.length - covers) * 2
  const together = lists.length > 1 ? combinations(lists.map((list) => list.slice(0, joined))) : []
  for (const { covers: _, ...edit } of [...together, ...lists.flat()].sort((a, b) => rank(a) - rank(b))) {
    const text = applyChanges(file.text, edit.changes)
    if (seen.has(text)) continue
    seen.add(text)
    if (parse(text).ast) yield edit
  }
}

/** The names that are missing in the same function: they may have been declared together. */
const namesAround = (one: MissingName, missing: readonly MissingName[]): string[] =>
  missing.filter(({ home }) => home === one.home).map(({ name }) => name)

function waysFor(missing: MissingName, together: readonly string[]): Way[] {
  const alone = [...renameName(missing), ...declareAssigned(missing), ...declareByUse(missing), ...declareParameter(missing), ...importName(missing)]
  // One of several uses renamed leaves the others.
  const covers = (edit: Edit): number => (edit.kind === 'rename-name' && edit.changes.length < missing.uses.length ? 0 : 1)
  return [...declareFromScope(missing, together), ...alone.map((edit) => ({ ...edit, covers: covers(edit) }))].sort((a, b) => a.cost - b.cost)
}

/** One edit for each name, the cheapest together first. Those that touch the same place are no pair. */
function combinations(lists: readonly Way[][]): Way[] {
  let all: Way[] = [{ kind: '', changes: [], at: 0, cost: 0, covers: 0 }]
  for (const list of lists) all = all.flatMap((before) => list.flatMap((next) => (next.covers === 1 ? join(before, next) : []))).sort((a, b) => a.cost - b.cost).slice(0, joined * joined)
  return all
}

function join(a: Way, b: Way): Way[] {
  const changes = [...a.changes, ...b.changes].sort((one, other) => one.start - other.start || one.end - other.end)
  if (changes.some(({ start }, index) => start < (changes[index - 1]?.end ?? 0))) return []
  return [{ kind: a.kind === '' || a.kind === b.kind ? b.kind : `${a.kind}+${b.kind}`, changes, at: changes[0]?.start ?? 0, cost: Math.min(10, Math.max(a.cost, b.cost) + Math.min(a.cost, b.cost) / 4), covers: a.covers + 1 }]
}
