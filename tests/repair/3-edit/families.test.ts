// What each family is for, by example: the broken line, and the one that it has to offer instead.
import { describe, expect, test } from 'vitest'
import { generateEdits } from '../../../lib/repair/3-edit/generate-edits.ts'
import { applyChanges } from '../../../lib/repair/edit.ts'
import { statementsOf } from '../../../lib/repair/statements.ts'
import { everywhere, resultsOf, source, squeeze } from './edits-of.ts'

/** @param body of a function of a few names of every type */
const program = (body: string): string => `
class Box {
  constructor(limit) { this.limit = limit; this.items = [] }
  size() { return this.items.length }
}
function double(n) { return n * 2 }
function work(n, text, list, flag, node) {
  let count = 0
  let best = 0
  const names = ['a', 'b']
  const seen = new Set()
  const sums = new Map()
  ${body}
}
`

/** As they would have been seen while the tests ran. */
const types = new Map(Object.entries({ n: 'number', text: 'string', list: 'array', flag: 'boolean', node: 'object' }).map(([name, type]) => [name, new Set(name === 'node' ? [type, 'null'] : [type])]))

/** Whether the right text is among the edits of the broken statements. */
function isOffered(broken: string, right: string): boolean {
  const text = program(broken)
  const file = source(text)
  const first = text.indexOf(broken)
  const statements = statementsOf(file.ast).filter(({ start }) => start >= first).map(({ id }) => id)
  const wanted = squeeze(program(right))
  return generateEdits(file, { statements, constants: [], first: [], types }).some(({ changes }) => squeeze(applyChanges(text, changes)) === wanted)
}

