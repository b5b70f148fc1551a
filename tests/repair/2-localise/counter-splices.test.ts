import { compileFunction } from 'node:vm'
import { expect, test } from 'vitest'
import { loadCorpus, loadLargeProgram } from '../../../bench/healing/corpus.ts'
import { coverName, counterSplices } from '../../../lib/repair/2-localise/counter-splices.ts'
import { fuelName } from '../../../lib/repair/4-evaluate/fuel-splices.ts'
import { instrument } from '../../../lib/repair/4-evaluate/instrument.ts'
import { readSource } from '../../../lib/repair/source-file.ts'
import { statementsOf } from '../../../lib/repair/statements.ts'

function counted(text: string, offset = 0, path = 'program.cjs'): { run: string; isAsync: boolean; statements: string[] } {
  const file = readSource(path, text)
  const statements = statementsOf(file.ast)
  const { spliced, isAsync } = instrument(file, counterSplices(statements, offset))
  return { run: spliced.text, isAsync, statements: statements.map(({ start, end }) => text.slice(start, end)) }
}

/** Ids in the order in which their statements ran. */
function ran(text: string, offset = 0): { ids: number[]; reached: string[] } {
  const { run, statements } = counted(text, offset)
  const ids: number[] = []
  compileFunction(run, [fuelName, coverName])({ left: 1e6, out: () => undefined }, (id: number) => ids.push(id))
  return { ids, reached: [...new Set(ids)].map((id) => statements[id - offset] ?? '') }
}

test('each statement says when it is reached, and only then', () => {
  expect(ran('let a = 1\nif (a > 1) { a = 2 } else a = 3\na += 1').reached).toEqual(['let a = 1', 'if (a > 1) { a = 2 } else a = 3', 'a = 3', 'a += 1'])
  expect(ran('function f(x) { if (x) return 1\n return 2 }\nf(true)').reached).toEqual(['f(true)', 'if (x) return 1', 'return 1'])
})

test('arrow functions and fields say it too', () => {
  expect(ran('const f = (x) => x + 1, g = () => ({ a: 1 })\nf(1)').reached).toEqual(['const f = (x) => x + 1, g = () => ({ a: 1 })', 'f(1)', 'x + 1'])
  expect(ran('class A { a = 1 + 1; #b = 2; c }\nnew A()').reached).toEqual(['new A()', '1 + 1', '2'])
})

test('a loop says it once, its body each time', () => {
  expect(ran('let n = 0\nfor (let i = 0; i < 3; i++) n += i').ids).toEqual([0, 1, 3, 3, 3])
  expect(ran('for (const x of [1, 2]) { x }').ids).toEqual([0, 2, 2])
})

test('several files share one numbering', () => {
  expect(ran('let a = 1\na += 1', 100).ids).toEqual([100, 101])
})

test('switches, labels and try count as well', () => {
  expect(ran('let a = 2\nswitch (a) { case 1: a = 5; break; case 2: a = 6; break; default: a = 7 }').reached).toEqual(['let a = 2', expect.stringMatching(/^switch/), 'a = 6;', 'break;'])
  expect(ran('let a = 0\nouter: for (;;) { for (;;) { a = 1; break outer } }').reached).toContain('break outer')
  expect(ran('try { throw 1 } catch { 2 } finally { 3 }').reached).toEqual(['try { throw 1 } catch { 2 } finally { 3 }', 'throw 1', '2', '3'])
})

test('what ends at one place is closed in the order in which it was opened', () => {
  expect(ran('function f(x) { if (x) return (y) => y + 1 }\nf(true)(1)').reached).toEqual(['f(true)(1)', 'if (x) return (y) => y + 1', 'return (y) => y + 1', 'y + 1'])
  expect(ran('let f\nfor (const x of [1, 2]) while (x) if (f) break; else f = (y) => (z) => y + z').reached).toContain('f = (y) => (z) => y + z')
})

test('every program of the corpus still parses with its counters', () => {
  const large = Object.entries(loadLargeProgram().files).map(([file, source]) => ({ file, source }))
  for (const { file, source } of [...loadCorpus(), ...large]) {
    const { run, isAsync, statements } = counted(source, 0, file)
    expect(() => compileFunction(isAsync ? `return (async () => {${run}\n})()` : run), file).not.toThrow()
    expect(statements.length, file).toBeGreaterThan(2)
  }
})
