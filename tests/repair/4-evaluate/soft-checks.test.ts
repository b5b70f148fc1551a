import { compileFunction } from 'node:vm'
import { expect, test } from 'vitest'
import { loadCorpus } from '../../../bench/healing/corpus.ts'
import { instrument } from '../../../lib/repair/4-evaluate/instrument.ts'
import { SplicedText } from '../../../lib/repair/4-evaluate/spliced-text.ts'
import { softChecks, softName } from '../../../lib/repair/4-evaluate/soft-checks.ts'
import { readSource } from '../../../lib/repair/source-file.ts'

/** Which statements are softened: what stands between `try{` and its catch. */
function softened(text: string, definesTests = true): string[] {
  const file = readSource('tests.js', text)
  const source = new SplicedText(file.code, softChecks(file, definesTests)).text
  expect(() => readSource('tests.js', source)).not.toThrow()
  return [...source.matchAll(new RegExp(`try\\{((?:(?!try\\{)[^])*?);\\}catch\\(\\$caught\\)\\{\\${softName}\\(\\$caught\\)\\}`, 'g'))].map(([, inner = '']) => inner)
}

const head = "const assert = require('node:assert')\n"

test.each<[statement: string]>([
  ['assert(f(1))'], ['assert.equal(f(1), 2)'], ['assert.strict.equal(f(1), 2)'], ['expect(f(1)).toBe(2)'], ['expect(f(1)).not.toBe(2)'], ['assert.deepStrictEqual(f([1]), [2])'],
  ['expect.soft(f(1)).toBe(2)'], ['t.assert.equal(f(1), 2)'],
])('%s is softened', (statement) => {
  expect(softened(`${head}test('one', (t) => {\n  ${statement}\n})`)).toEqual([statement])
})

test.each<[statement: string]>([['f(1)'], ['const x = assert.equal(f(1), 2)'], ['check(f(1))'], ['return assert.equal(f(1), 2)'], ['t.plan(1)'], ['"use strict"']])('%s is not', (statement) => {
  expect(softened(`${head}test('one', (t) => {\n  ${statement}\n})`)).toEqual([])
})

test('what is awaited is softened with its await', () => {
  expect(softened("test('one', async () => { await expect(f()).resolves.toBe(1) })")).toEqual(['await expect(f()).resolves.toBe(1)'])
})

test.each<[how: string, head: string, call: string]>([
  ['a default import', "import check from 'node:assert'", 'check.equal(1, 1)'],
  ['a namespace', "import * as check from 'assert'", 'check.equal(1, 1)'],
  ['names', "import { equal, ok as fine } from 'node:assert/strict'", 'fine(1)'],
  ['require', "const check = require('assert')", 'check(1)'],
  ['names of require', "const { deepEqual, equal: same } = require('node:assert')", 'same(1, 1)'],
  ['a member of require', "const check = require('node:assert').strict", 'check.equal(1, 1)'],
])('node:assert by %s is known by the name that it has there', (_, head, call) => {
  expect(softened(`${head}\ntest('one', () => { ${call} })`)).toEqual([call])
})

test('an assertion that is meant to fail, or to be caught, keeps its edge', () => {
  expect(softened(`${head}test('one', () => { assert.throws(() => { assert.equal(1, 2) }) })`)).toEqual(['assert.throws(() => { assert.equal(1, 2) })'])
  expect(softened(`${head}test('one', () => { try { assert.equal(1, 2) } catch { assert.ok(true) } })`)).toEqual(['assert.ok(true)'])
  expect(softened("it.fails('one', () => { expect(1).toBe(2) })")).toEqual([])
  expect(softened("test('one', { expectFailure: true }, () => { expect(1).toBe(2) })")).toEqual([])
  expect(softened("test('one', async () => { await assert.rejects(async () => { assert.equal(1, 2) }) })")).toEqual(['await assert.rejects(async () => { assert.equal(1, 2) })'])
})

test.each([
  'for (const x of [1, 2]) assert.equal(f(x), x)',
  'for (const x of [1, 2]) for (const y of [x]) assert.equal(f(y), x);assert.ok(1)',
  'while (f())assert.ok(1);for (const x of [1])assert.ok(x)',
  'if (f()) assert.ok(1)\nelse assert.ok(2)',
  '[1, 2].forEach((x) => assert.ok(x));assert.ok(1)',
])('guards and softened checks hold each other: %s', (text) => {
  for (const definesTests of [true, false]) {
    const file = readSource('tests.js', head + text)
    expect(() => compileFunction(instrument(file, softChecks(file, definesTests)).spliced.text)).not.toThrow()
  }
})

test('the tests of the whole corpus parse as they are run', () => {
  for (const { visible, hidden } of loadCorpus()) {
    for (const { file: path, text } of [visible, hidden]) {
      const file = readSource(path, text)
      const { spliced, isAsync } = instrument(file, softChecks(file, /\b(?:test|it)\(/.test(text)))
      expect(() => compileFunction(isAsync ? `return (async () => {${spliced.text}\n})()` : spliced.text), path).not.toThrow()
    }
  }
})

test('in a file without tests, what stands at the top and declares nothing is one by one', () => {
  expect(softened(`${head}assert.equal(f(1), 1)\nlist.push(f(2))\nfor (const x of list) { g(x) }\nif (list) h()\nlet y = f(3)\nfunction k() { m() }`, false)).toEqual([
    'assert.equal(f(1), 1)', 'list.push(f(2))', 'for (const x of list) { g(x) }', 'if (list) h()',
  ])
})

test('and assertions within those are ones of their own', () => {
  const text = `${head}for (const x of [1, 2]) { assert.equal(f(x), x) }`
  expect(softened(text, false)).toEqual(['assert.equal(f(x), x)'])
})