/** Family by family: broken → right. */
const repairs: Record<string, [broken: string, right: string][]> = {
  'operators': [
    ['return n < count', 'return n <= count'],
    ['return n < count', 'return n > count'],
    ['return n - count', 'return n + count'],
    ['return flag && n', 'return flag || n'],
    ['return n & 1', 'return n | 1'],
    ['count += n', 'count -= n'],
    ['count++', 'count--'],
    ['return n ?? 1', 'return n || 1'],
    ['return n === 1', 'return n !== 1'],
    ['return n >> 1', 'return n << 1'],
  ],
  'constants': [
    ['return 4', 'return 5'],
    ['return 4', 'return 3'],
    ['return -1', 'return 1'],
    ['return false', 'return true'],
    ["return ''", "return ' '"],
    ["return n === 7 ? '(' : 8", "return n === 7 ? ')' : 8"],
    ["return typeof n === 'string'", "return typeof n === 'number'"],
    ['return n === 7 ? 9 : 30', 'return n === 30 ? 9 : 30'],
    ["return 'aeio'.includes(text)", "return 'aeiou'.includes(text)"],
    ['return n * 100', 'return n * 60'],
    ['return n * 84600', 'return n * 86400'],
    ['return list[n]', 'return list[0]'],
    ['return n * 100', 'return n * 1000'],
    ['return count', 'return -1'],
    ['for (let i = n; i < 9; i += 1) count += i', 'for (let i = 0; i < 9; i += 1) count += i'],
  ],
  'remainders and parameters': [
    ['return n % 7', 'return ((n % 7) + 7) % 7'],
    ['return list[n + 1]', 'return list[(n + 1) % list.length]'],
    ['count = n % 4\nreturn names[count + 1]', 'count = n % 4\nreturn names[(count + 1) % 4]'],
    ['return list[(n + 1) % list.length]', 'return list[(((n + 1) % list.length) + list.length) % list.length]'],
  ],
  'off by one': [
    ['return list[n]', 'return list[n - 1]'],
    ['return list[n]', 'return list[n + 1]'],
    ['return list.length', 'return list.length - 1'],
    ['return list[n - 1]', 'return list[n]'],
    ['return double(n)', 'return double(n - 1)'],
    ['return list.slice(n)', 'return list.slice(n + 1)'],
  ],
  'variables and properties': [
    ['return best', 'return count'],
    ['for (let i = 0; i < n; i += 1) for (let j = 0; j < n; j += 1) count += list[j][j]', 'for (let i = 0; i < n; i += 1) for (let j = 0; j < n; j += 1) count += list[i][j]'],
    ['return node.left ?? node.right.left', 'return node.right ?? node.right.left'],
    ['return totla + count', 'return text + count'],
  ],
  'negation and branches': [
    ['if (flag) return 1', 'if (!flag) return 1'],
    ['if (!flag) return 1', 'if (flag) return 1'],
    ['return flag ? n : count', 'return flag ? count : n'],
    ['if (flag) { count = 1 } else { count = 2 }', 'if (flag) { count = 2 } else { count = 1 }'],
  ],
  'order': [
    ['return Math.pow(n, count)', 'return Math.pow(count, n)'],
    ['return n - count', 'return count - n'],
    ['return list[n][count]', 'return list[count][n]'],
    ['return list.sort((a, b) => a - b)', 'return list.sort((a, b) => b - a)'],
    ['const [x, y] = list\nreturn x', 'const [y, x] = list\nreturn x'],
    ["return text + '!'", "return '!' + text"],
  ],
  'methods': [
    ['return list.some((x) => x)', 'return list.every((x) => x)'],
    ['list.push(n)', 'list.unshift(n)'],
    ['return Math.floor(n)', 'return Math.ceil(n)'],
    ['return new Date(n).getDay()', 'return new Date(n).getDate()'],
    ['return new Date(n).getHours()', 'return new Date(n).getUTCHours()'],
    ['return text.indexOf(n)', 'return text.lastIndexOf(n)'],
    ['return Object.keys(node)', 'return Object.entries(node)'],
    ['return parseInt(text)', 'return Number(text)'],
  ],
  'dropped parts': [
    ['return n + count', 'return n'],
    ['if (flag && n > 1) return 1', 'if (flag) return 1'],
    ['return double(n)', 'return n'],
    ['return Math.max(n, count, 1)', 'return Math.max(n, count)'],
    ['return n / 0', 'return n'],
    ['count += 1\ncount += 2\nreturn count', 'count += 1\nreturn count'],
    ["throw new Error('no')\nreturn count", 'return count'],
    ['for (;;) {}\nreturn count', 'return count'],
  ],
  'ways out': [
    ['double(n)', 'return double(n)'],
    ['void double(n)', 'return double(n)'],
    ['return list.map((x) => { double(x) })', 'return list.map((x) => double(x))'],
    ['for (const x of list) if (x) break', 'for (const x of list) if (x) continue'],
    ['for (const x of list) { if (x) count += 1 }', 'for (const x of list) { if (x) { count += 1; break } }'],
    ['return (async () => { const x = double(n); return x })()', 'return (async () => { const x = await double(n); return x })()'],
    ["new Error('bad')", "throw new Error('bad')"],
    ['if (n) count = 1\nif (flag) count = 2', 'if (n) count = 1\nelse if (flag) count = 2'],
    ['if (n) list.filter((x) => x)\nreturn list', 'if (n) list = list.filter((x) => x)\nreturn list'],
  ],
  'loops': [
    ['for (let i = 0; i < n; ) count += i', 'for (let i = 0; i < n; i += 1) count += i'],
    ['for (const x in list) count += x', 'for (const x of list) count += x'],
    ['for (let i = 0; i < n; i++) count += i', 'for (let i = n - 1; i >= 0; i--) count += i'],
    ['for (let i = 0; i < n; i++) count += i', 'for (let i = 1; i < n; i++) count += i'],
    ['const last = 1\nlast += 1\nreturn last', 'let last = 1\nlast += 1\nreturn last'],
  ],
  'ingredients and repeats': [
    ['if (list.length > best) return n\nreturn count', 'if (list.length > best) return n\nreturn list.length'],
    ['if (n < count || best < count) return n', 'if (n <= count || best <= count) return n'],
    ['count = n + n * n', 'count = best + best * best'],
  ],
  'wraps': [
    ['return n / 2', 'return Math.floor(n / 2)'],
    ['return String(n)', "return String(n).padStart(2, '0')"],
    ['node = { ...node.left }', 'node = { ...node, ...node.left }'],
    ['list = [text]', 'list = [...list, text]'],
    ['return list.slice(1)', 'return list.slice(1).reverse()'],
    ['best = n', 'best = Math.max(best, n)'],
    ['return list.sort()', 'return [...list].sort()'],
    ['return text', 'return text.trim()'],
    ['return node.left', 'return node?.left'],
    ['sums.set(n, sums.get(n) + 1)', 'sums.set(n, (sums.get(n) ?? 0) + 1)'],
    ['return Math.max(list)', 'return Math.max(...list)'],
    ['return count', 'return double(count)'],
    ['return list.sort()', 'return list.sort((a, b) => a - b)'],
    ['return list.reduce((sum, x) => sum + x)', 'return list.reduce((sum, x) => sum + x, 0)'],
    ["return text.split('')", "return text.split('').join('')"],
    ['seen[n] = 1', 'seen[n] = (seen[n] ?? 0) + 1'],
  ],
  'conditions': [
    ['if (flag) return n', 'if (n > 0 && flag) return n'],
    ['while (best > 1) best -= count', 'while (count > 0 && best > 1) best -= count'],
    ['if (node.left === null) return 1', 'if (node === null || node.left === null) return 1'],
    ['while (true) names.shift()', 'while (names.length > 0) names.shift()'],
    ['for (const x of list) if (x) names.push(x)', 'for (const x of list) if (x && !seen.has(x)) names.push(x)'],
    ['if (names.length === 0) return 1', 'if (names.length <= 1) return 1'],
    ['return true', 'return count === 0'],
    ['return n % 4 === 0', 'return n % 100 !== 0 && n % 4 === 0'],
  ],
  'guards': [
    ['for (const x of list) { names.push(x) }', 'for (const x of list) { if (seen.has(x)) continue; names.push(x) }'],
    ['for (const x of list) { count += x }', 'for (const x of list) { if (x) count += x }'],
    ["if (count > 9) throw new RangeError('far')\nbest += n", "if (count > 9) throw new RangeError('far')\nif (n < 0) throw new RangeError('far')\nbest += n"],
  ],
  'statements': [
    ['best = n\ncount = best', 'count = best\nbest = n'],
    ['for (const x of list) { count += x\nreturn count }', 'for (const x of list) { count += x }\nreturn count'],
    ['while (count < n) { names.push(count) }', 'while (count < n) { names.push(count)\ncount += 1 }'],
    ['for (const x of list) { if (seen.has(x)) return x }', 'for (const x of list) { if (seen.has(x)) return x\nseen.add(x) }'],
    ['for (const x of list) { count += x }', 'for (const x of list) { count += x }\nreturn count'],
    ['let before = null\nwhile (node) { const next = node.next\nnode.next = before\nnode = next }', 'let before = null\nwhile (node) { const next = node.next\nnode.next = before\nbefore = node\nnode = next }'],
    ['for (const x of list) total += x\nreturn total', 'let total = 0\nfor (const x of list) total += x\nreturn total'],
    ['for (const x of list) sums.get(x).push(n)', 'for (const x of list) { sums.get(x).push(n); count += 1 }'],
    ['try { double(n) } catch (error) { }\nreturn best', 'try { double(n) } catch (error) { best = error }\nreturn best'],
    ["if (n > best) count = n\nif (flag) names.push('a')", "if (n > best) count = n\nif (flag) names.push('a')\nelse names.push(n)"],
  ],
  'made anew': [
    ['return 0', 'return n - count'],
    ['return 0', 'return list[n - 1]'],
    ['return []', 'return [n]'],
    ['return work(n, text)', 'return work(n, text.slice(1))'],
    ['best = count', 'best = count - n'],
    ['return []', 'return [[]]'],
  ],
  'patterns and cases': [
    ["return text.replace(/[a-z]+/, '')", "return text.replace(/[a-z]+/g, '')"],
    ['return /\\d*$/.test(text)', 'return /\\d+$/.test(text)'],
    ['return /\\d+/.test(text)', 'return /^\\d+$/.test(text)'],
    ["return text.split(' ')", 'return text.split(/\\s+/)'],
    ["return text.split(',')", 'return text.split(/\\s*,\\s*/)'],
    ['return `${n}${count}`', 'return `${n}, ${count}`'],
    ['switch (n) { case 1: count = 1\ncase 2: count = 2 }', 'switch (n) { case 1: count = 1\nbreak\ncase 2: count = 2 }'],
  ],
}

