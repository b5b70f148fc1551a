import type { AnyNode } from 'acorn'
import { applyChanges, type Edit } from '../../edit.ts'
import { openParser } from '../../1-diagnose/parse-failure.ts'
import { strangersIn } from '../../1-diagnose/undeclared.ts'
import type { SourceFile } from '../../source-file.ts'
import { Context } from '../context.ts'
import { analogies } from './analogies.ts'
import { declareAssigned } from './declare-assigned.ts'
import { declareParameter } from './declare-parameter.ts'
import { importName } from './import-name.ts'
import { knownConstants } from './known-constants.ts'
import { lostClass } from './lost-class.ts'
import { isWritten, lineBefore, type MissingName, missingNames } from './missing-name.ts'
import { patterns } from './patterns.ts'
import { phrases } from './phrases.ts'
import { outermostPlace, placesFor } from './places.ts'
import { renameName } from './rename-name.ts'
import { startValues } from './start-values.ts'
import { lostAt, type Lost, type Value } from './value.ts'

/** What is known of a file beside its text. */
export interface Hints {
  /** As in Focus. */
  constants: readonly (number | string | boolean | null)[]
  /** Names that others ask the file for and do not get. */
  wanted: readonly string[]
}

/** Edits of each name that are joined with those of the others, where several names are missing. */
const joined = 5
/** Values for one name: the likeliest of all that can be thought of; and of those, how many are tried at other places too. */
const most = { values: 1_600, elsewhere: 120, sources: 40 }

/** An edit, and how many of the missing names it gives a meaning. */
type Way = Edit & { covers: number }

/**
 * Ways to give a meaning to names that a file uses and declares nowhere, which fail only once they are reached:
 * renamed to what they were meant for, or declared. Where several are missing, what covers more of them comes earlier.
 * No two of them give the same text. Nothing where no name is missing.
 */
export function* declareMissing(file: SourceFile, hints: Hints): Generator<Edit> {
  const missing = missingNames(file)
  if (missing.length === 0) return
  const context = new Context(file, { statements: [], constants: hints.constants, first: [] })
  const parse = openParser(file.path, file.text)
  const lists = missing.map((one) => waysFor(one, namesAround(one, missing), context, hints.wanted.includes(one.name)).map((way) => (way.kind === 'spell-keyword' ? { ...way, covers: missing.length - stillMissing(applyChanges(file.text, way.changes)) } : way)))
  const seen = new Set([file.text])
  // What followed a misspelt keyword may have been taken for uses of names.
  function stillMissing(text: string): number {
    const { ast } = parse(text)
    return ast ? new Set(strangersIn(ast).map(({ node }) => node.name)).size : missing.length
  }
  const rank = ({ cost, covers }: Way): number => cost + (missing.length - covers) * 2
  const together = lists.length > 1 ? combinations(lists.map((list) => list.filter(({ covers }) => covers === 1).slice(0, joined))) : []
  for (const { covers: _, ...edit } of [...together, ...lists.flat()].sort((a, b) => rank(a) - rank(b))) {
    const text = applyChanges(file.text, edit.changes)
    if (seen.has(text)) continue
    seen.add(text)
    // A line of its own parses; a word in place of another may not.
    if (edit.kind === 'declare-name' || parse(text).ast) yield edit
  }
}

/** The names that are missing in the same function: they may have been declared together. */
const namesAround = (one: MissingName, missing: readonly MissingName[]): string[] =>
  missing.filter(({ home }) => home === one.home).map(({ name }) => name)

function waysFor(missing: MissingName, together: readonly string[], context: Context, isWanted: boolean): Way[] {
  const alone = [...renameName(missing), ...declareAssigned(missing), ...declareParameter(missing), ...importName(missing), ...lostClass(missing, isWanted)]
  // One of several uses renamed leaves the others.
  const covers = (edit: Edit): number => (edit.kind === 'rename-name' && edit.changes.length < missing.uses.length ? 0 : 1)
  return [...declared(missing, together, context, isWanted), ...alone.map((edit) => ({ ...edit, covers: covers(edit) }))].sort((a, b) => a.cost - b.cost)
}

