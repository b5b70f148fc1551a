import { expect, test } from 'vitest'
import { loadCorpus, loadLargeProgram } from '../../../bench/healing/corpus.ts'
import { sharesState } from '../../../lib/repair/4-evaluate/shares-state.ts'
import { readSource } from '../../../lib/repair/source-file.ts'

const shares = (text: string): boolean => sharesState(readSource('a.test.js', text).ast)

test.each([
  'const account = new Account()\ntest("a", () => {})',
  'let account\ntest("a", () => { account = 1 })',
  'const store = createStore()\ntest("a", () => {})',
  'const store = await openStore()\nexport {}',
  'describe("a", () => { const account = new Account(); it("b", () => {}) })',
  'describe("a", function () { describe("b", () => { let count = 0 }) })',
])('%s: may hang on each other', (text) => {
  expect(shares(text)).toBe(true)
})

test.each([
  'const assert = require("assert")\nconst { Account } = require("./account")\ntest("a", () => { const account = new Account() })',
  'import { test } from "node:test"\nconst cases = [[1, 2]]\nconst make = () => new Account()',
  'let account\nbeforeEach(() => { account = new Account() })',
  'describe("a", () => { let account; beforeEach(() => { account = new Account() }); it("b", () => { let n = 0 }) })',
  'const day = new Date(2020, 1, 1)',
])('%s: does not', (text) => {
  expect(shares(text)).toBe(false)
})

test('hardly any tests of the corpus do', () => {
  const tests = loadCorpus().map(({ visible }) => visible)
  expect(tests.filter(({ file, text }) => /\b(?:test|it)\(/.test(text) && sharesState(readSource(file, text).ast)).length / tests.length).toBeLessThan(0.1)
  const { test: { file, text } } = loadLargeProgram()
  expect(sharesState(readSource(file, text).ast)).toBe(false)
})
