import type { GenomeFiles } from '../contract/genome.ts'
import type { Frame } from '../contract/verdict.ts'
import { asShown, cutEnd } from './visible.ts'

/** Up to here a source is shown whole. */
const wholeLines = 400
/** The lines that are shown to each side of a frame: as many as there is room for. Too few of a function explain nothing. */
const reaches = [120, 60, 30, 15, 8, 4, 1]
/** A file's first lines say what it imports. */
const headLines = 5
const lineChars = 300

export interface ShownSource {
  /** Texts by path. Those that nothing points to are left out where there is no room for all. */
  files: { path: string; text: string }[]
  /** Every file, every line: it can be copied as it stands. */
  isWhole: boolean
}

/** What of a source fits into so many characters: all of it, or the lines around the frames with their numbers. */
export function showSource(files: GenomeFiles, entry: string, frames: readonly Frame[], most: number): ShownSource {
  const all = Object.entries(files).map(([path, source]) => ({ path, text: asShown(source).replace(/\n$/, '') }))
  const lines = all.reduce((sum, { text }) => sum + text.split('\n').length, 0)
  if (lines <= wholeLines && sizeOf(all) <= most) return { files: all, isWhole: true }

  const framed = all.filter(({ path }) => frames.some(({ file }) => file === path))
  const entries = all.filter(({ path }) => path === entry)
  const some = [framed, entries, all].find(({ length }) => length > 0) ?? []
  for (const reach of reaches) {
    const shown = some.map(({ path, text }) => ({ path, text: aroundFrames(text, frames.filter(({ file }) => file === path).map(({ line }) => line), reach) }))
    if (sizeOf(shown) <= most) return { files: shown, isWhole: false }
    if (reach === reaches.at(-1)) return { files: withinRoom(shown, most), isWhole: false }
  }
  return { files: [], isWhole: false }
}

function aroundFrames(text: string, places: readonly number[], reach: number): string {
  const lines = text.split('\n')
  const isShown = (number: number): boolean => number <= headLines || (places.length === 0 ? number <= 2 * reach : places.some((place) => Math.abs(place - number) <= reach))
  const width = String(lines.length).length
  const shown: string[] = []
  let skipped = 0
  const markSkipped = (): void => {
    if (skipped > 0) shown.push(`… (${skipped} ${skipped === 1 ? 'line' : 'lines'} not shown)`)
    skipped = 0
  }
  for (const [index, line] of lines.entries()) {
    if (!isShown(index + 1)) { skipped += 1; continue }
    markSkipped()
    shown.push(`${String(index + 1).padStart(width)} | ${cutEnd(line, lineChars, ' … (line cut)')}`)
  }
  markSkipped()
  return shown.join('\n')
}

/** The first files as far as they fit, the last of them cut. */
function withinRoom(files: ShownSource['files'], most: number): ShownSource['files'] {
  let left = most
  return files.flatMap(({ path, text }) => {
    if (left < headLines * 20) return []
    const shown = cutEnd(text, left)
    left -= shown.length
    return [{ path, text: shown }]
  })
}

const sizeOf = (files: ShownSource['files']): number => files.reduce((sum, { text }) => sum + text.length, 0)
