import { hash } from 'node:crypto'
import type { GenomeFiles } from '../contract/genome.ts'
import type { Frame, Verdict } from '../contract/verdict.ts'

/** Frames whose code counts, and lines to each side of them. */
const framesThatCount = 2
const around = 1

/**
 * Same failure in the same code, same signature: the verdict's own, which is of error class, message shape and places or,
 * where nothing was thrown, of the check that failed; with the code around the top frames, so that one error in two
 * places is two failures. Its line numbers do not count, and its formatting neither.
 */
export function failureSignature({ kind, signature, frames }: Verdict, files: GenomeFiles): string {
  const code = frames.slice(0, framesThatCount).flatMap((frame) => codeAt(frame, files))
  const cause = signature ?? kind
  return code.length === 0 ? cause : `${cause}@${hash('sha256', code.join('\n')).slice(0, 12)}`
}

function codeAt({ file, line }: Frame, files: GenomeFiles): string[] {
  const lines = files[file]?.split('\n') ?? []
  const near = lines.slice(Math.max(0, line - 1 - around), line + around)
  return near.length === 0 ? [] : [near.map((text) => text.replace(/\s+/g, ' ').trim()).join('\n')]
}
