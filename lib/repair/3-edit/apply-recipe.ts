import type { Recipe } from '../../contract/search.ts'
import { applyChanges, type Change, type Edit } from '../edit.ts'
import type { SourceFile } from '../source-file.ts'
import { statementsOf } from '../statements.ts'
import { generateKinds } from './generate-edits.ts'
import { Unseen } from './unseen.ts'

/** How much of a change's surroundings a recipe remembers on either side, in characters: a few tokens. */
const surroundings = 24
const longest = 500

/** The same again: first wherever the text reads as it did then, then every edit of that kind, those that change the same words first. */
export function* applyRecipe(file: SourceFile, recipe: Recipe): Generator<Edit> {
  const unseen = new Unseen(file.text)
  for (const edit of repeatRecipe(file, recipe)) if (unseen.add(edit.changes)) yield edit

  const focus = { statements: statementsOf(file.ast).map(({ id }) => id), constants: [], first: [] }
  const [, was, became] = core(recipe)
  const others: Edit[] = []
  for (const edit of generateKinds(file, focus, new Set([recipe.kind]))) {
    const [, changed, into] = core(recipeOf(file, edit))
    const isAlike = squeezed(changed).text === squeezed(was).text && squeezed(into).text === squeezed(became).text
    if (!isAlike) others.push(edit)
    else if (unseen.add(edit.changes)) yield edit
  }
  for (const edit of others) if (unseen.add(edit.changes)) yield edit
}

/** The same edit, wherever the text reads as it did then, however it is spaced. */
export function* repeatRecipe(file: SourceFile, recipe: Recipe): Generator<Edit> {
  const statements = statementsOf(file.ast)
  const around = (offset: number): number => statements.findLast(({ start, end }) => start <= offset && offset <= end)?.start ?? statements.findLast(({ start }) => start <= offset)?.start ?? 0
  for (const change of literally(file.text, recipe)) yield { kind: recipe.kind, changes: [change], at: around(change.start), cost: 1 }
}

/** What an edit did, with a little of what stands around it. An edit over more than a recipe can hold is told by its kind alone. */
export function recipeOf(file: SourceFile, edit: Edit): Recipe {
  const { text } = file
  const [start, end] = [edit.changes[0]?.start ?? 0, edit.changes.at(-1)?.end ?? 0]
  const from = wordStart(text, Math.max(0, start - surroundings))
  const to = wordEnd(text, Math.min(text.length, end + surroundings))
  const before = text.slice(from, to)
  const after = applyChanges(before, edit.changes.map((change) => ({ start: change.start - from, end: change.end - from, text: change.text })))
  const fits = before.length <= longest && after.length <= longest
  return { kind: edit.kind, before: fits ? before : '', after: fits ? after : '' }
}

const isWord = (letter: string): boolean => /[\w$]/.test(letter)

function wordStart(text: string, offset: number): number {
  let at = offset
  while (at > 0 && isWord(text.charAt(at)) && isWord(text.charAt(at - 1))) at -= 1
  return at
}

function wordEnd(text: string, offset: number): number {
  let at = offset
  while (at < text.length && isWord(text.charAt(at)) && isWord(text.charAt(at - 1))) at += 1
  return at
}

/** What the two texts of a recipe begin with alike, what became what, and where both end alike. */
function core({ before, after }: Recipe): [head: string, was: string, became: string, tail: string] {
  const shortest = Math.min(before.length, after.length)
  let head = 0
  while (head < shortest && before[head] === after[head]) head += 1
  let tail = 0
  while (tail < shortest - head && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1
  // Whole tokens: `<=` became `<`, and not `=` nothing.
  const cuts = (text: string, at: number): boolean => [/[\w$]/, /[-+*/%<>=!&|?^~]/].some((kind) => kind.test(text.charAt(at - 1)) && kind.test(text.charAt(at)))
  while (head > 0 && (cuts(before, head) || cuts(after, head))) head -= 1
  while (tail > 0 && (cuts(before, before.length - tail) || cuts(after, after.length - tail))) tail -= 1
  return [before.slice(0, head), before.slice(head, before.length - tail), after.slice(head, after.length - tail), before.slice(before.length - tail)]
}

/** Places that read like `before`, however they are spaced. */
function* literally(text: string, recipe: Recipe): Generator<Change> {
  const wanted = squeezed(recipe.before).text
  if (wanted === '') return
  const [head, was, became] = core(recipe)
  const [skipped, length] = [squeezed(head).text.length, squeezed(was).text.length]
  const { text: all, offsets } = squeezed(text)
  for (let at = all.indexOf(wanted); at !== -1; at = all.indexOf(wanted, at + 1)) {
    const after = at + skipped === 0 ? 0 : (offsets[at + skipped - 1] ?? 0) + 1
    // What is only inserted keeps the white space that it came with.
    const start = length === 0 ? after : (offsets[at + skipped] ?? 0)
    const end = length === 0 ? start : (offsets[at + skipped + length - 1] ?? 0) + 1
    yield { start, end, text: length === 0 ? became : became.trim() === '' ? '' : became }
  }
}

/** A text without its white space, and where each of its letters stood. */
function squeezed(text: string): { text: string; offsets: number[] } {
  const offsets: number[] = []
  let kept = ''
  for (let at = 0; at < text.length; at += 1) {
    if (/\s/.test(text.charAt(at))) continue
    kept += text.charAt(at)
    offsets.push(at)
  }
  return { text: kept, offsets }
}
