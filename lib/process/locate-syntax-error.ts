import { parse } from 'acorn'
import type { GenomeFiles } from '../contract/genome.ts'
import type { Failure } from '../contract/run.ts'
import type { ClaimedFailure } from './claims.ts'

/**
 * V8 keeps the place of a syntax error in an ES module to itself. So a second parser looks for it, in the file that
 * was being compiled when it happened.
 */
export function locateSyntaxError({ file, ...failure }: ClaimedFailure, files: GenomeFiles): Failure {
  if (failure.phase !== 'parse' || failure.stack.includes('\n') || file == null) return failure
  const source = Object.hasOwn(files, file) ? files[file] : undefined
  if (source === undefined) return failure
  const { line, column } = placeOf(source)
  return { ...failure, stack: `${failure.stack}\n    at organism/${file}:${line}:${column + 1}` }
}

function placeOf(source: string): { line: number; column: number } {
  try {
    parse(source, { ecmaVersion: 'latest', sourceType: 'module', allowHashBang: true })
  } catch (error) {
    if (error instanceof SyntaxError && 'loc' in error) return error.loc as { line: number; column: number }
  }
  // The two parsers disagree: the file is known, the place is not.
  return { line: 1, column: 0 }
}
