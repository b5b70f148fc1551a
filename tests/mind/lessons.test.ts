import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { lessonSchema, type Lesson } from '../../lib/contract/lesson.ts'
import { applyEdits } from '../../lib/mind/apply-edits.ts'
import { chooseLessons } from '../../lib/mind/choose-lessons.ts'
import { failureOf, makeLesson } from '../../lib/mind/make-lesson.ts'
import { readAnswer } from '../../lib/mind/read-answer.ts'
import { isStuck } from '../../lib/mind/stuck.ts'
import { hostileReplies } from './hostile-replies.ts'

const verdict = { kind: 'crash' as const, summary: "TypeError: Cannot read properties of undefined (reading 'price')", signature: 's', frames: [{ file: 'organism.js', line: 3, column: 1, function: null }] }
const teach = (before: Record<string, string>, after: Record<string, string>) => makeLesson({ id: 'l1', organism: 'basket', verdict, before, after, why: 'it counted one too far', teacher: 'p/m' })
const lessonOf = (failure: string, context = '', id = failure): Lesson => ({ id, organism: 'basket', failure, context, edit: 'e', why: '', teacher: 't' })

describe('a lesson', () => {
  const before = { 'organism.js': 'export function perform(list) {\n  let sum = 0\n  for (let i = 0; i <= list.length; i += 1) sum += list[i].price\n  return sum\n}\n', 'other.js': 'same\n' }
  const after = { ...before, 'organism.js': before['organism.js'].replace('<=', '<') }

  test('tells what went wrong, where, and what healed it', () => {
    const lesson = teach(before, after)
    expect(lessonSchema.parse(lesson)).toEqual(lesson)
    expect(lesson.failure).toBe("crash: TypeError: Cannot read properties of undefined (reading 'price')")
    expect(lesson.context).toBe(`FILE: organism.js\n${before['organism.js']}`)
    expect(lesson.edit).toBe('FILE: organism.js\n<<<<<<< SEARCH\n  let sum = 0\n  for (let i = 0; i <= list.length; i += 1) sum += list[i].price\n  return sum\n=======\n  let sum = 0\n  for (let i = 0; i < list.length; i += 1) sum += list[i].price\n  return sum\n>>>>>>> REPLACE\n')
  })

  test('has as much around a change as leaves no doubt which it is', () => {
    const twice = 'a()\nb()\nc()\n'
    const { edit } = teach({ 'x.js': `one\n${twice}two\n${twice}` }, { 'x.js': `one\n${twice}two\n${twice.replace('b', 'B')}` })
    expect(edit).toContain('two\na()\nb()\nc()\n')
  })

  test('is bounded, however much was changed', () => {
    const long = (word: string): string => Array.from({ length: 3_000 }, (_, nth) => `${word}(${nth})\n`).join('')
    const lesson = makeLesson({ id: 'i'.repeat(100), organism: 'basket', verdict: { ...verdict, summary: 's'.repeat(500) }, before: { 'x.js': long('a') }, after: { 'x.js': long('b') }, why: 'w'.repeat(5_000), teacher: 't'.repeat(500) })
    expect(() => lessonSchema.parse(lesson)).not.toThrow()
    expect(lesson.edit).toMatch(/… \(cut: \d+ characters in all\)$/)
  })

  test('of no change is a lesson all the same', () => {
    expect(() => lessonSchema.parse(teach(before, before))).not.toThrow()
  })

  test('fills a file that was emptied', () => {
    const { edit } = teach({ 'x.js': '' }, { 'x.js': 'f()\ng()\n' })
    expect(edit).toBe('FILE: x.js\n```\nf()\ng()\n```\n')
    const reading = readAnswer(edit, { files: { 'x.js': '' }, form: 'file', finish: 'stop' })
    expect(applyEdits({ 'x.js': '' }, 'edits' in reading ? reading.edits : [])).toEqual({ files: { 'x.js': 'f()\ng()\n' } })
  })

  test('applied to what it was learnt from, its blocks make what healed it', () => {
    const line = fc.constantFrom('a()', 'b()', '  a()', '  c(1)', '}', '', '  $&', 'let x = 1')
    const lines = fc.array(line, { minLength: 1, maxLength: 14 }).filter((all) => all.some((one) => one.trim() !== '')).map((all) => all.map((one) => `${one}\n`).join(''))
    fc.assert(fc.property(lines, lines, lines, lines, (was, is, other, changed) => {
      fc.pre(was !== is)
      const files = { 'x.js': was, 'lib/y.js': other }
      const healed = { 'x.js': is, 'lib/y.js': changed }
      const reading = readAnswer(teach(files, healed).edit, { files, form: 'blocks', finish: 'stop' })
      expect(reading).toHaveProperty('edits')
      expect(applyEdits(files, 'edits' in reading ? reading.edits : [])).toEqual({ files: healed })
    }), { numRuns: 1_000 })
  })

  test('can be made of whatever an answer did', () => {
    for (const { files, end } of hostileReplies) if ('files' in end) expect(() => lessonSchema.parse(teach(files, end.files))).not.toThrow()
  })

  test('is found again by the failure that it came from', () => {
    const lesson = teach(before, after)
    expect(chooseLessons([lesson], failureOf(verdict, before))).toEqual([lesson])
    expect(failureOf(verdict, before).context).toContain('i <= list.length')
    expect(failureOf({ ...verdict, frames: [{ ...verdict.frames[0]!, file: '__proto__' }] }, before).context).toBe('')
  })
})

