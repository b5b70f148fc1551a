import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readProgram } from '../../../lib/healing/heal-file/read-program.ts'

let folder: string
const at = (name: string): string => join(folder, name)
const files = {
  'src/index.js': "import { a } from './a.js'\nexport * from \"./typed.js\"\nimport 'left-pad'",
  'src/a.js': "const b = require('./lib')\nconst c = import('../data.json')\nthis does not parse (",
  'src/typed.ts': 'export const t: number = 1',
  'src/lib/index.js': "require('../a')",
  'data.json': '{}',
  'src/alone.js': '',
  'test/index.test.js': "import '../src/index.js'\nimport './support.js'",
  'test/support.js': '',
}
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'read program '))
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(at(name)), { recursive: true })
    writeFileSync(at(name), text)
  }
})
afterAll(() => rmSync(folder, { recursive: true }))

test('a program is a file with all that it imports, also where it does not parse; its tests are apart', () => {
  const program = readProgram([at('src/index.js')], at('test/index.test.js'))
  expect(program).toMatchObject({ root: folder, suspects: ['src/index.js'], entry: 'test/index.test.js' })
  expect(Object.keys(program.files).sort()).toEqual(['data.json', 'src/a.js', 'src/index.js', 'src/lib/index.js', 'src/typed.ts'])
  expect(Object.keys(program.tests).sort()).toEqual(['test/index.test.js', 'test/support.js'])
  expect(program.files['src/index.js']).toBe(files['src/index.js'])
})

test('the root is the nearest folder that holds all of it', () => {
  expect(readProgram([at('src/alone.js')], null)).toMatchObject({ root: at('src'), suspects: ['alone.js'], tests: {}, entry: null })
  expect(readProgram([at('src/alone.js'), at('test/support.js')], null)).toMatchObject({ root: folder, suspects: ['src/alone.js', 'test/support.js'] })
})

test('for a command it is the folder that it is run in, and what lies outside is left out', () => {
  expect(readProgram([at('src/alone.js')], null, folder)).toMatchObject({ root: folder, suspects: ['src/alone.js'], files: { 'src/alone.js': '' } })
  const inside = readProgram([at('src/index.js')], null, at('src'))
  expect(Object.keys(inside.files).sort()).toEqual(['a.js', 'index.js', 'lib/index.js', 'typed.ts'])
})
