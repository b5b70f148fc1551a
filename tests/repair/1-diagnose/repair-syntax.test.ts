import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { repairSyntax } from '../../../lib/repair/1-diagnose/repair-syntax.ts'
import { applyChanges } from '../../../lib/repair/edit.ts'
import { readSource } from '../../../lib/repair/source-file.ts'
import { firstVariants, rankOf } from './first-variants.ts'

const program = `import { readFileSync } from 'node:fs'

/** How often each word comes. */
export function countWords(text, least = 1) {
  const counts = new Map()
  for (const word of text.split(/\\s+/)) {
    if (word.length < least) continue
    counts.set(word, (counts.get(word) ?? 0) + 1)
  }
  return counts
}

export async function report(file) {
  try {
    const counts = countWords(readFileSync(file, 'utf8'))
    await save(\`\${file}: \${counts.size} words\`)
  } catch (error) {
    throw new Error('cannot read ' + file, { cause: error })
  }
}

function save(line) {
  // Nothing is kept yet.
  return Promise.resolve(line)
}
`

describe('what was broken comes back', () => {
  const cases: [what: string, from: string, to: string][] = [
    ['a lost comma', 'text, least', 'text least'],
    ['a lost bracket that kept two words apart', 'countWords(text', 'countWordstext'],
    ['a lost brace of a template', '${file}:', '${file:'],
    ['a lost backtick', ' words`)', ' words)'],
    ['a lost slash', '/\\s+/', '/\\s+'],
    ['a bracket lost in a regular expression', '/\\s+/', '/(\\s+/'],
    ['a misspelt keyword', 'function countWords', 'fucntion countWords'],
    ['a keyword cut in two', 'return counts', 're turn counts'],
    ['a lost keyword', 'for (const word of', 'for (const word'],
    ['a lost async', 'export async function', 'export function'],
    ['a lost if', 'if (word.length < least) continue', '(word.length < least) continue'],
    ['a lost catch', '  } catch (error) {\n', ''],
    ['a lost try', '  try {\n', ''],
    ['a comment without an end', 'comes. */', 'comes.'],
    ['a comment without a beginning', '// Nothing', 'Nothing'],
    ['a quote of the wrong kind', '\'utf8\'', '\'utf8"'],
    ['a bracket of the wrong kind', 'file, \'utf8\')', 'file, \'utf8\']'],
    ['a line twice', '  const counts = new Map()\n', '  const counts = new Map()\n  const counts = new Map()\n'],
    ['a line of noise', '  return counts\n', '  return counts\nlorem ipsum dolor\n'],
    ['signs in the middle of an operator', '<', '<<<<'],
  ]
  test.each(cases)('%s', (_, from, to) => {
    const broken = program.replace(from, () => to)
    expect(rankOf(program, broken, 10)).toBeLessThanOrEqual(10)
  })

  test.each(['(text', '{\n  const counts', '}\n  return'])('a lost %j, in TypeScript', (place) => {
    const typed = program.replace('text, least = 1)', 'text: string, least: number = 1): Map<string, number>')
    const at = typed.indexOf(place)
    expect(at).toBeGreaterThan(0)
    expect(rankOf(typed, typed.slice(0, at) + typed.slice(at + 1), 10, 'program.ts')).toBeLessThanOrEqual(10)
  })

  test('two errors in one function', () => {
    const broken = program.replace('counts.set(word', 'counts.setword').replace('if (word', 'if word')
    expect(rankOf(program, broken, 10)).toBeLessThanOrEqual(10)
  })

  test('errors in two functions, one of them a garbage token', () => {
    const broken = program.replace('counts = new', 'counts @@= new').replace('resolve(line)', 'resolve(line')
    expect(rankOf(program, broken, 10)).toBeLessThanOrEqual(10)
  })

  test('a bracket in a module that only its await tells to be one', () => {
    const module = 'const list = await load()\nconsole.log(list.map((one) => one * 2))\n'
    expect(rankOf(module, module.replace('2))', '2)'), 3)).toBeLessThanOrEqual(3)
  })

  test('an await in a function that is not async, in a script', () => {
    expect(firstVariants('function f(g) {\n  await g()\n}\nmodule.exports = f\n', 3, 'f.cjs')).toContain('async function f(g) {\n  await g()\n}\nmodule.exports = f\n')
  })
})