/** Lines that declare the name, likeliest first. */
function declared(missing: MissingName, together: readonly string[], context: Context, isWanted: boolean): Way[] {
  const lost = lostAt(missing, context)
  if (!lost) return []
  const keyword = missing.uses.some(isWritten) ? 'let' : 'const'
  const ways: Way[] = []
  const outermost = outermostPlace(missing)
  // What others ask for is declared where they can see it.
  const places = isWanted && outermost ? [outermost] : placesFor(missing)
  const shown = isWanted ? 'export ' : ''
  if (keyword === 'let') for (const [order, place] of places.entries()) ways.push(wayOf(`${shown}let ${missing.name}`, place, missing, 2 + order * 0.3))
  for (const [order, { text, cost, pattern }] of valuesFor(lost, together).entries()) {
    for (const [elsewhere, place] of (order < most.elsewhere ? places : places.slice(0, 1)).entries()) {
      ways.push(wayOf(`${shown}${keyword} ${pattern?.text ?? missing.name} = ${text}`, place, missing, Math.min(8, cost + elsewhere * (changesSomething.test(text) ? 0.3 : 0.9)), pattern?.covers ?? 1))
    }
  }
  return ways
}

/** A value that is not the same wherever it is made. */
const changesSomething = /^(?:await )?[\w$]+\([^()]*\)$|\.(?:pop|shift|splice|next)\(|\+\+|--/

const wayOf = (line: string, place: AnyNode, { file }: MissingName, cost: number, covers = 1): Way =>
  ({ kind: 'declare-name', changes: [lineBefore(file.text, place, line)], at: place.start, cost, covers })

/** What changes later on more often begins with a plain value than with one that is worked out. */
const computed = 0.4

/** All that can be thought of, the likeliest first: what leaves idle what nothing else reads is less likely. */
function valuesFor(lost: Lost, together: readonly string[]): Value[] {
  const isChanged = lost.missing.uses.some(isWritten)
  const single = [...startValues(lost.missing), ...[...analogies(lost), ...knownConstants(lost), ...phrases(lost)].map((value) => (isChanged ? { ...value, cost: value.cost + computed } : value))].map((value) => weighed(value, lost))
  const sources = single.toSorted((a, b) => a.cost - b.cost).slice(0, most.sources)
  const all = [...single, ...[...patterns(lost, together, sources)].map((value) => weighed(value, lost))].sort((a, b) => a.cost - b.cost)
  const seen = new Set<string>()
  return all.filter(({ text, pattern }) => {
    const key = `${pattern?.text ?? ''}=${text}`
    return !seen.has(key) && seen.add(key).size > 0 && !names(text, lost.missing.name)
  }).slice(0, most.values)
}

/** What a value costs more for what it leaves idle, within the function and outside of it. */
const idleness = { own: 0.5, outer: 0.4, most: 1.2 }

function weighed(value: Value, { idle, part }: Lost): Value {
  const left = idle.reduce((sum, name) => sum + (names(value.text, name.name) ? 0 : name.scope.fn === part.scope.fn ? idleness.own : idleness.outer), 0)
  return { ...value, cost: value.cost + Math.min(idleness.most, left) }
}

/** Whether a text speaks of a name as a value. */
const names = (text: string, name: string): boolean => {
  for (let at = text.indexOf(name); at !== -1; at = text.indexOf(name, at + 1)) if (!/[\w$]/.test(text.charAt(at + name.length)) && !/[\w$.]/.test(text.charAt(at - 1).replace('.', text.slice(0, at).endsWith('...') ? ' ' : '.'))) return true
  return false
}

/** One edit for each name, the cheapest together first. Those that touch the same place are no pair. */
function combinations(lists: readonly Way[][]): Way[] {
  let all: Way[] = [{ kind: '', changes: [], at: 0, cost: 0, covers: 0 }]
  for (const list of lists) all = all.flatMap((before) => list.flatMap((next) => join(before, next))).sort((a, b) => a.cost - b.cost).slice(0, joined * joined)
  return all
}

function join(a: Way, b: Way): Way[] {
  const changes = [...a.changes, ...b.changes].sort((one, other) => one.start - other.start || one.end - other.end)
  if (changes.some(({ start }, index) => start < (changes[index - 1]?.end ?? 0))) return []
  return [{ kind: a.kind === '' || a.kind === b.kind ? b.kind : `${a.kind}+${b.kind}`, changes, at: changes[0]?.start ?? 0, cost: Math.min(10, Math.max(a.cost, b.cost) + Math.min(a.cost, b.cost) / 4), covers: a.covers + 1 }]
}