for (const [family, rows] of Object.entries(repairs)) {
  describe(family, () => {
    test.each(rows)('%s → %s', (broken, right) => {
      expect(isOffered(broken, right)).toBe(true)
    })
  })
}

test('a guard at the head of a function, with what tests expect', () => {
  const broken = 'function first(list) {\n  return list[0].name\n}\n'
  const file = source(broken)
  const results = resultsOf(broken, generateEdits(file, everywhere(file, { constants: ['nobody'] }))).map(squeeze)
  expect(results).toContain(squeeze("function first(list) {\n  if (list.length === 0) return 'nobody'\n  return list[0].name\n}\n"))
})

test('a field that its constructor forgot, and a field that lost its `this`', () => {
  const right = 'class Queue {\n  constructor(limit) {\n    this.items = []\n    this.limit = limit\n  }\n  isFull(n) {\n    return n >= this.limit\n  }\n}\n'
  for (const broken of [right.replace('    this.limit = limit\n', ''), right.replace('this.limit\n', 'limit\n')]) {
    const file = source(broken)
    const results = resultsOf(broken, generateEdits(file, everywhere(file, { tiers: [1, 2] }))).map(squeeze)
    expect(results).toContain(squeeze(right))
  }
})

test('the call that nobody makes', () => {
  const right = 'function swap(list, a, b) {\n  const kept = list[a]\n  list[a] = list[b]\n  list[b] = kept\n}\nfunction flip(list, i) {\n  if (list[i] > list[i + 1]) swap(list, i, i + 1)\n}\n'
  const broken = right.replace(' swap(list, i, i + 1)', ' ;')
  const file = source(broken)
  expect(resultsOf(broken, generateEdits(file, everywhere(file, { tiers: [1, 2] }))).map(squeeze)).toContain(squeeze(right))
})

test('names that every object has are names like any other', () => {
  const names = ['constructor', 'hasOwnProperty', 'valueOf', 'toString', '__proto__', 'isPrototypeOf']
  const text = names.map((name, index) => `function f${index}(a, b) {\n  a.${name}(b)\n  if (a.${name} === '${name}') b.${name}.push(a)\n  return null\n}\n`).join('')
  const file = source(text)
  expect([...generateEdits(file, everywhere(file))].length).toBeGreaterThan(500)
})