test('of a merge conflict, both sides and what they are together', () => {
  const variants = firstVariants('const a = 1\n<<<<<<< HEAD\nconst b = 2\n=======\nconst c = 3\n>>>>>>> theirs\n', 3)
  expect(variants).toEqual(['const a = 1\nconst b = 2\n', 'const a = 1\nconst c = 3\n', 'const a = 1\nconst b = 2\nconst c = 3\n'])
})

test('the head of a function that is gone is made anew from its calls and its body', () => {
  const original = 'export function area(shape) {\n  return times(shape.width, shape.height)\n}\n\nfunction times(width, height) {\n  return width * height\n}\n'
  expect(firstVariants(original.replace('function times(width, height) {\n', ''), 5)).toContain(original)
})

test('the head of a loop that is gone is made anew from the names of its body', () => {
  const original = 'function sum(orders) {\n  let total = 0\n  for (const order of orders) {\n    total += order.price\n  }\n  return total\n}\n'
  expect(firstVariants(original.replace('  for (const order of orders) {\n', ''), 5)).toContain(original)
})

test('garbage goes before anything is added to keep it', () => {
  const [first] = firstVariants('const a = [1, 2, @@ 3]\n', 1)
  expect(first).toBe('const a = [1, 2, 3]\n')
})

test('comments, and all that was not broken, stay as they were', () => {
  const broken = program.replace('return counts', 'return counts))')
  const [first] = firstVariants(broken, 1)
  expect(first).toBe(program)
})

test('nothing for what parses', () => {
  expect([...repairSyntax('program.js', program)]).toEqual([])
  expect([...repairSyntax('program.ts', 'const a: number = 1\n')]).toEqual([])
})

test('what is not JavaScript at all is no reason to throw', () => {
  for (const text of ['}', '((((', '\u0000', '<html><body>', '`${', '/*', 'a\\']) {
    for (const { changes } of repairSyntax('program.js', text).take(20)) expect(() => readSource('program.js', applyChanges(text, changes))).not.toThrow()
  }
})

test('every variant parses, and no two are the same', () => {
  const short = program.slice(program.indexOf('export function'), program.indexOf('export async'))
  const place = fc.nat(short.length - 1)
  const edit = fc.record({ place, length: fc.constantFrom(0, 1, 2, 12), added: fc.constantFrom('', '', '}', '(', '"', '`', '@', '/*', '=>', 'if ', '\n', '${') })
  fc.assert(fc.property(fc.array(edit, { minLength: 1, maxLength: 2 }), fc.constantFrom('program.js', 'program.ts', 'program.mjs'), (edits, path) => {
    const broken = edits.reduce((text, { place, length, added }) => text.slice(0, place) + added + text.slice(place + length), short)
    const seen = new Set<string>()
    for (const edit of repairSyntax(path, broken).take(6)) {
      const text = applyChanges(broken, edit.changes)
      expect(seen.has(text)).toBe(false)
      seen.add(text)
      expect(text).not.toBe(broken)
      readSource(path, text)
      expect(edit.cost).toBeGreaterThanOrEqual(1)
      expect(edit.cost).toBeLessThanOrEqual(10)
      for (const [index, change] of edit.changes.entries()) expect(change.start).toBeGreaterThanOrEqual(edit.changes[index - 1]?.end ?? 0)
    }
  }), { numRuns: 20, seed: 11 })
})

test('to the very end, no text comes twice', () => {
  const broken = 'const a = [1, 2\n\nfunction f(b) {\n  return b\n}\n'
  const variants = firstVariants(broken, Infinity)
  expect(variants.length).toBeGreaterThan(5)
  expect(new Set(variants).size).toBe(variants.length)
})

test('it ends, and soon, for a long file', () => {
  const long = Array.from({ length: 60 }, (_, index) => program.replaceAll('countWords', `count${index}`).replaceAll('report', `report${index}`).replaceAll('save', `save${index}`).replace(/^import.*\n/, '')).join('\n')
  const broken = `import { readFileSync } from 'node:fs'\n${long}`.replace('count30(text, least = 1) {', 'count30(text, least = 1 {')
  expect(broken.split('\n').length).toBeGreaterThan(1_000)
  const [first] = firstVariants(broken, 1)
  expect(first).toContain('count30(text, least = 1) {')
})
