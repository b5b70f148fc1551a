import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import { coverName } from '../../../lib/repair/2-localise/counter-splices.ts'
import { conditionEdits, type Probe, probesFor } from '../../../lib/repair/3-edit/condition-edits.ts'
import type { Focus } from '../../../lib/repair/3-edit/generate-edits.ts'
import type { Visit } from '../../../lib/repair/visit.ts'
import type { Edit } from '../../../lib/repair/edit.ts'
import { everywhere, resultsOf, source } from './edits-of.ts'

/** What the names of a place hold, in one visit of a check; checks below ten fail. */
type Seen = Record<string, unknown> & { check: number }

/** A candidate host of few words: what each question comes to with the values that were seen. */
const visit = ({ questions }: Probe, { check, ...values }: Seen): Visit => ({ check, answers: questions.map((question) => ask(question, values)).join('') })
const ask = (question: string, values: Record<string, unknown>): string => {
  try {
    return runInNewContext(question, { ...values }) ? '1' : '0'
  } catch {
    return 'x'
  }
}

/** The edits that come of what was seen before the first statement that begins like that. */
function editsAt(text: string, statement: string, seen: readonly Seen[], focus: Partial<Focus> = {}): Edit[] {
  const file = source(text)
  const start = text.indexOf(statement)
  const probe = [...probesFor(file, everywhere(file, focus))].find(({ gap, edit }) => gap.where === 'before' && edit.at === start)
  if (!probe) throw new Error(`nothing is asked before ${statement}`)
  return [...conditionEdits([{ probe, visits: seen.map((one) => visit(probe, one)) }], (check) => check >= 10)]
}
const offered = (...args: Parameters<typeof editsAt>): string[] => resultsOf(args[0], editsAt(...args))

const root = 'function root(n) {\n  const half = n / 2\n  return half * half\n}\n'
const types = new Map([['n', new Set(['number'])], ['half', new Set(['number'])]])
const below: Seen[] = [{ check: 1, n: -1 }, { check: 2, n: -7 }, { check: 10, n: 4 }, { check: 11, n: 0 }]

test('a lost guard comes back', () => {
  expect(offered(root, 'const half', below, { types })).toContain('function root(n) {\n  if (n < 0) return 0\n  const half = n / 2\n  return half * half\n}\n')
})

test('it gives back what the function says elsewhere, and what the tests expect and the file says nowhere', () => {
  const told = "function told(n) {\n  if (n > 9) return 'too many'\n  const half = n / 2\n  return half > 1 ? null : 'too many'\n}\n"
  const offers = offered(told, 'const half', below, { types, constants: [true, 100, 3, 'too many', 'too few', 0] })
  const before = (result: string): string => told.replace('  const half', `  if (n < 0) return ${result}\n  const half`)
  expect(offers).toContain(before("'too few'"))
  expect(offers).toContain(before("'too many'"))
})

test('it throws as it is asked to, before it gives anything back', () => {
  const edits = editsAt(root, 'const half', below, { types, refusals: ['n is negative'] })
  const [first] = resultsOf(root, edits)
  expect(first).toContain("if (n < 0) throw new TypeError('n is negative')")
  const kinds = edits.map(({ kind }) => kind)
  expect(kinds.indexOf('insert-throw')).toBeLessThan(kinds.indexOf('insert-guard'))
  expect(resultsOf(root, edits)).toContain("function root(n) {\n  if (n < 0) throw new RangeError('n is negative')\n  const half = n / 2\n  return half * half\n}\n")
})

test('nothing is thrown that nobody asks for, and there is no jump where there is no loop', () => {
  expect(new Set(editsAt(root, 'const half', below, { types }).map(({ kind }) => kind))).toEqual(new Set(['insert-guard']))
})

test('a condition that holds where all is well is none', () => {
  const conditions = offered(root, 'const half', below, { types }).map((text) => /if \((.*)\) return/.exec(text)?.[1] ?? '')
  expect(conditions.length).toBeGreaterThan(0)
  expect(new Set(conditions.map((condition) => below.map(({ n }) => (ask(condition, { n }))).join('')))).toEqual(new Set(['1100']))
})

test('where what passes and what fails look the same, nothing comes of it', () => {
  expect(offered(root, 'const half', [{ check: 1, n: 4 }, { check: 10, n: 4 }], { types })).toEqual([])
  expect(offered(root, 'const half', [], { types })).toEqual([])
})

