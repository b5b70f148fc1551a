import { expect, test } from 'vitest'
import { suspectStatements } from '../../../lib/repair/2-localise/suspect-statements.ts'
import type { Baseline } from '../../../lib/repair/4-evaluate/plan.ts'
import { readSource } from '../../../lib/repair/source-file.ts'
import { statementsOf } from '../../../lib/repair/statements.ts'

/** Four statements, one a line. */
function baseline(checks: Baseline['checks'], path = 'a.js'): Baseline {
  const statements = statementsOf(readSource(path, 'let a = 1\na += 1\na += 2\na += 3').ast).map((one) => ({ ...one, path, local: one.id }))
  return { checks, tests: [], total: checks.length, why: null, outcomes: [], statements, calls: [], heldOut: 0, turns: 0 }
}
const suspicions = (of: Baseline, frames: Parameters<typeof suspectStatements>[1] = []): Record<number, number> =>
  Object.fromEntries(suspectStatements(of, frames).map(({ local, suspicion }) => [local, Number(suspicion.toFixed(4))]))
const frame = (line: number, file = 'a.js') => ({ file, line, column: 1, function: null })

test('by Ochiai: failures that ran it ÷ √(all failures × all that ran it)', () => {
  // Two failures, two passes. 0: all four ran it, 2/√(2·4) = 0.7071. 1: both failures, 2/√(2·2) = 1.
  // 2: one failure and one pass, 1/√(2·2) = 0.5. 3: one failure, 1/√(2·1) = 0.7071.
  const checks = [{ passes: false, covered: [0, 1, 2] }, { passes: false, covered: [0, 1, 3] }, { passes: true, covered: [0, 2] }, { passes: true, covered: [0] }]
  expect(suspicions(baseline(checks))).toEqual({ 0: 0.7071, 1: 1, 2: 0.5, 3: 0.7071 })
  expect(suspectStatements(baseline(checks), []).map(({ local }) => local)).toEqual([1, 0, 3, 2])
})

test('what ran twice for one check counts once', () => {
  expect(suspicions(baseline([{ passes: false, covered: [1, 1, 1] }, { passes: true, covered: [1, 1] }]))).toEqual({ 1: 0.7071 })
})

test('what no failing check has run is left out', () => {
  expect(suspicions(baseline([{ passes: false, covered: [1] }, { passes: true, covered: [0, 1, 2] }]))).toEqual({ 1: 0.7071 })
})

test('where nothing is known of what ran, all are suspects', () => {
  expect(suspicions(baseline([{ passes: false, covered: [] }]))).toEqual({ 0: 0, 1: 0, 2: 0, 3: 0 })
  expect(Object.keys(suspicions(baseline([])))).toHaveLength(4)
})

test('the stack trace raises its lines, the innermost most, never above 1', () => {
  const checks = [{ passes: false, covered: [0, 1, 2] }, { passes: true, covered: [0, 1, 2] }]
  expect(suspicions(baseline(checks), [frame(3), frame(2), frame(4)])).toEqual({ 2: 1, 1: 0.9571, 0: 0.7071, 3: 0.1667 })
})

test('lines of another file are not its own', () => {
  const checks = [{ passes: false, covered: [0, 1] }]
  expect(suspicions(baseline(checks), [frame(4, 'b.js')])).toEqual({ 0: 1, 1: 1 })
})

test('each says where it stands', () => {
  const [first] = suspectStatements(baseline([{ passes: false, covered: [2] }], 'lib/a.js'), [])
  expect(first).toEqual({ path: 'lib/a.js', local: 2, line: 3, suspicion: 1 })
})

test('the head of a loop runs when the loop does', () => {
  const statements = statementsOf(readSource('a.js', 'for (let i = 1; i < 3; i++) f(i)\ng()').ast).map((one) => ({ ...one, path: 'a.js', local: one.id }))
  const [loop, head, body, behind] = statements.map(({ id }) => id)
  expect(statements[1]?.place).toBe('head')
  const checks = [{ passes: false, covered: [loop!, body!] }, { passes: true, covered: [behind!] }]
  expect(suspectStatements({ ...baseline(checks), statements }, []).map(({ local }) => local)).toEqual([loop, head, body])
})
