import { compileFunction, createContext, runInContext } from 'node:vm'
import { expect, test } from 'vitest'
import { loadCorpus } from '../../../bench/healing/corpus.ts'
import { fuelName } from '../../../lib/repair/4-evaluate/fuel-splices.ts'
import { instrument } from '../../../lib/repair/4-evaluate/instrument.ts'
import { readSource } from '../../../lib/repair/source-file.ts'

/** Runs a script with fuel for so many turns; tells what it came to, and what it burnt. */
function burn(source: string, turns: number): { value: unknown; burnt: number; out: boolean } {
  const fuel = { left: turns, out() { throw new Error('out') } }
  const { spliced } = instrument(readSource('program.cjs', source))
  const global = createContext({ [fuelName]: fuel })
  try {
    const value: unknown = runInContext(spliced.text, global)
    return { value, burnt: turns - fuel.left, out: false }
  } catch (error) {
    if (!/^(Error: )?out$/.test(String(error))) throw error
    return { value: undefined, burnt: turns + 1, out: true }
  }
}

test.each<[what: string, source: string]>([
  ['while', 'while (true) {}'],
  ['while without a body', 'while (true);'],
  ['do', 'let x = 0; do x++; while (true)'],
  ['for', 'for (;;) {}'],
  ['for without braces', 'let x = 0; for (;;) x++'],
  ['for in for', 'for (;;) for (;;) {}'],
  ['for of what has no end', 'function* all() { while (true) yield 1 }\nfor (const x of all()) x'],
  ['for of an iterator of one’s own', 'const all = { [Symbol.iterator]: () => ({ next: () => ({ value: 1, done: false }) }) }; for (const x of all) x'],
  ['if within a loop without braces', 'while (true) if (1) continue; else break'],
  ['a function that calls itself', 'function f() { return f() }\nf()'],
  ['an arrow function that calls itself', 'const f = () => f(); f()'],
  ['one that gives an object', 'const f = () => ({ a: f() }); f()'],
  ['one that gives a sequence', 'const f = () => (1, f()); f()'],
  ['a method', 'class A { run() { this.run() } }; new A().run()'],
  ['a getter', 'class A { get all() { return this.all } }; new A().all'],
  ['a constructor', 'class A { constructor() { new A() } }; new A()'],
  ['a label', 'outer: while (true) { while (true) continue outer }'],
])('%s without an end is ended', (_, source) => {
  expect(burn(source, 500).out).toBe(true)
})

test.each<[source: string, value: unknown, turns: number]>([
  ['let sum = 0; for (let i = 0; i < 5; i++) sum += i; sum', 10, 5],
  ['const f = (n) => n === 0 ? 0 : f(n - 1); f(3)', 0, 4],
  ['[1, 2, 3].map((x) => ({ x })).length', 3, 3],
  ['[1, 2].map((x) => (0, x * 2)).join()', '2,4', 2],
  ['function strict() { "use strict"; return this } strict() === undefined', true, 1],
  ['const f = async () => { await 1 }; f() instanceof Object', true, 1],
  ['let n = 0; do n++; while (n < 4); n', 4, 4],
  ['let s = ""; for (const k in { a: 1, b: 2 }) s += k; s', 'ab', 2],
  ['let s = 0; for (const a of [1, 2]) if (a > 1) s += a; else s -= a; s', 1, 2],
  ['const o = { run() { return 1 }, get a() { return this.run() } }; o.a', 1, 2],
])('%s comes to the same, and burns by turns', (source, value, turns) => {
  expect(burn(source, 100)).toEqual({ value, burnt: turns, out: false })
})

test('every program of the corpus parses with its guards, and has some', () => {
  for (const { file, source } of loadCorpus()) {
    const { spliced, isAsync } = instrument(readSource(file, source))
    expect(() => compileFunction(isAsync ? `return (async () => {${spliced.text}\n})()` : spliced.text), file).not.toThrow()
    expect(spliced.text).toContain(fuelName)
  }
})
