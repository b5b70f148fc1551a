import type { GenomeFiles } from '../contract/genome.ts'
import { linesAround } from '../contract/lines-around.ts'
import type { Edit } from './edit.ts'
import { asShown, cutEnd, quoted } from './visible.ts'

const most = { chars: 200_000, found: 100, reasonChars: 480 } as const

/** A stretch of a text, by its characters. */
interface Span {
  from: number
  to: number
}

interface Sheet {
  text: string
  /** What earlier edits have written, where it stands now. */
  written: Span[]
}

/**
 * The files with the edits made, one after the other; or why one cannot be made, in words that help the next attempt.
 * The files are the same ones: none is added, and none goes.
 */
export function applyEdits(files: GenomeFiles, edits: readonly Edit[]): { files: GenomeFiles } | { refused: string } {
  const sheets = new Map<string, Sheet>()
  for (const edit of edits) {
    const source = Object.hasOwn(files, edit.file) ? files[edit.file] : undefined
    if (source === undefined) return refuse(`there is no file ${quoted(edit.file)}`)
    const sheet = sheets.get(edit.file) ?? { text: hasCarriageReturns(source) ? source.replaceAll('\r\n', '\n') : source, written: [] }
    const wrong = 'whole' in edit ? rewrite(sheet, edit) : replaceIn(sheet, edit)
    if (wrong !== null) return refuse(wrong)
    sheets.set(edit.file, sheet)
  }
  const after = Object.fromEntries(Object.entries(files).map(([path, source]) => {
    const text = sheets.get(path)?.text
    return [path, text === undefined ? source : hasCarriageReturns(source) ? text.replaceAll('\n', '\r\n') : text]
  }))
  const large = Object.keys(after).find((path) => after[path]!.length > most.chars && after[path] !== files[path])
  if (large !== undefined) return refuse(`${quoted(large)} would be ${after[large]!.length} characters long, and ${most.chars} are the most`)
  return Object.keys(files).every((path) => files[path] === after[path]) ? refuse('the edits change nothing') : { files: after }
}

const refuse = (reason: string): { refused: string } => ({ refused: cutEnd(reason, most.reasonChars, '…') })

function rewrite(sheet: Sheet, { file, whole }: { file: string; whole: string }): string | null {
  if (sheet.written.length > 0) return `${quoted(file)} is written anew and edited as well: do one of them`
  const text = whole.replaceAll('\r\n', '\n')
  // Whether the last line has an end is nobody's edit.
  sheet.text = sheet.text.endsWith('\n') || sheet.text === '' ? text : text.replace(/\n$/, '')
  sheet.written = [{ from: 0, to: sheet.text.length }]
  return null
}

function replaceIn(sheet: Sheet, { file, search, replace }: { file: string; search: string; replace: string }): string | null {
  if (search.trim() === '') return `an edit of ${quoted(file)} searches for nothing`
  // The last line counts as a line like the others while it is looked at.
  const isEnded = sheet.text.endsWith('\n')
  const text = isEnded ? sheet.text : `${sheet.text}\n`
  const found = placesOf(text, search, replace)
  if (found.length === 0) return `the SEARCH text is not in ${quoted(file)}. ${nearest(text, search)}`
  if (found.length > 1) return `the SEARCH text is ${found.length >= most.found ? `${most.found} times or more` : `${found.length} times`} in ${quoted(file)}: add neighbouring lines until it is there once. It begins ${quoted(search.trim().split('\n')[0]!)}`
  const [{ from, to, put }] = found as [Place]
  if (sheet.written.some((span) => from < span.to && span.from < to)) return `two edits of ${quoted(file)} overlap: make them one`
  const longer = put.length - (to - from)
  const after = text.slice(0, from) + put + text.slice(to)
  sheet.written = [...sheet.written.map((span) => (span.from >= to ? { from: span.from + longer, to: span.to + longer } : span)), { from, to: from + put.length }]
  sheet.text = isEnded ? after : after.replace(/\n$/, '')
  return null
}

/** Where a text is found, and what is put there. */
interface Place extends Span {
  put: string
}

