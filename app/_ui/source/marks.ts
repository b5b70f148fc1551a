import type { Incident } from '../../../lib/contract/incident.ts'
import { heatByFile } from '../incidents/heat.ts'
import { lineMap } from './map-line.ts'

/** What is known of one line of a file. */
export interface Mark {
  file: string
  /** In the version that is shown, from 1. */
  line: number
  /** Where in the line it failed, from 1; null where it did not. The deepest frame comes first. */
  failedAt: number | null
  /** 0 to 1. */
  suspicion: number
}

type Files = Readonly<Record<string, string>>

/**
 * Frames and suspicion of an incident, on the lines of the version that is shown, which may be a later one.
 * @param failed the files of the version that failed
 */
export function marksOf({ verdict, progress }: Pick<Incident, 'verdict' | 'progress'>, failed: Files, shown: Files): Mark[] {
  const heat = heatByFile(progress?.heat ?? [])
  const names = [...new Set([...verdict.frames.map(({ file }) => file), ...heat.map(({ file }) => file)])]
  return names.flatMap((file) => {
    const [before, after] = [failed[file], shown[file]]
    if (before === undefined || after === undefined) return []
    const there = lineMap(before, after)
    const marks = new Map<number, Mark>()
    const at = (line: number): Mark | null => {
      const shownLine = there(line)
      if (shownLine === null || shownLine < 1 || shownLine > after.split('\n').length) return null
      const known = marks.get(shownLine) ?? { file, line: shownLine, failedAt: null, suspicion: 0 }
      marks.set(shownLine, known)
      return known
    }
    for (const frame of verdict.frames.filter((one) => one.file === file)) {
      const mark = at(frame.line)
      if (mark) mark.failedAt ??= Math.max(1, frame.column)
    }
    for (const [line, suspicion] of heat.find((one) => one.file === file)?.lines ?? []) {
      const mark = at(line)
      if (mark) mark.suspicion = Math.max(mark.suspicion, suspicion)
    }
    return [...marks.values()].sort((a, b) => a.line - b.line)
  })
}

/** The mark in words. */
export const markWords = ({ failedAt, suspicion }: Mark): string =>
  [failedAt !== null && 'failed here', suspicion > 0 && `suspicion ${Math.round(suspicion * 100)} of 100`].filter((one) => one !== false).join(', ')