test('where all that comes by fails, it needs no condition; but nothing is put before what would never run then', () => {
  const text = 'function f() {\n  tell()\n}\n'
  const file = source(text)
  const made = (where: string): string[] => {
    const probe = [...probesFor(file, everywhere(file, { refusals: ['no'] }))].find(({ gap }) => gap.where === where)
    if (!probe) throw new Error(`there is no place ${where}`)
    return resultsOf(text, conditionEdits([{ probe, visits: [{ check: 1, answers: probe.questions.map(() => '1').join('') }] }], () => false)).filter((result) => !result.includes('if ('))
  }
  expect(made('after')).toContain("function f() {\n  tell()\n  throw new RangeError('no')\n}\n")
  expect(made('before')).toEqual([])
  expect(offered(root, 'return', [{ check: 1, n: 4, half: 2 }], { types }).filter((result) => result.includes('if (true)'))).toEqual([])
})

test('in a loop it may go on, or be left', () => {
  const text = 'function sum(list) {\n  let total = 0\n  for (const one of list) {\n    total += one\n  }\n  return total\n}\n'
  const seen = [{ check: 1, list: [], total: 0, one: 'a' }, { check: 10, list: [], total: 0, one: 4 }]
  const results = offered(text, 'total += one', seen)
  expect(results).toContain(text.replace('total += one', "if (typeof one !== 'number') continue\n    total += one"))
  expect(results).toContain(text.replace('total += one', "if (typeof one !== 'number') break\n    total += one"))
  const guards = editsAt(text, 'total += one', seen).filter(({ kind }) => kind === 'insert-skip')
  const costs = Object.groupBy(guards, ({ changes: [change] }) => (change?.text.includes('break') ? 'left' : 'goesOn'))
  expect(Math.min(...costs.left!.map(({ cost }) => cost)), 'to leave it loses all that would have come').toBeGreaterThan(Math.min(...costs.goesOn!.map(({ cost }) => cost)))
  // What should only be done where all is well.
  expect(editsAt(text, 'total += one', seen).map(({ kind }) => kind)).toContain('wrap-in-if')
})

const price = 'function price(n, isMember) {\n  if (n > 10) return n * 2\n  return n\n}\n'
const both = new Map([['n', new Set(['number'])], ['isMember', new Set(['boolean'])]])

test('a lost conjunct comes back', () => {
  const seen = [{ check: 1, n: 20, isMember: false }, { check: 10, n: 30, isMember: true }, { check: 11, n: 5, isMember: true }]
  expect(offered(price, 'if', seen, { types: both })).toContain(price.replace('n > 10', 'n > 10 && isMember'))
})

test('a lost disjunct comes back, but not where the condition held all the while', () => {
  const seen = (n: number): Seen[] => [{ check: 1, n, isMember: true }, { check: 10, n: 5, isMember: false }, { check: 11, n: 30, isMember: false }]
  expect(offered(price, 'if', seen(5), { types: both })).toContain(price.replace('n > 10', 'n > 10 || isMember'))
  expect(editsAt(price, 'if', seen(20), { types: both }).filter(({ kind }) => kind === 'add-disjunct')).toEqual([])
})

test('a condition that binds less is held together', () => {
  const text = price.replace('n > 10', 'n > 10 || n === 3')
  const seen = [{ check: 1, n: 20, isMember: false }, { check: 10, n: 30, isMember: true }]
  expect(offered(text, 'if', seen, { types: both })).toContain(price.replace('n > 10', '(n > 10 || n === 3) && isMember'))
})

test('each place asks its own condition first, and true at last', () => {
  const file = source(price)
  const probes = [...probesFor(file, everywhere(file))]
  expect(probes.map(({ questions }) => questions.at(-1))).toEqual(probes.map(() => 'true'))
  const asks = probes.find(({ own }) => own !== null)
  expect(asks?.questions[0]).toBe('n > 10')
  expect(resultsOf(price, asks ? [asks.edit] : [])[0]).toContain(`${coverName}(${asks?.questions.length}, ($question) => { switch ($question) { case 0: return n > 10;`)
  expect(probes.every(({ gap }) => gap.where !== 'else')).toBe(true)
})

test('a condition that changes something is not asked', () => {
  const text = 'function f(list) {\n  if (list.pop() > 1) return 1\n  return 2\n}\n'
  const file = source(text)
  const probes = [...probesFor(file, everywhere(file))]
  expect(probes.map(({ own }) => own)).toEqual(probes.map(() => null))
  expect(probes.flatMap(({ questions }) => questions).filter((question) => question.includes('pop'))).toEqual([])
})

test('places take turns', () => {
  const file = source(root)
  const [first, second] = [...probesFor(file, everywhere(file, { types }))].filter(({ gap }) => gap.where === 'before')
  if (!first || !second) throw new Error('too few places')
  const probed = [first, second].map((probe) => ({ probe, visits: below.map((one) => visit(probe, { ...one, half: 2 })) }))
  const edits = [...conditionEdits(probed, (check) => check >= 10)]
  const turns = edits.map(({ at }) => at).filter((at, index, all) => at !== all[index - 1])
  expect(turns.slice(0, 4)).toEqual([first.edit.at, second.edit.at, first.edit.at, second.edit.at])
})
