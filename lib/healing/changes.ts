import { diffLines } from 'diff'
import type { GenomeFiles } from '../contract/genome.ts'
import type { Frame } from '../contract/verdict.ts'

/** Lines of one file that differ between two versions. */
export interface Change {
  path: string
  /** Which of the file's changes, from its top. */
  nth: number
  /** Where it begins in the later version, and how many lines it has there: none where they were taken out. */
  line: number
  lines: number
}

/** A run of lines: the same in both versions, or a change with what was there before and after. */
type Run = { same: string } | { before: string; after: string }

/** The least diff of two large files that share nothing takes hours; beyond this the file is one change. */
const patienceMs = 200

/** Every run of lines that differs. A file that only one of them has is one change. */
export function changesBetween(before: GenomeFiles, after: GenomeFiles): Change[] {
  return pathsOf(before, after).flatMap((path) => {
    const changes: Change[] = []
    let line = 1
    for (const run of runsOf(before[path], after[path])) {
      const lines = linesIn('same' in run ? run.same : run.after)
      if (!('same' in run)) changes.push({ path, nth: changes.length, line, lines })
      line += lines
    }
    return changes
  })
}

/** The later version without these changes. */
export function takeBack(before: GenomeFiles, after: GenomeFiles, changes: readonly Change[]): GenomeFiles {
  const files = { ...after }
  for (const path of new Set(changes.map((change) => change.path))) {
    const taken = new Set(changes.filter((change) => change.path === path).map(({ nth }) => nth))
    const [was, is] = [before[path], after[path]]
    if (was === undefined) delete files[path]
    else if (is === undefined) files[path] = was
    else {
      let nth = 0
      files[path] = runsOf(was, is).map((run) => ('same' in run ? run.same : taken.has(nth++) ? run.before : run.after)).join('')
    }
  }
  return files
}

/** In the order of their distance from the places where it failed; what lies in other files comes last. */
export function nearestFirst(changes: readonly Change[], frames: readonly Frame[]): Change[] {
  const distance = (change: Change): number => Math.min(...frames.filter(({ file }) => file === change.path).map(({ line }) => linesApart(change, line)))
  return changes.toSorted((a, b) => (distance(a) < distance(b) ? -1 : distance(a) > distance(b) ? 1 : 0))
}

const linesApart = ({ line, lines }: Change, place: number): number => Math.max(line - place, place - (line + Math.max(lines, 1) - 1), 0)

const pathsOf = (before: GenomeFiles, after: GenomeFiles): string[] =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])].sort().filter((path) => before[path] !== after[path])

function runsOf(before: string | undefined, after: string | undefined): Run[] {
  const whole: Run[] = [{ before: before ?? '', after: after ?? '' }]
  if (before === undefined || after === undefined) return whole
  const parts = diffLines(before, after, { timeout: patienceMs })
  if (!parts) return whole
  const runs: Run[] = []
  for (const { value, added, removed } of parts) {
    const last = runs.at(-1)
    if (!added && !removed) runs.push({ same: value })
    else if (last && !('same' in last)) Object.assign(last, added ? { after: last.after + value } : { before: last.before + value })
    else runs.push(added ? { before: '', after: value } : { before: value, after: '' })
  }
  return runs
}

const linesIn = (text: string): number => (text === '' ? 0 : text.split('\n').length - (text.endsWith('\n') ? 1 : 0))
