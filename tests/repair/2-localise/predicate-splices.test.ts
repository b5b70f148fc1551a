import { compileFunction } from 'node:vm'
import { expect, test } from 'vitest'
import { loadCorpus, loadLargeProgram } from '../../../bench/healing/corpus.ts'
import { coverName, counterSplices } from '../../../lib/repair/2-localise/counter-splices.ts'
import { kinds, predicateSplices } from '../../../lib/repair/2-localise/predicate-splices.ts'
import { suspectStatements } from '../../../lib/repair/2-localise/suspect-statements.ts'
import { fuelName } from '../../../lib/repair/4-evaluate/fuel-splices.ts'
import { instrument } from '../../../lib/repair/4-evaluate/instrument.ts'
import { readSource } from '../../../lib/repair/source-file.ts'
import { statementsOf } from '../../../lib/repair/statements.ts'

function told(text: string, path = 'program.cjs') {
  const file = readSource(path, text)
  const statements = statementsOf(file.ast)
  const { splices, predicates } = predicateSplices(file.ast, statements, { statement: 0, predicate: 0 })
  const { spliced, isAsync } = instrument(file, [...counterSplices(statements, 0), ...splices])
  return { run: isAsync ? `return (async () => {${spliced.text}\n})()` : spliced.text, predicates, statements }
}

/** The values that are told, with the statement that each is told of. */
function values(text: string): [value: unknown, statement: string][] {
  const { run, predicates, statements } = told(text)
  const seen: [unknown, string][] = []
  const cover = (id: number, value: unknown): unknown => {
    const predicate = predicates.find((one) => one.id === id)
    const statement = statements[predicate?.statement ?? -1]
    if (predicate) seen.push([value, statement ? text.slice(statement.start, statement.end) : ''])
    return value
  }
  compileFunction(run, [fuelName, coverName])({ left: 1e6, out: () => undefined }, cover)
  return seen
}

test('tells conditions, and what is kept or given back, and leaves them as they are', () => {
  expect(values('let a = 1 + 1\nif (a > 3 || a === 2) a = -a')).toEqual([
    [2, 'let a = 1 + 1'], [false, 'if (a > 3 || a === 2) a = -a'], [true, 'if (a > 3 || a === 2) a = -a'], [true, 'if (a > 3 || a === 2) a = -a'], [-2, 'a = -a'],
  ])
  expect(values('const f = (x) => x * 2\nfunction g(x) { return f(x) }\ng(4)')).toEqual([[8, 'x * 2'], [8, 'return f(x)']])
  expect(values('for (let i = 0; i < 1; i++) ;').map(([value]) => value)).toEqual([true, false])
})

test('a function keeps the name of what it is kept in, and constants are not told', () => {
  const text = 'const f = () => null, g = function () {}, K = class {}, n = 1\nif (f.name + g.name + K.name !== "fgK") throw new Error("renamed")'
  expect(values(text).map(([value]) => value)).toEqual([false])
})

test('ids of several files keep apart, one for each kind of value', () => {
  const file = readSource('a.js', 'if (a) b = c')
  const at = (predicate: number) => predicateSplices(file.ast, statementsOf(file.ast), { statement: 5, predicate }).predicates
  expect(at(0).map(({ statement }) => statement)).toEqual([5, 6])
  expect((at(2)[0]?.id ?? 0) - (at(0)[0]?.id ?? 0)).toBe(2 * kinds)
})

test('every program of the corpus still parses with what is told of it', () => {
  const large = Object.entries(loadLargeProgram().files).map(([file, source]) => ({ file, source }))
  for (const { file, source } of [...loadCorpus(), ...large]) expect(() => compileFunction(told(source, file).run), file).not.toThrow()
})

test('a value that only failing checks have seen accuses its statement, though all checks run it', () => {
  const statements = statementsOf(readSource('a.js', 'let a = f()\na += 1').ast).map((one) => ({ ...one, path: 'a.js', local: one.id }))
  const id = 1_000_000
  const checks = [{ passes: false, covered: [0, 1, id + 2] }, { passes: true, covered: [0, 1, id + 6] }, { passes: true, covered: [0, 1, id + 6] }]
  const baseline = { checks, tests: [], total: 3, why: null, outcomes: [], statements, calls: [], heldOut: 0, turns: 0, predicates: [{ id, statement: 0 }] }
  expect(suspectStatements(baseline, []).map(({ local, suspicion }) => [local, Number(suspicion.toFixed(2))])).toEqual([[0, 1], [1, 0.58]])
})
