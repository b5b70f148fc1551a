import { repairSyntax } from '../../../lib/repair/1-diagnose/repair-syntax.ts'
import { applyChanges } from '../../../lib/repair/edit.ts'

/** The texts that the first variants give. */
export const firstVariants = (text: string, count: number, path = 'program.js'): string[] =>
  [...repairSyntax(path, text).take(count)].map(({ changes }) => applyChanges(text, changes))

const withoutSpace = (text: string): string => text.replace(/\s+/g, '')

/** 1 for the first variant that reads like `wanted`, spaces aside; Infinity where it is not among the first ones. */
export function rankOf(wanted: string, broken: string, count: number, path?: string): number {
  let rank = 0
  for (const { changes } of repairSyntax(path ?? 'program.js', broken)) {
    rank += 1
    if (withoutSpace(applyChanges(broken, changes)) === withoutSpace(wanted)) return rank
    if (rank === count) break
  }
  return Infinity
}
