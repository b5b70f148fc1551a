import { repairSyntax } from '../../../lib/repair/1-diagnose/repair-syntax.ts'
import { applyChanges } from '../../../lib/repair/edit.ts'

/** The texts that the first variants give. */
export const firstVariants = (text: string, count: number, path = 'program.js'): string[] =>
  [...repairSyntax(path, text).take(count)].map(({ changes }) => applyChanges(text, changes))

export const withoutSpace = (text: string): string => text.replace(/\s+/g, '')

/** 1 for the first variant that reads like `wanted`, spaces aside; Infinity where it is not among the first ones. */
export function rankOf(wanted: string, broken: string, count: number, path?: string): number {
  const index = firstVariants(broken, count, path).findIndex((text) => withoutSpace(text) === withoutSpace(wanted))
  return index === -1 ? Infinity : index + 1
}
