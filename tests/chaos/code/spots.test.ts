import { describe, expect, test } from 'vitest'
import { spotsOf } from '../../../lib/chaos/code/spots.ts'
import { parseTree } from '../../../lib/chaos/code/tree.ts'

/** Numbers in a program mark its places: each with its rank, and none where code does not run. */
function ranks(source: string): Record<string, number> {
  const tree = parseTree(source)
  if (!tree) throw new SyntaxError(source)
  return Object.fromEntries(spotsOf(tree).flatMap(({ node, rank }) => (node.type === 'Literal' && typeof node.value === 'number' ? [[node.value, rank]] : [])))
}

describe('what runs', () => {
  test('is what perform uses, however it is exported', () => {
    const rest = 'function used() { return later() + 2 }\nconst later = () => 3\nfunction dead() { return alsoDead(4) }\nfunction alsoDead() { return 5 }'
    for (const source of [
      `export function perform() { return used(1) }\n${rest}`,
      `export const perform = () => used(1)\n${rest}`,
      `const perform = () => used(1)\nexport { perform, dead }\n${rest}`,
      `function run() { return used(1) }\nexport { run as perform }\n${rest}`,
      `module.exports = { perform, dead }\nfunction perform() { return used(1) }\n${rest}`,
      `exports.dead = dead\nmodule.exports.perform = function () { return used(1) }\n${rest}`,
    ]) expect(ranks(source), source).toEqual({ 1: 0, 2: 0, 3: 0 })
  })

  test('without perform, is the file, what it uses and what it exports', () => {
    expect(ranks('print(go(1))\nfunction go() { return 2 }\nexport function shown() { return 3 }\nfunction dead() { return 4 }')).toEqual({ 1: 0, 2: 0, 3: 0 })
  })

  test('with a class, are its methods', () => {
    expect(ranks('export const perform = () => new A()\nclass A { go() { return 1 } }\nclass B { go() { return 2 } }')).toEqual({ 1: 0 })
  })

  test('ends at a return or throw, but for functions that are hoisted', () => {
    expect(ranks('export function perform(a) { if (a) { throw 1; a(2) } return helper(3); a(4); function helper() { return 5 } }')).toEqual({ 1: 2, 3: 0, 5: 0 })
    expect(ranks('export function perform(a) { for (;;) { switch (a) { case 1: break; a(2) } continue; a(3) } }')).toEqual({ 1: 0 })
  })

  test('at load comes second where the work is in perform', () => {
    expect(ranks('const least = 1\nexport const perform = (a) => a + 2 + least')).toEqual({ 1: 1, 2: 0 })
  })
})

describe('what only tells people something comes last', () => {
  test('log calls and texts of errors', () => {
    expect(ranks('export function perform(a) { console.log(1); process.stdout.write(2); if (a > 3) throw new Error(4); return 5 }')).toEqual({ 1: 2, 2: 2, 3: 0, 4: 2, 5: 0 })
  })

  test('but stdout is the answer of a script, and not that of a server', () => {
    expect(ranks('console.log(1); console.error(2)')).toEqual({ 1: 0, 2: 2 })
    expect(ranks('console.log(1); server.listen(2)')).toEqual({ 1: 2, 2: 0 })
  })

  test('a branch, a counter and a constant that serve only that', () => {
    expect(ranks('const every = 1\nexport function perform(a) { let n = 2; n += 3; if (n > every + 4) { console.log(5) } return a + 6 }')).toEqual({ 1: 2, 2: 2, 3: 2, 4: 2, 5: 2, 6: 0 })
  })

  test('a function that draws, with what it counts for itself, and its calls', () => {
    expect(ranks(`export function perform(list) { show(list, 1); return list[2] }
      function show(list, more) { let line = ''; for (let i = 3; i < 4; i += 5) { line += list[i] } console.log(line) }`)).toEqual({ 1: 2, 2: 0, 3: 2, 4: 2, 5: 2 })
    expect(ranks('export function perform(a) { console.log(price(a)); return a }\nconst price = (cents) => cents / 6')).toEqual({ 6: 2 })
  })

  test.each([
    ['its result is used', 'export function perform(a) { return show(a, 1) }\nfunction show(a, b) { console.log(a); return 2 }', { 1: 0, 2: 0 }],
    ['it changes what it is given', 'export function perform(a) { show(a, 1); return a }\nfunction show(a) { a.count = 2; console.log(a) }', { 1: 0, 2: 0 }],
    ['it does something for its effect', 'export function perform(a) { show(a, 1); return a }\nfunction show(a) { a.push(2); console.log(a) }', { 1: 0, 2: 0 }],
    ['it may throw', 'export function perform(a) { show(a, 1); return a }\nfunction show(a) { console.log(a); if (a > 2) throw a }', { 1: 0, 2: 0 }],
    ['it is handed on', 'export function perform(a) { a.forEach(show); return a }\nfunction show(a) { console.log(a); return 2 }', { 2: 0 }],
    ['a counter is returned as well', 'export function perform() { let n = 1; n += 2; console.log(n); return n }', { 1: 0, 2: 0 }],
    ['the branch leaves the loop', 'export function perform(a) { for (const b of a) { if (b > 1) { console.log(b); break } a() } }', { 1: 0 }],
    ['a variable that nobody reads holds the work', 'const timer = setInterval(() => { work(1) }, 2)', { 1: 0, 2: 0 }],
    ['another function has a variable of that name', 'export function perform() { let n = 1; console.log(n); return other() }\nfunction other() { let n = 2; return n }', { 1: 2, 2: 0 }],
  ])('not where %s', (_why, source, expected) => {
    expect(ranks(source)).toEqual(expected)
  })
})
