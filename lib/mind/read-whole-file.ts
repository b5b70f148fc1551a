import type { GenomeFiles } from '../contract/genome.ts'
import type { Reading } from './edit.ts'
import { namedFile, whyLine } from './read-blocks.ts'

const fence = /^\s{0,3}(`{3,}|~{3,})\s*([\w+#.-]*)/
/** Commands and diffs are about a file; they are none. */
const notSource = /^(?:bash|sh|shell|zsh|fish|console|terminal|powershell|cmd|bat|diff|patch|output|log)$/i

interface Fence {
  language: string
  file: string | null
  text: string
}

/** The whole new text of one file, in a fence. */
export function readWholeFile(text: string, files: GenomeFiles): Reading {
  const { fences, isOpen } = fencesIn(text, files)
  if (isOpen) return { refused: 'the fence around the file is not closed: the answer was cut off. Answer with less' }
  const whole = fences.filter(({ language }) => !notSource.test(language) || Object.keys(files).some((path) => path.endsWith(`.${language}`)))
  if (whole.length === 0) return null
  if (whole.length > 1) return { refused: `${whole.length} fences where one whole file was asked for: put all of it into one, and nothing else into another` }
  const [{ file, text: source }] = whole as [Fence]
  return { edits: [{ file, whole: source }], why: text.split('\n').map((line) => whyLine.exec(line)?.[1]).find((why) => why !== undefined) ?? '' }
}

/**
 * What stands in the fences of an answer; `isOpen`: the last of them does not end.
 * @param files that may be in one: where they have fences of their own, only the last line that can end one does
 */
export function fencesIn(text: string, files: GenomeFiles): { fences: Fence[]; isOpen: boolean } {
  const fences: Fence[] = []
  let file: string | null = null
  let open: { mark: string; language: string; lines: string[] } | null = null
  // A source that has fences of its own would end at the first of them.
  const hasOwn = Object.values(files).some((source) => /^\s{0,3}`{3}/m.test(source))
  const lines = text.split('\n')
  const last = lines.findLastIndex((line) => /^\s{0,3}`{3,}\s*$/.test(line))
  for (const [index, line] of lines.entries()) {
    if (open === null) {
      const found = fence.exec(line)
      if (found) open = { mark: found[1]!, language: found[2]!, lines: [] }
      else file = namedFile(line) ?? file
    } else if (closes(line, open.mark) && !(hasOwn && index < last)) {
      fences.push({ language: open.language, file, text: open.lines.map((one) => `${one}\n`).join('') })
      open = null
    } else {
      open.lines.push(line)
    }
  }
  return { fences, isOpen: open !== null }
}

function closes(line: string, mark: string): boolean {
  const bare = line.trim()
  return bare.length >= mark.length && bare === mark[0]!.repeat(bare.length)
}