/** Exactly, first; then, only where that is nowhere, as lines whose ends and whose common indentation do not count. */
function placesOf(text: string, search: string, replace: string): Place[] {
  const exact = exactPlaces(text, search, replace)
  const isLines = search.endsWith('\n')
  const asLines = isLines ? exact.filter(({ from }) => from === 0 || text[from - 1] === '\n') : exact
  if (asLines.length > 0) return asLines
  const loose = loosePlaces(text, search, replace)
  return loose.length > 0 ? loose : exact
}

function exactPlaces(text: string, search: string, put: string): Place[] {
  const places: Place[] = []
  for (let from = text.indexOf(search); from !== -1 && places.length < most.found; from = text.indexOf(search, from + 1)) places.push({ from, to: from + search.length, put })
  return places
}

function loosePlaces(text: string, search: string, replace: string): Place[] {
  const wanted = search.replace(/\n$/, '').split('\n').map(lineOf)
  const lines = text.replace(/\n$/, '').split('\n')
  const here = lines.map(lineOf)
  const places: Place[] = []
  let from = 0
  for (let start = 0; start + wanted.length <= here.length && places.length < most.found; start += 1) {
    const shift = shiftBetween(here, start, wanted)
    if (shift !== null) {
      const size = lines.slice(start, start + wanted.length).reduce((sum, line) => sum + line.length + 1, 0)
      const put = shifted(replace, shift)
      places.push({ from, to: from + size, put: put === '' || put.endsWith('\n') ? put : `${put}\n` })
    }
    from += lines[start]!.length + 1
  }
  return places
}

interface Line {
  indent: string
  content: string
}

function lineOf(line: string): Line {
  const shown = asShown(line.trimEnd())
  const content = shown.trimStart()
  return { indent: shown.slice(0, shown.length - content.length), content }
}

/** What one has before the indentation of the other: put there, or taken away. */
type Shift = { add: string } | { remove: string }

function shiftBetween(here: readonly Line[], start: number, wanted: readonly Line[]): Shift | null {
  let shift: Shift | null = null
  for (const [index, line] of wanted.entries()) {
    const there = here[start + index]!
    if (line.content !== there.content) return null
    if (line.content === '') continue
    const one = shiftOf(there.indent, line.indent)
    if (one === null || (shift !== null && !isSame(shift, one))) return null
    shift ??= one
  }
  return shift
}

function shiftOf(there: string, wanted: string): Shift | null {
  if (there.endsWith(wanted)) return { add: there.slice(0, there.length - wanted.length) }
  return wanted.endsWith(there) ? { remove: wanted.slice(0, wanted.length - there.length) } : null
}

const isSame = (a: Shift, b: Shift): boolean => ('add' in a ? 'add' in b && a.add === b.add : 'remove' in b && a.remove === b.remove)

function shifted(text: string, shift: Shift): string {
  return text.split('\n').map((line) => {
    if (line.trim() === '') return line
    if ('add' in shift) return shift.add + line
    return line.startsWith(shift.remove) ? line.slice(shift.remove.length) : line.trimStart()
  }).join('\n')
}

/** The lines of the file that are most like what was searched for. */
function nearest(text: string, search: string): string {
  const wanted = search.split('\n').map(wordsOf).toSorted((a, b) => b.size - a.size)[0]!
  const scores = text.split('\n').map((line) => likeness(wordsOf(line.slice(0, 500)), wanted))
  const best = Math.max(0, ...scores.slice(0, 20_000))
  if (best === 0) return 'Nothing in that file is like it.'
  const number = scores.indexOf(best) + 1
  const near = linesAround(text, number).filter((line) => Math.abs(line.number - number) <= 2)
  return `Nearest are lines ${near[0]!.number} to ${near.at(-1)!.number}:\n${near.map(({ content }) => cutEnd(asShown(content), 60, '…')).join('\n')}`
}

const wordsOf = (line: string): Set<string> => new Set(line.match(/\w+|[^\w\s]/g))

function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const size = a.size + b.size
  return size === 0 ? 0 : (2 * [...b].filter((word) => a.has(word)).length) / size
}

/** Every line ends with a carriage return too. What is mixed is left as it is. */
const hasCarriageReturns = (text: string): boolean => text.includes('\r\n') && !/(?:^|[^\r])\n/.test(text)
