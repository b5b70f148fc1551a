import type { Statement } from '../statements.ts'
import type { Splice } from '../4-evaluate/spliced-text.ts'

/** What a counted module calls with the number of a statement that is about to run. */
export const coverName = '$cover_ouroboros'
/** Of the numbers of pairs, those that are the counters'. */
const firstPair = 2_000_000

/**
 * Says of every statement when it is reached. A loop's head is counted by the loop itself.
 * @param offset added to the ids, so that several files share one numbering
 */
export function counterSplices(statements: readonly Statement[], offset: number): Splice[] {
  return statements.flatMap(({ id, start, end, place }) => {
    const call = `${coverName}(${id + offset})`
    const pair = firstPair + id
    const around = (open: string, close: string): Splice[] => [{ start, end: start, text: open, pair }, { start: end, end, text: close, pair }]
    if (place === 'head') return []
    if (place === 'list') return [{ start, end: start, text: `${call};` }]
    return place === 'alone' ? around(`{${call};`, '}') : around(`(${call},`, ')')
  })
}
