import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkersIn, commandFor, fileOf } from '../../../lib/healing/heal-file/test-command.ts'

test.each<[command: string, file: string | null]>([
  ['node a.test.js', 'a.test.js'], ['node --test test/a.mjs', 'test/a.mjs'], ['npx vitest run a.test.ts', 'a.test.ts'], ['vitest a.test.ts', 'a.test.ts'], [' jest a.test.js ', 'a.test.js'],
  ['node a.test.js && true', null], ['node "a b.js"', null], ['node --import=x a.js', null], ['npm test', null], ['node a.js > out', null], ['node $FILE.js', null], ['NODE_ENV=x node a.js', null], ['node a.js b.js', null],
])('%s is the file %s', (command, file) => {
  expect(fileOf(command)).toBe(file)
})

test.each<[text: string, checkers: string[]]>([
  ["import test from 'node:test'\nimport assert from 'node:assert/strict'", ['node:assert', 'node:test']], ['const assert = require("node:assert")', ['node:assert']], ["import assert from 'assert'", ['node:assert']], ["const { equal } = require('assert/strict')", ['node:assert']], ["import { test } from 'vitest'\ntest('test', () => expect('assertion'))", []], ["import { test } from 'vitest'", []], ['', []],
])('%j checks with %j', (text, checkers) => {
  expect(checkersIn({ 'helper.js': '', 'a.test.js': text })).toEqual(checkers)
})

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'test-command-'))
  for (const [runner, bin] of [['vitest', 'vitest.mjs'], ['jest', 'bin/jest.js']] as const) {
    mkdirSync(join(folder, 'own/node_modules', runner, 'bin'), { recursive: true })
    writeFileSync(join(folder, 'own/node_modules', runner, bin), '')
  }
  mkdirSync(join(folder, 'own/test'))
  mkdirSync(join(folder, 'bare'))
})
afterAll(() => rmSync(folder, { recursive: true }))

const label = (place: string, text: string): string | undefined => commandFor(join(folder, place, 'a.test.js'), 'test/a.test.js', text)?.label

test.each<[what: string, text: string, expected: string]>([
  ['node:test', "import test from 'node:test'", 'node test/a.test.js'],
  ['plain assertions', "const assert = require('assert')", 'node test/a.test.js'],
  ['node:test with an expect of its own', "const test = require('node:test')\nexpect(1)", 'node test/a.test.js'],
  ['vitest', "import { test } from 'vitest'", 'vitest run test/a.test.js'],
  ['jest’s globals', 'test("a", () => { expect(1).toBe(1) })', 'jest test/a.test.js'],
  ['jest by name', "import { test } from '@jest/globals'", 'jest test/a.test.js'],
])('%s', (_, text, expected) => {
  expect(label('own/test', text)).toBe(expected)
})

test('a runner of the project’s own comes before ours, and where there is no jest, vitest does it', () => {
  const own = commandFor(join(folder, 'own/test/a.test.js'), 'test/a.test.js', "import 'vitest'\nimport { test } from 'vitest'")
  expect(own).toMatchObject({ args: [join(folder, 'own/node_modules/vitest/vitest.mjs'), 'run', '--root', '.', 'test/a.test.js'], nodeModules: join(folder, 'own/node_modules') })
  expect(label('bare', 'expect(1).toBe(1)')).toBe('vitest run test/a.test.js')
  expect(commandFor(join(folder, 'bare/a.test.js'), 'a.test.js', 'expect(1).toBe(1)')?.args).toContain('--globals')
})
