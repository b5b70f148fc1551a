import type { Edit } from './edit.ts'

const reaching = /\b(?:process|globalThis|global|require|eval|Function|assert|expect|prototype|__proto__|Reflect|Proxy|defineProperty|setPrototypeOf|console)\b|\bDate\.now\s*=/g

/**
 * What could reach the one who judges: the process, the realm, the assertions, the clock. A candidate may keep such
 * words and move none in: whoever needs them to pass has not repaired the program.
 */
export function reachesOut(text: string, { changes }: Pick<Edit, 'changes'>): boolean {
  const count = (part: string): number => part.match(reaching)?.length ?? 0
  return changes.reduce((sum, { start, end, text: added }) => sum + count(added) - count(text.slice(start, end)), 0) > 0
}