describe('the choice of lessons', () => {
  const all = [
    lessonOf("crash: TypeError: Cannot read properties of undefined (reading 'price')", 'for (const item of basketItems) total += item.price'),
    lessonOf('timeout: did not end within 500 ms', 'while (true) { index += 0 }'),
    lessonOf('crash: RangeError: Invalid array length', 'new Array(-1)'),
    lessonOf("crash: TypeError: Cannot read properties of null (reading 'name')", 'return row.name'),
    lessonOf('syntax-error: Unexpected token', 'function ('),
  ]

  test('is the likest first', () => {
    const chosen = chooseLessons(all, { failure: "crash: TypeError: Cannot read properties of null (reading 'name')", context: 'return user.name' })
    expect(chosen[0]).toBe(all[3])
    expect(chosen).toContain(all[0])
    expect(chosen).not.toContain(all[1])
    expect(chosen).not.toContain(all[4])
  })

  test('is nothing where nothing is like it', () => {
    expect(chooseLessons(all, { failure: 'silent: the port does not answer', context: '' })).toEqual([])
    expect(chooseLessons(all, { failure: '', context: '' })).toEqual([])
    expect(chooseLessons([], { failure: 'crash', context: '' })).toEqual([])
  })

  test('goes by the code too, and by the parts of its names', () => {
    expect(chooseLessons(all, { failure: 'wrong-output: 3 is not 4', context: 'item.price, basket_items, total' })).toEqual([all[0]])
  })

  test('does not hang on names that no lesson knows', () => {
    expect(chooseLessons([...all, lessonOf('crash: TypeError: parse is not a function')], { failure: 'crash: TypeError: basket.addUp is not a function', context: '' }).map(({ id }) => id)).toEqual(['crash: TypeError: parse is not a function'])
  })

  test('is bounded', () => {
    const same = Array.from({ length: 9 }, (_, nth) => lessonOf('crash: boom', '', `l${nth}`))
    expect(chooseLessons(same, { failure: 'crash: boom', context: '' }).map(({ id }) => id), 'and the first stay first').toEqual(['l0', 'l1', 'l2'])
    expect(chooseLessons(same, { failure: 'crash: boom', context: '' }, 5)).toHaveLength(5)
  })

  test('knows of a lesson that came to the list since', () => {
    const list = all.slice(1)
    const like = { failure: 'port-taken: somebody listens there', context: '' }
    expect(chooseLessons(list, like)).toEqual([])
    list.push(lessonOf('port-taken: somebody listens there'))
    expect(chooseLessons(list, like)).toEqual([list.at(-1)])
  })

  test('is the same each time, and quick among a thousand', () => {
    const many = Array.from({ length: 1_000 }, (_, nth) => lessonOf(`crash: Error${nth % 50}: reason${nth % 7} of ${nth % 3 === 0 ? 'price' : 'name'}`, `const value${nth} = readRow(${nth}) + total${nth % 11}`, `l${nth}`))
    const like = { failure: 'crash: Error: reason of price', context: 'const value = readRow(1)' }
    const first = chooseLessons(many, like)
    expect(first.length).toBeGreaterThan(0)
    const started = performance.now()
    for (let nth = 0; nth < 10; nth += 1) expect(chooseLessons(many, like)).toEqual(first)
    // A few ms each; what is bound here is only that nothing is indexed again.
    expect((performance.now() - started) / 10).toBeLessThan(200)
  })
})

describe('being stuck', () => {
  const death = (tried: string, why: string) => ({ tried, why })

  test.each([
    ['nothing was tried', [], false],
    ['one attempt', [death('a', 'x')], false],
    ['the same edit, the same cause', [death('a = 1', 'x'), death('b', 'x'), death('a  =\n 1 ', 'x')], true],
    ['the same cause with other numbers', [death('a', 'took 812.5 ms'), death('a', 'took 799 ms')], true],
    ['the same edit of another cause', [death('a', 'examples'), death('a', 'properties')], false],
    ['another edit of the same cause', [death('a', 'x'), death('b', 'x')], false],
    ['numbers in the edit count', [death('a = 1', 'x'), death('a = 2', 'x')], false],
    ['edit and cause are not run together', [death('a', 'b c'), death('a b', 'c')], false],
  ])('%s', (_what, deaths, stuck) => {
    expect(isStuck(deaths)).toBe(stuck)
  })
})
