import { structuredPatch } from 'diff'
import type { GenomeFiles } from '../contract/genome.ts'
import { lessonBounds as most, type Lesson } from '../contract/lesson.ts'
import type { Verdict } from '../contract/verdict.ts'
import { applyEdits } from './apply-edits.ts'
import type { Edit } from './edit.ts'
import { asShown, cutEnd, printed } from './visible.ts'
import { writeBlocks } from './write-blocks.ts'

export interface Taught {
  id: string
  organism: string
  verdict: Verdict
  /** The version that failed, and the one that healed it. */
  before: GenomeFiles
  after: GenomeFiles
  why: string
  /** `provider/model`, or who wrote it by hand. */
  teacher: string
}

/** Unchanged lines around each change: as few as make every block the only one of its kind. */
const contexts = [1, 2, 4, 8, 16, 64, 1_000, Number.MAX_SAFE_INTEGER]
/** The least diff of two files that share nothing takes hours. */
const patienceMs = 200
const linesOfContext = 8
const framesThatCount = 2

/** What there is to learn from a version that healed another. */
export function makeLesson({ id, organism, verdict, before, after, why, teacher }: Taught): Lesson {
  return {
    id: id.slice(0, most.id),
    organism,
    failure: failureLine(verdict),
    context: cutEnd(asShown(codeAround(before, after)), most.context),
    edit: cutEnd(writeBlocks(leastEdits(before, after)) || '(no change)', most.edit),
    why: cutEnd(printed(why), most.why, '…'),
    teacher: teacher.slice(0, most.teacher),
  }
}

/** A failure in the words that lessons are found by: what went wrong, and the code at the top frames. */
export function failureOf(verdict: Verdict, files: GenomeFiles): { failure: string; context: string } {
  const places = verdict.frames.slice(0, framesThatCount).filter(({ file }) => Object.hasOwn(files, file))
  const code = places.flatMap(({ file, line }) => files[file]!.split('\n').slice(Math.max(0, line - 1 - linesOfContext), line + linesOfContext))
  return { failure: failureLine(verdict), context: cutEnd(asShown(code.join('\n')), most.context) }
}

/**
 * The change between two versions of the same files as search and replace, with as little around it as leaves no doubt
 * where it belongs. Applied to the one it makes the other, wherever lines can say that.
 */
function leastEdits(before: GenomeFiles, after: GenomeFiles): Edit[] {
  return Object.keys(before).filter((path) => Object.hasOwn(after, path) && before[path] !== after[path]).flatMap((path) => {
    const [was, is] = [before[path]!, after[path]!]
    if (was.trim() === '') return [{ file: path, whole: is }]
    let edits: Edit[] = []
    for (const context of contexts) {
      edits = hunks(was, is, context).map(({ search, replace }) => ({ file: path, search, replace }))
      const made = applyEdits({ [path]: was }, edits)
      if ('files' in made && made.files[path] === is) break
    }
    return edits
  })
}

const failureLine = ({ kind, summary }: Verdict): string => cutEnd(printed(`${kind}: ${summary}`).replaceAll(/\s+/g, ' '), most.failure, '…')

function codeAround(before: GenomeFiles, after: GenomeFiles): string {
  return Object.keys(before).filter((path) => Object.hasOwn(after, path) && before[path] !== after[path])
    .map((path) => `FILE: ${path}\n${hunks(before[path]!, after[path]!, linesOfContext).map(({ search }) => search).join('…\n')}`)
    .join('\n')
}

function hunks(before: string, after: string, context: number): { search: string; replace: string }[] {
  const patch = structuredPatch('', '', before, after, '', '', { context, timeout: patienceMs })
  if (patch === undefined) return [{ search: before, replace: after }]
  return patch.hunks.map(({ lines }) => {
    const side = (sign: string): string => lines.filter((line) => line.startsWith(' ') || line.startsWith(sign)).map((line) => `${line.slice(1)}\n`).join('')
    return { search: side('-'), replace: side('+') }
  })
}
