import { formatPatch, structuredPatch, type StructuredPatch } from 'diff'
import type { GenomeFiles } from '../../contract/genome.ts'

/** The least diff of two large files that share nothing takes hours; beyond this the file is shown as replaced. */
const patienceMs = 500

/** Unified, as git writes it; empty where nothing differs. */
export const unifiedDiff = (from: GenomeFiles, to: GenomeFiles): string => filePatches(from, to).map((patch) => formatPatch(patch)).join('')

export function countLines(from: GenomeFiles, to: GenomeFiles): { added: number; removed: number } {
  const lines = filePatches(from, to).flatMap((patch) => patch.hunks.flatMap((hunk) => hunk.lines))
  const starting = (sign: string): number => lines.filter((line) => line.startsWith(sign)).length
  return { added: starting('+'), removed: starting('-') }
}

function filePatches(from: GenomeFiles, to: GenomeFiles): StructuredPatch[] {
  const paths = [...new Set([...Object.keys(from), ...Object.keys(to)])].sort()
  return paths
    .filter((path) => from[path] !== to[path])
    .map((path) => {
      const [before, after] = [from[path], to[path]]
      return {
        ...filePatch(before ?? '', after ?? ''),
        isGit: true,
        oldFileName: before === undefined ? '/dev/null' : `a/${path}`,
        newFileName: after === undefined ? '/dev/null' : `b/${path}`,
        isCreate: before === undefined,
        isDelete: after === undefined,
      }
    })
}

function filePatch(before: string, after: string): StructuredPatch {
  const patch = structuredPatch('', '', before, after, undefined, undefined, { context: 3, timeout: patienceMs })
  return patch ?? replacedFile(before, after)
}

function replacedFile(before: string, after: string): StructuredPatch {
  const removed = structuredPatch('', '', before, '').hunks[0]
  const added = structuredPatch('', '', '', after).hunks[0]
  const lines = [...(removed?.lines ?? []), ...(added?.lines ?? [])]
  const hunk = { oldStart: 1, oldLines: removed?.oldLines ?? 0, newStart: 1, newLines: added?.newLines ?? 0, lines }
  return { oldFileName: '', newFileName: '', oldHeader: undefined, newHeader: undefined, hunks: [hunk] }
}
