// The healer has to undo what chaos does, with no use of history: each fault's original has to be among the edits, and early.
import { globSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { findFault } from '../../../lib/chaos/faults.ts'
import { seededRandom } from '../../../lib/chaos/random.ts'
import { generateEdits } from '../../../lib/repair/3-edit/generate-edits.ts'
import { applyChanges } from '../../../lib/repair/edit.ts'
import { statementsOf } from '../../../lib/repair/statements.ts'
import { source, squeeze } from './edits-of.ts'

const originals = globSync(`${import.meta.dirname}/../../../organism/*/organism.js`).map((path) => readFileSync(path, 'utf8'))

/** How many edits of the damaged function are tried until the original is back; Infinity where it never is. */
function rankOfOriginal(original: string, damaged: string, most: number): number {
  const file = source(damaged)
  let at = 0
  while (original[at] === damaged[at]) at += 1
  const around = file.ast.body.filter(({ start, end }) => start <= at && at <= end + 1)
  const statements = statementsOf(file.ast).filter((statement) => around.some(({ start, end }) => start <= statement.start && statement.end <= end)).map(({ id }) => id)
  // `i++` for `i += 1` is as good.
  const same = (text: string): string => squeeze(text).replace(/\+\+/g, '+=1').replace(/\b\d[\d_]*(e\d+)?\b/g, (numeral) => String(Number(numeral.replaceAll('_', '')))).replace(/=>\{return([^{}]*|[^{}]*\{[^{}]*\}[^{}]*)\}/g, '=>$1')
  const wanted = same(original)
  let rank = 0
  for (const { changes } of generateEdits(file, { statements, constants: [], first: [] })) {
    rank += 1
    if (same(applyChanges(damaged, changes)) === wanted) return rank
    if (rank === most) break
  }
  return Infinity
}

const oneToken = ['arithmetic', 'boundary', 'comparison', 'logical', 'negated-condition', 'off-by-one', 'constant', 'swapped-arguments', 'removed-return', 'renamed-variable', 'division-by-zero']
const intruders = ['thrown-error', 'blocked-event-loop', 'unbounded-recursion', 'unhandled-rejection']

describe.each([...oneToken.map((id) => [id, 400] as const), ...intruders.map((id) => [id, 60] as const)])('%s', (id, most) => {
  test(`the original is among the first ${most}`, () => {
    const fault = findFault(id)
    if (fault.class !== 'code') throw new TypeError(`${id} changes no code`)
    const ranks = originals.flatMap((original) => [11, 12].flatMap((seed) => {
      const mutation = fault.mutate(original, { random: seededRandom(seed), intensity: 1 })
      return mutation ? [{ rank: rankOfOriginal(original, mutation.source, most), what: mutation.summary }] : []
    }))
    expect(ranks.length).toBeGreaterThan(5)
    expect(ranks.filter(({ rank }) => rank > most)).toEqual([])
  })
})
