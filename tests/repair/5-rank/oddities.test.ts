import { expect, test } from 'vitest'
import { loadCorpus } from '../../../bench/healing/corpus.ts'
import { oddities } from '../../../lib/repair/5-rank/oddities.ts'
import { readSource } from '../../../lib/repair/source-file.ts'

const text = 'function f(a, b, list) {\n  if (a < b) return g(a, b)\n  while (a) a -= 1\n  const limit = 100 + 100\n  const word = "none"\n  list[a] = b || "x"\n  g(a)\n  return list[a][b] + (a ? 1 : 2)\n}\n'
const file = readSource('program.cjs', text)
const oddness = (before: string, after: string): number => {
  const start = text.indexOf(before)
  if (start === -1) throw new Error(`no ${before}`)
  return oddities(file, [{ start, end: start + before.length, text: after }])
}

test.each<[before: string, after: string]>([
  ['a < b', 'a < a'], ['a < b', 'a === a'], ['a < b', '!a < b'], ['a < b', '1 < 2'], ['a < b', 'a && a'], ['a < b', 'true && false'], ['a < b', '"x"'], ['a < b', 'a = b'], ['a < b', 'a !== (a < b)'],
  ['a -= 1', 'a = a'], ['a -= 1', 'a += a < b'], ['g(a, b)', 'g(a, a)'], ['while (a)', 'while (0)'], ['a ? 1 : 2', 'a ? 1 : 1'], ['a ? 1 : 2', 'true ? 1 : 2'],
  ['a < b', 'a < a + b'], ['a < b', 'a === 1 && a === 2'], ['a < b', 'a !== 1 || a !== 2'], ['a < b', '!(a < b)'], ['a < b', '!a && a.b'], ['a < b', 'a || a.b'], ['a < b', 'a || true'], ['a < b', 'a || b && list'],
  ['a -= 1', 'this.nowhere = 1'], ['100 + 100', '100 / 0'], ['100 + 100', '100 * 0'], ['100 + 100', '0 + 100'], ['while (a) a -= 1', 'for (let i = 0; i > a; i++) g(i)'], ['while (a) a -= 1', 'for (let i = a; i <= 0; i--) g(i)'],
  ['list[a][b]', 'list[b][b]'], ['g(a)\n', 'a\n'], ['g(a)\n', 'a + b\n'], ['100 + 100', 'a ** 0'], ['g(a)\n', 'g([..."a"])\n'], ['g(a)\n', 'if (a) return "an answer"\n'], ['g(a)\n', 'if (a) return 7\n'], ['g(a)\n', 'if (a) return 27;\n'], ['b || "x"', '!b ?? "x"'], ['"none"', '""'], ['<', '&'], ['-=', '**='], ['g(a)', '_x'], ['100', '7'],
  ['a < b', 'a + 1 < 5'], ['a < b', '9 >= 2 * a'], ['a < b', 'a + b'], ['a < b', 'a - b && b'], ['a ? 1', 'a * b ? 1'], ['a < b', 'list.sort().length < 2'],
])('`%s` → `%s` is odd', (before, after) => {
  expect(oddness(before, after)).toBeGreaterThan(0)
})

test.each<[before: string, after: string]>([
  ['a < b', 'a <= b'], ['a < b', 'b < a'], ['a < b', 'a < b && b < 10'], ['a < b', 'a + 1 < b'], ['a < b', 'a % 2 < 1'], ['a < b', 'list.length < 2'], ['a < b', 'a < b && a + b'], ['a -= 1', 'a -= 2'], ['g(a, b)', 'g(b, a)'], ['g(a)\n', 'g(b)\n'], ['g(a)\n', '\n'], ['g(a)\n', 'if (a) return 0\n'], ['g(a)\n', 'if (a) return 2\n'], ['g(a)\n', 'if (a) return 7 * b\n'], ['while (a)', 'while (true)'],
  ['<', '>='], ['"none"', '"some"'], ['b || "x"', 'b'], ['g(a, b)', 'g(1, 1)'], ['a < b', 'a || (b && list)'], ['a < b', 'a && a.b'], ['a < b', '!a || a.b'], ['a < b', 'a !== 1 && a !== 2'], ['while (a) a -= 1', 'for (let i = 0; i <= a; i++) g(i)'], ['100 + 100', '100 / 2'], ['list[a][b]', 'list[b][a]'],
])('`%s` → `%s` is not', (before, after) => {
  expect(oddness(before, after)).toBe(0)
})

test('what was odd before and stays so is nobody’s fault', () => {
  const odd = readSource('program.cjs', 'if (a === a) g(b)\n')
  expect(oddities(odd, [{ start: 15, end: 16, text: 'c' }])).toBe(0)
  expect(oddities(odd, [{ start: 6, end: 9, text: '==' }])).toBe(0)
})

test('what clears an oddity up, wherever it stands, is likely to be what was wrong', () => {
  const odd = readSource('program.cjs', 'const half = f(a / 0)\nfor (let i = n; i < 0; i--) g(i)\n')
  const at = (before: string, text: string) => oddities(odd, [{ start: odd.text.indexOf(before), end: odd.text.indexOf(before) + before.length, text }])
  expect(at('0)', '2)')).toBeLessThan(0)
  expect(at('< 0', '>= 0')).toBeLessThan(0)
  expect(at('f(', 'g(')).toBe(0)
})

test('what does not parse, and what changes nothing, has none', () => {
  expect(oddness('a < b', 'a <')).toBe(0)
  expect(oddities(file, [])).toBe(0)
})

test('programs as people write them are hardly ever odd', () => {
  const odd = loadCorpus().filter(({ file: path, source }) => {
    const empty = readSource(path, path.endsWith('.mjs') ? 'export {}' : '')
    return oddities(empty, [{ start: 0, end: empty.text.length, text: source }]) > 0
  })
  expect(odd.length / loadCorpus().length).toBeLessThan(0.12)
})
