import { applyPatch, structuredPatch } from 'diff'

/**
 * A text that somebody has edited, with what a feature changes in it.
 * @param base the text as it was made, before either
 * @returns null where both have changed the same lines
 */
export function joinEdits(base: string, edited: string, wanted: string): string | null {
  const joined = applyPatch(edited, structuredPatch('', '', base, wanted, undefined, undefined, { context: 2 }))
  return joined === false ? null : joined
}
